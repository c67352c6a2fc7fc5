"""Whether a notice counts on a given day."""

from datetime import date

from knowledge.notice import Notice, Standing, Validity

SAID = {Standing.SUPERSEDED: Validity.SUPERSEDED, Standing.REPEALED: Validity.REPEALED}


def validity_of(notice: Notice, today: date) -> Validity:
    """What staff have said goes before what the dates say."""
    if notice.standing in SAID:
        return SAID[notice.standing]
    if notice.expires is not None and notice.expires < today:
        return Validity.EXPIRED
    if notice.effective is not None and notice.effective > today:
        return Validity.NOT_YET
    return Validity.CURRENT


def since(notice: Notice, validity: Validity) -> date | None:
    """The day from which it does not count any more, or will count."""
    return {
        Validity.EXPIRED: notice.expires,
        Validity.NOT_YET: notice.effective,
    }.get(validity)

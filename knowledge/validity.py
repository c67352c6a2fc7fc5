"""Whether a notice counts on a given day."""

from datetime import date
from typing import Protocol

from knowledge.notice import Standing, Validity

SAID: dict[str, Validity] = {
    Standing.SUPERSEDED: Validity.SUPERSEDED,
    Standing.REPEALED: Validity.REPEALED,
}


class Stated(Protocol):
    """What a notice and any record of it say about whether it counts."""

    @property
    def kind(self) -> str: ...
    @property
    def issued(self) -> date | None: ...
    @property
    def effective(self) -> date | None: ...
    @property
    def expires(self) -> date | None: ...
    @property
    def standing(self) -> str: ...


def validity_of(notice: Stated, today: date) -> Validity:
    """What staff have said goes before what the dates say."""
    if notice.standing in SAID:
        return SAID[notice.standing]
    if notice.expires is not None and notice.expires < today:
        return Validity.EXPIRED
    if notice.effective is not None and notice.effective > today:
        return Validity.NOT_YET
    return Validity.CURRENT


def since(notice: Stated, validity: Validity) -> date | None:
    """The day from which it does not count any more, or will count."""
    return {
        Validity.EXPIRED: notice.expires,
        Validity.NOT_YET: notice.effective,
    }.get(validity)

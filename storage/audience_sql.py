"""Conditions as SQL: one row for each person who meets them, with the society they do it for."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    and_,
    case,
    exists,
    false,
    func,
    literal,
    null,
    or_,
    select,
)

from storage.conditions import OF_A_SOCIETY, OF_SOCIETIES, Conditions, Deed, Did
from storage.filing import DRAFT, VOID
from storage.roles import Role, holding
from storage.societies import USUAL_TERM_YEARS
from storage.tables import (
    addresses,
    consents,
    filings,
    mutes,
    people,
    recipients,
    roles,
    saved_list_people,
    societies,
    society_tags,
)

TOPIC = "announcements"
WITHDRAWN, NO_DOOR, HELD, MUTED = "withdrawn", "no door", "held", "muted"
# Of several roles somebody is counted, and written to, for the first of these.
ORDER = (
    Role.SECRETARY,
    Role.LEADER,
    Role.PARTY_HEAD,
    Role.EXPERT,
    Role.STAFF,
    Role.STAFF_HEAD,
    Role.ADMINISTRATOR,
    Role.MEMBER,
)
# Handed in, and neither taken back nor turned down.
UNFILED = (DRAFT, *VOID, "refused")
LONGEST_TERM = 20
# What a society is, by the sort of condition.
COLUMNS: Mapping[str, ColumnElement[Any]] = {
    "societies": societies.c.id,
    "disciplines": societies.c.discipline,
    "cities": societies.c.city,
    "kinds": societies.c.kind,
    "classifications": societies.c.classification,
}
# A list → its conditions; None where people are written on it.
Lists = Mapping[str, "Conditions | None"]


def roles_meant(conditions: Conditions) -> tuple[str, ...] | None:
    """None: whoever it is; empty: holders of any role. What societies did is for secretaries."""
    if conditions.roles:
        return conditions.roles
    if any(getattr(conditions, sort) for sort in OF_A_SOCIETY):
        return ()
    return (Role.SECRETARY,) if any(e.did in OF_SOCIETIES for e in conditions.deeds) else None


def meeting(
    conditions: Conditions, lists: Lists, now: datetime, *extra: ColumnElement[bool]
) -> Select[Any]:
    """A row for every role (or none) by which somebody meets them."""
    held = and_(roles.c.person_id == people.c.id, holding(now))
    joined = people.outerjoin(roles, held).outerjoin(
        societies, roles.c.society_id == societies.c.id
    )
    return (
        select(
            people.c.id.label("person_id"),
            people.c.name.label("name"),
            roles.c.role.label("role"),
            roles.c.society_id.label("society_id"),
            societies.c.name.label("society"),
            societies.c.city.label("city"),
            societies.c.discipline.label("discipline"),
            societies.c.kind.label("kind"),
            societies.c.classification.label("classification"),
            func.row_number()
            .over(partition_by=people.c.id, order_by=(_rank(), roles.c.began_at, roles.c.id))
            .label("place"),
        )
        .select_from(joined)
        .where(*_wanted(conditions, lists, now), *extra)
    )


def _rank() -> ColumnElement[int]:
    return case({role.value: n for n, role in enumerate(ORDER)}, value=roles.c.role, else_=99)


def _wanted(conditions: Conditions, lists: Lists, now: datetime) -> Iterator[ColumnElement[bool]]:
    if not conditions.as_dict():
        yield false()
    meant = roles_meant(conditions)
    if meant is not None:
        yield roles.c.role.in_(meant) if meant else roles.c.id.is_not(None)
    for sort, column in COLUMNS.items():
        if values := getattr(conditions, sort):
            yield column.in_(values)
    if conditions.tags:
        tagged = select(society_tags.c.society_id).where(society_tags.c.tag.in_(conditions.tags))
        yield societies.c.id.in_(tagged)
    if conditions.lists or conditions.people:
        yield or_(*_named(conditions, lists, now))
    for did in Did:
        if deeds := [each for each in conditions.deeds if each.did is did]:
            yield or_(*(_done(each, now) for each in deeds))


def _named(conditions: Conditions, lists: Lists, now: datetime) -> Iterator[ColumnElement[bool]]:
    """On one of the lists, or named; a list that is gone has nobody on it."""
    yield people.c.id.in_(conditions.people)
    known = [each for each in conditions.lists if each in lists]
    written = [each for each in known if lists[each] is None]
    on = select(saved_list_people.c.person_id).where(saved_list_people.c.list_id.in_(written))
    yield people.c.id.in_(on)
    for each in known:
        if asked := lists[each]:
            others = {key: value for key, value in lists.items() if key != each}
            met = meeting(asked, others, now).subquery()
            yield people.c.id.in_(select(met.c.person_id))


def _done(deed: Deed, now: datetime) -> ColumnElement[bool]:
    match deed.did:
        case Did.FILED:
            return roles.c.society_id.in_(_filed(deed, now))
        case Did.NOT_FILED:
            return and_(
                roles.c.society_id.is_not(None), roles.c.society_id.not_in(_filed(deed, now))
            )
        case Did.TERM_ENDS:
            return _term_ends(now.date(), deed.number)
        case Did.SIGNED_UP:
            signed = select(filings.c.person_id).where(
                filings.c.event_id == deed.subject,
                filings.c.person_id.is_not(None),
                filings.c.state.not_in(UNFILED),
            )
            return people.c.id.in_(signed)
        case Did.READ | Did.NOT_READ:
            got = select(recipients.c.person_id).where(
                recipients.c.broadcast_id == deed.subject,
                recipients.c.person_id.is_not(None),
                recipients.c.excluded.is_(None),
                recipients.c.read_at.is_not(None) == (deed.did is Did.READ),
            )
            return people.c.id.in_(got)


def _filed(deed: Deed, now: datetime) -> Select[Any]:
    conditions = [
        filings.c.form == deed.subject,
        filings.c.society_id.is_not(None),
        filings.c.submitted_at.is_not(None),
        filings.c.state.not_in(UNFILED),
    ]
    if deed.number:
        first = datetime(deed.number, 1, 1, tzinfo=now.tzinfo)
        conditions += [
            filings.c.submitted_at >= first,
            filings.c.submitted_at < first.replace(year=deed.number + 1),
        ]
    return select(filings.c.society_id).where(*conditions)


def _term_ends(today: date, months: int) -> ColumnElement[bool]:
    """Over already, or so many months from now: by when a term must have begun, by its length.

    A day plus years is written differently in every database; a day compared is not.
    """
    last = _months_on(today, months)
    begun = {
        years: literal(_years_before(last, years), Date()) for years in range(1, LONGEST_TERM + 1)
    }
    length = func.coalesce(societies.c.term_years, USUAL_TERM_YEARS)
    return societies.c.term_began <= case(begun, value=length, else_=null())


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return _day_in(year, month + 1, day.day)


def _years_before(day: date, years: int) -> date:
    """A term begun on 29 February ends on the 28th of a common year."""
    is_last = (day.month, day.day) == (2, 28) and _day_in(day.year, 2, 29).day == 28
    return _day_in(day.year - years, day.month, 29 if is_last else day.day)


def _day_in(year: int, month: int, day: int) -> date:
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1


def why_not(
    person_id: ColumnElement[Any], now: datetime, *, mandatory: bool
) -> ColumnElement[Any]:
    """Why nothing is sent to somebody; null where it is."""
    mine = addresses.c.person_id == person_id
    role = exists().where(roles.c.person_id == person_id, holding(now))
    agreed = consents.c.person_id == person_id
    taken_back = exists().where(agreed, consents.c.withdrawn_at.is_not(None))
    stands = exists().where(agreed, consents.c.withdrawn_at.is_(None))
    reasons: Sequence[tuple[ColumnElement[bool], str]] = [
        (and_(taken_back, ~stands, ~role), WITHDRAWN),
        (~exists().where(mine), NO_DOOR),
        (~exists().where(mine, addresses.c.held_since.is_(None)), HELD),
    ]
    if not mandatory:
        muted = exists().where(mutes.c.person_id == person_id, mutes.c.topic == TOPIC)
        reasons = [*reasons, (muted, MUTED)]
    return case(*((condition, literal(reason)) for condition, reason in reasons), else_=null())

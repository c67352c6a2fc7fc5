"""What the ids in the journal stand for, as far as it is still there."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, select

from storage.engine import Work
from storage.tables import broadcasts, members, notices, people, societies

NAMED: tuple[tuple[ColumnElement[str], ColumnElement[str]], ...] = (
    (people.c.id, people.c.name),
    (societies.c.id, societies.c.name),
    (members.c.id, members.c.name),
    (notices.c.id, notices.c.title),
    (broadcasts.c.id, broadcasts.c.title),
)


async def names_of(work: Work, ids: Collection[str]) -> dict[str, str]:
    """Id → name of somebody, of a society, notice or announcement; what is gone is left out."""
    names: dict[str, str] = {}
    for identity, name in NAMED:
        rows = await work.run(select(identity, name).where(identity.in_(list(ids))))
        names.update(tuple(row) for row in rows)
    return names

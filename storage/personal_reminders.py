"""What is kept about one person's duties and reminders: gathered, erased, handed on.

Most of it goes with the person's own row: the tables say so themselves.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, delete, literal, or_, select, update

from storage.engine import Work
from storage.tables import (
    calendar_links,
    deadlines,
    digests,
    duties_done,
    mutes,
    reminders,
    subscriptions,
)
from storage.upsert import insert_for

Rows = list[dict[str, Any]]
# What is shown of each table, the last column in order of time; an address opens the calendar.
SHOWN: Mapping[Table, Sequence[str]] = {
    reminders: ("object", "due_on", "level", "at"),
    digests: ("kind", "day", "at"),
    mutes: ("topic", "since"),
    subscriptions: ("kind", "value", "since"),
    calendar_links: ("created_at",),
}
# What somebody may have on both sides of a merger: where both have it, it is kept once.
HANDED_ON = (reminders, digests, mutes, subscriptions)


async def gather_reminders(work: Work, person_id: str) -> dict[str, Rows]:
    """Kind → rows by column name, as `Personal.gather` wants them."""
    gathered = {}
    for table, names in SHOWN.items():
        columns = [table.c[name] for name in names]
        query = select(*columns).where(table.c.person_id == person_id).order_by(columns[-1])
        gathered[table.name] = [dict(row._mapping) for row in await work.run(query)]
    done = await work.run(
        select(duties_done.c.object, duties_done.c.at)
        .where(or_(duties_done.c.owner == person_id, duties_done.c.by == person_id))
        .order_by(duties_done.c.at)
    )
    gathered["duties_done"] = [dict(row._mapping) for row in done]
    return gathered


async def erase_duties_done(work: Work, person_id: str) -> None:
    """One's own go; of a society's it stays known that it is done, not who said so."""
    await work.run(delete(duties_done).where(duties_done.c.owner == person_id))
    await work.run(update(duties_done).where(duties_done.c.by == person_id).values(by=None))


async def hand_on_reminders(work: Work, former: str, to: str) -> None:
    """Nobody is told again what either was told; the guest's calendar address ends with them."""
    for table in HANDED_ON:
        await _hand_on(work, table, "person_id", former, to)
    await _hand_on(work, duties_done, "owner", former, to)
    for column in (duties_done.c.by, deadlines.c.created_by, deadlines.c.confirmed_by):
        await work.run(update(column.table).where(column == former).values({column: to}))


async def _hand_on(work: Work, table: Table, owner: str, former: str, to: str) -> None:
    """Copied as far as it is new, then taken away: a row may not have two of a name."""
    columns = [column for column in table.c if column.name != owner]
    mine = table.c[owner] == former
    copies = select(literal(to).label(owner), *columns).where(mine)
    names = [owner, *(column.name for column in columns)]
    await work.run(insert_for(work, table).from_select(names, copies).on_conflict_do_nothing())
    await work.run(delete(table).where(mine))

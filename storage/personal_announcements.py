"""What is kept of announcements about one person: gathered for them, handed on when two are one.

Nothing has to be erased: the tables say that a recipient loses the person, a list the name.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Text, and_, cast, select, update

from storage.engine import Work
from storage.tables import (
    broadcasts,
    deadlines,
    presses,
    recipients,
    saved_list_people,
    saved_lists,
    societies,
)

Rows = list[dict[str, Any]]
DONE = ("read_at", "clicked_at")
# Ids of people within: who had a hand in it, who is meant by name.
NAMING = (
    broadcasts.c.content,
    broadcasts.c.audience,
    saved_lists.c.audience,
    deadlines.c.audience,
)


async def gather_announcements(work: Work, person_id: str) -> dict[str, Rows]:
    """Kind → rows by column name, as `Personal.gather` wants them."""
    lists = await work.run(
        select(saved_lists.c.name, saved_lists.c.created_at)
        .join(saved_list_people, saved_list_people.c.list_id == saved_lists.c.id)
        .where(saved_list_people.c.person_id == person_id)
        .order_by(saved_lists.c.name)
    )
    return {
        "announcements": await _received(work, person_id),
        "lists": [dict(row._mapping) for row in lists],
    }


async def _received(work: Work, person_id: str) -> Rows:
    names = ("city", "discipline", "excluded", *DONE, "answer", "answered_at")
    found = await work.run(
        select(
            recipients.c.id,
            broadcasts.c.title,
            broadcasts.c.created_at,
            broadcasts.c.content,
            societies.c.name.label("society"),
            *(recipients.c[name] for name in names),
        )
        .select_from(recipients.join(broadcasts).outerjoin(societies))
        .where(recipients.c.person_id == person_id)
        .order_by(broadcasts.c.created_at, broadcasts.c.id)
    )
    rows = [dict(row._mapping) for row in found]
    pressed = await _presses(work, [row["id"] for row in rows])
    for row in rows:
        choices = row.pop("content").get("choices", ())
        if row["answer"] and row["answer"] <= len(choices):
            row["answer"] = choices[row["answer"] - 1]
        row["pressed"] = pressed[row.pop("id")]
    return rows


async def _presses(work: Work, ids: Sequence[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    rows = await work.run(
        select(presses).where(presses.c.recipient_id.in_(ids)).order_by(presses.c.at)
    )
    for row in rows:
        found[row.recipient_id].append(row.at)
    return found


async def hand_on_announcements(work: Work, former: str, to: str) -> None:
    """What either has read is read; nobody gets to approve what they wrote as somebody else."""
    for column in (broadcasts.c.created_by, broadcasts.c.decided_by, saved_lists.c.created_by):
        await work.run(update(column.table).where(column == former).values({column: to}))
    for inside in NAMING:
        await _rename_within(work, inside, former, to)
    for table, key in (
        (saved_list_people, saved_list_people.c.list_id),
        (recipients, recipients.c.broadcast_id),
    ):
        known = select(key).where(table.c.person_id == to)
        fresh = and_(table.c.person_id == former, key.not_in(known))
        await work.run(update(table).where(fresh).values(person_id=to))
    twice = await work.run(select(recipients).where(recipients.c.person_id == former))
    for row in twice.all():
        theirs = and_(recipients.c.broadcast_id == row.broadcast_id, recipients.c.person_id == to)
        for name in (name for name in DONE if getattr(row, name)):
            blank = recipients.c[name].is_(None)
            values = {name: getattr(row, name)}
            await work.run(update(recipients).where(theirs, blank).values(**values))
        if row.answer is not None:
            values = {"answer": row.answer, "answered_at": row.answered_at}
            blank = recipients.c.answer.is_(None)
            await work.run(update(recipients).where(theirs, blank).values(**values))


async def _rename_within(work: Work, column: Column[Any], former: str, to: str) -> None:
    key = column.table.c.id
    written = cast(column, Text).contains(json.dumps(former), autoescape=True)
    rows = await work.run(select(key.label("id"), column.label("kept")).where(written))
    for row in rows.all():
        change = {column.name: _renamed(row.kept, former, to)}
        await work.run(update(column.table).where(key == row.id).values(**change))


def _renamed(kept: Any, former: str, to: str) -> Any:
    if isinstance(kept, dict):
        return {name: _renamed(value, former, to) for name, value in kept.items()}
    if isinstance(kept, list):
        names = [_renamed(each, former, to) for each in kept]
        return [each for n, each in enumerate(names) if each != to or to not in names[:n]]
    return to if kept == former else kept

"""Files of announcements: they outlive whoever sent them in, and go when it is long over."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, select, update

from storage.broadcasts import OPEN, UNSENT, BroadcastState
from storage.engine import Work
from storage.roles import OF_THE_ASSOCIATION, Roles
from storage.tables import broadcasts, files

LIVING = (*UNSENT, *OPEN)


async def let_go_of_old(work: Work, before: datetime, now: datetime) -> int:
    """What only announcements name that were over before then; how many files go."""
    over = func.coalesce(broadcasts.c.finished_at, broadcasts.c.changed_at)
    rows = await work.run(select(broadcasts.c.content, broadcasts.c.state, over.label("over")))
    old: set[str] = set()
    needed: set[str] = set()
    for row in rows:
        is_old = row.state not in LIVING and row.over < before
        (old if is_old else needed).update(_pieces(row.content))
    done = await work.run(
        update(files)
        .where(files.c.id.in_(sorted(old - needed)), files.c.forget_at.is_(None))
        .values(forget_at=now)
    )
    return done.rowcount


async def part_with_announcements(work: Work, person_id: str, now: datetime) -> None:
    """Before somebody is erased: drafts of theirs alone go; what others get stays whole.

    Its files become those of who answers for it now.
    """
    mine = set(await _files_of(work, person_id))
    rows = await work.run(select(broadcasts))
    for row in rows.all():
        if _is_private(row, person_id):
            await work.run(delete(broadcasts).where(broadcasts.c.id == row.id))
            continue
        kept = sorted(mine & _pieces(row.content))
        if kept and (keeper := await _keeper(work, row, person_id, now)):
            change = update(files).where(files.c.id.in_(kept)).values(person_id=keeper)
            await work.run(change)


async def _files_of(work: Work, person_id: str) -> list[str]:
    rows = await work.run(select(files.c.id).where(files.c.person_id == person_id))
    return list(rows.scalars())


def _pieces(content: Mapping[str, Any]) -> set[str]:
    return {each["file_id"] for each in content.get("pieces", ())}


def _is_private(row: Row[Any], person_id: str) -> bool:
    hands = {row.created_by, *row.content.get("hands", ()), row.content.get("by")} - {None}
    return row.state == BroadcastState.DRAFT and hands == {person_id}


async def _keeper(work: Work, row: Row[Any], person_id: str, now: datetime) -> str | None:
    """One of the staff, as far as there is another: who agreed to it or made it comes first."""
    there = [
        holder.person_id
        for role in reversed(OF_THE_ASSOCIATION)
        for holder in await Roles(work).holders(now, role=role)
        if holder.person_id != person_id
    ]
    first = [row.decided_by, row.created_by, row.content.get("by")]
    return next((each for each in (*first, *there) if each in there), None)

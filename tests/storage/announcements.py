"""Announcements that have gone out, written by hand: whom to, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from storage.archive import Archive
from storage.broadcasts import BroadcastState
from storage.clock import SystemClock
from storage.deliveries import DeliveryState
from storage.tables import addresses, deliveries, people, recipients

NOW = SystemClock().now().replace(microsecond=0)


@dataclass(frozen=True, kw_only=True)
class Fate:
    """So many people: each has a row for every one of `states`, or is left out."""

    many: int = 1
    states: Sequence[str] = (DeliveryState.SENT,)
    reason: str | None = None
    excluded: str | None = None
    city: str | None = None
    discipline: str | None = None
    society_id: str | None = None
    spread: bool = True
    name: str = "周远"
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Sent:
    """An announcement, and its people in the order in which they were named."""

    id: str
    people: list[str]


async def send(
    archive: Archive,
    fates: Sequence[Fate],
    *,
    state: BroadcastState = BroadcastState.DONE,
    by: str | None = None,
    now: datetime = NOW,
    title: str = "关于报送年检材料的通知",
    **values: Any,
) -> Sent:
    author = by or await archive.people.add("孔景行", now)
    identity = await archive.broadcasts.add(
        title, by=author, now=now, state=state, started_at=now, **values
    )
    every = [fate for fate in fates for _ in range(fate.many)]
    ids = [f"{identity[:20]}{n}" for n in range(len(every))]
    work = archive.work
    rows: list[dict[str, Any]] = [
        {"id": each, "name": fate.name, "created_at": now}
        for each, fate in zip(ids, every, strict=True)
    ]
    await work.run(insert(people), rows)
    frozen = [
        {
            "broadcast_id": identity,
            "person_id": each,
            "society_id": fate.society_id,
            "city": fate.city,
            "discipline": fate.discipline,
            "excluded": fate.excluded,
            "spread": fate.spread,
            **{name: fate.more.get(name) for name in ACTS},
        }
        for each, fate in zip(ids, every, strict=True)
    ]
    await work.run(insert(recipients), frozen)
    found = await work.run(
        select(recipients.c.person_id, recipients.c.id).where(
            recipients.c.broadcast_id == identity
        )
    )
    numbers = {row.person_id: row.id for row in found}
    await _deliver(archive, identity, [(numbers[p], f) for p, f in zip(ids, every, strict=True)])
    return Sent(id=identity, people=ids)


ACTS = ("read_at", "clicked_at", "answer", "answered_at")


async def _deliver(archive: Archive, identity: str, who: list[tuple[int, Fate]]) -> None:
    rows = [
        {
            "bot_id": 1 + door,
            "chat_id": number,
            "method": "announce",
            "state": state,
            "attempts": 1,
            "due_at": NOW,
            "created_at": NOW,
            "finished_at": NOW,
            "reason": None if state == DeliveryState.SENT else fate.reason,
            "broadcast_id": identity,
            "recipient_id": number,
            "part": part,
            "act": "send",
            "lane": 1,
        }
        for number, fate in who
        if not fate.excluded and fate.spread
        for door, state in enumerate(fate.states)
        for part in (0, 1)
    ]
    if rows:
        await archive.work.run(insert(deliveries), rows)


async def give_address(
    archive: Archive, person_id: str, account: int, *, bot_id: int = 1, **values: Any
) -> None:
    row = {"bot_id": bot_id, "account": account, "person_id": person_id, "linked_at": NOW}
    blank = {"held_since": None, "held_because": None}
    await archive.work.run(insert(addresses).values(**{**blank, **row, **values}))


async def give_to(archive: Archive, sent: Sent, person_id: str) -> None:
    """What went to one made-up person went to this one."""
    await archive.work.run(
        update(recipients).where(recipients.c.broadcast_id == sent.id).values(person_id=person_id)
    )

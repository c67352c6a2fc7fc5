"""An announcement whose audience is looked at, or changed while it is a draft."""

from typing import Any

from handlers.announced import Content
from handlers.broadcast.cast import BroadcastMoved, Cast, opened
from handlers.desk import Desk
from handlers.noting import note
from storage.broadcasts import Broadcast, BroadcastState
from storage.conditions import Conditions


class NotADraft(BroadcastMoved):
    """Whoever it goes to is settled: somebody was asked to approve it, or has."""


async def seen(desk: Desk, broadcast_id: str) -> Broadcast:
    """In whatever state; raises BroadcastGone."""
    return (await opened(desk, broadcast_id)).row


async def draft(desk: Desk, broadcast_id: str) -> Broadcast:
    found = await seen(desk, broadcast_id)
    if found.state is not BroadcastState.DRAFT:
        raise NotADraft
    return found


async def readdress(desk: Desk, found: Broadcast, conditions: Conditions, **detail: Any) -> None:
    """Whoever does it has had a hand in it, and cannot approve it."""
    cast = Cast(row=found, content=Content.of(found.content))
    done = await desk.archive.broadcasts.change(
        found.id,
        (BroadcastState.DRAFT,),
        desk.now,
        revision=found.revision,
        content=cast.with_facts(**cast.touched(desk.person.id)),
        audience=conditions.as_dict(),
    )
    if not done:
        raise BroadcastMoved
    await note(desk, "audience changed", found.id, **detail)

"""An announcement whose audience is looked at, or changed while it is a draft."""

from typing import Any

from handlers.desk import Desk
from handlers.noting import note
from handlers.rights import Action, require
from storage.broadcasts import Broadcast, BroadcastState
from storage.conditions import Conditions


class DraftGone(Exception):
    """There is no such announcement (any more)."""


class NotADraft(Exception):
    """Whoever it goes to is settled: somebody was asked to approve it, or has."""


async def seen(desk: Desk, broadcast_id: str) -> Broadcast:
    """In whatever state."""
    require(desk.person, Action.BROADCAST)
    found = await desk.archive.broadcasts.get(broadcast_id)
    if found is None:
        raise DraftGone
    return found


async def draft(desk: Desk, broadcast_id: str) -> Broadcast:
    found = await seen(desk, broadcast_id)
    if found.state is not BroadcastState.DRAFT:
        raise NotADraft
    return found


async def readdress(desk: Desk, found: Broadcast, conditions: Conditions, **detail: Any) -> None:
    """Whoever does it has had a hand in it, and cannot approve it."""
    content = {**found.content, "by": desk.person.id}
    audience = conditions.as_dict()
    draft_only = (BroadcastState.DRAFT,)
    done = await desk.archive.broadcasts.change(
        found.id, draft_only, desk.now, audience=audience, content=content
    )
    if not done:
        raise NotADraft
    await note(desk, "audience changed", found.id, **detail)

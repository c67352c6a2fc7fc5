"""An announcement that has been sent, or is being: what its makers look at afterwards."""

from handlers.desk import Desk
from handlers.rights import Action, require
from storage.broadcasts import UNSENT, Broadcast, BroadcastState


class NotGoneOut(Exception):
    """There is no such announcement, or it has not begun to go out."""


async def gone_out(desk: Desk, broadcast_id: str) -> Broadcast:
    require(desk.person, Action.BROADCAST)
    found = await desk.archive.broadcasts.get(broadcast_id)
    if found is None or found.state in (*UNSENT, BroadcastState.READY):
        raise NotGoneOut
    return found

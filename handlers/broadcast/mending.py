"""A correction carried out: new text for who has it, and for who is still to get it."""

from dataclasses import replace

from handlers.broadcast.cast import STARTED, BroadcastMoved, Cast
from handlers.desk import Desk
from handlers.noting import note


async def carry_out(desk: Desk, cast: Cast, text: str, *, by: str) -> None:
    """Within the caller's transaction; the courier edits what was sent."""
    content = cast.with_facts(replace(cast.content, text=text), by=by, mend=None)
    done = await desk.archive.broadcasts.change(
        cast.id,
        STARTED,
        desk.now,
        revision=cast.row.revision,
        content=content,
        edition=cast.row.edition + 1,
    )
    if not done:
        raise BroadcastMoved
    await desk.archive.deliveries.correct(cast.id, desk.now)
    await note(desk, "announcement corrected", cast.id)

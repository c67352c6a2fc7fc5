"""An announcement looked at before, and steered after it has begun."""

from dataclasses import dataclass
from datetime import datetime

from handlers.announced import messages
from handlers.broadcast.cast import (
    STARTED,
    BroadcastMoved,
    Cast,
    NothingSaid,
    change,
    opened,
    unsent,
)
from handlers.broadcast.colleagues import colleagues
from handlers.broadcast.mending import carry_out
from handlers.broadcast.sending.civil import refuse_past
from handlers.broadcast.writing import wording
from handlers.desk import Desk
from handlers.noting import note
from storage.broadcasts import OPEN, BroadcastState
from storage.people import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """What became of a correction: carried out, or `asked` of these colleagues."""

    cast: Cast
    asked: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Steering:
    """The use cases of its makers, and of any of the staff, for one announcement."""

    above: int

    async def look(self, desk: Desk, broadcast_id: str) -> Cast:
        """To be shown as it will be."""
        cast = await opened(desk, broadcast_id)
        if not cast.content.text:
            raise NothingSaid
        return cast

    async def try_out(self, desk: Desk, broadcast_id: str) -> list[Address]:
        """The very messages, to every door of whoever tries; these doors."""
        cast = await self.look(desk, broadcast_id)
        archive, now = desk.archive, desk.now
        doors = [each for each in await archive.people.addresses(desk.person.id) if not each.held]
        for door in doors:
            for method in messages(cast.content, cast.id, door.account):
                payload = method.model_dump_json(exclude_unset=True)
                name = type(method).__name__
                await archive.deliveries.post(door.bot_id, door.account, name, payload, now)
        await note(desk, "announcement tried", cast.id)
        return doors

    async def begin_time(self, desk: Desk, broadcast_id: str) -> Cast:
        return await unsent(desk, broadcast_id)

    async def set_time(self, desk: Desk, broadcast_id: str, at: datetime | None) -> None:
        """None: as soon as it may be sent."""
        cast = await unsent(desk, broadcast_id)
        refuse_past(at, desk.now, before=cast.row.expires_at)
        await change(desk, cast, send_at=at)

    async def set_end(self, desk: Desk, broadcast_id: str, at: datetime | None) -> None:
        """None: whenever it can be brought."""
        cast = await unsent(desk, broadcast_id)
        refuse_past(at, desk.now, after=cast.row.send_at)
        await change(desk, cast, expires_at=at)

    async def pause(self, desk: Desk, broadcast_id: str) -> None:
        await self._turn(desk, broadcast_id, BroadcastState.SENDING, BroadcastState.PAUSED)
        await note(desk, "announcement paused", broadcast_id)

    async def resume(self, desk: Desk, broadcast_id: str) -> None:
        await self._turn(desk, broadcast_id, BroadcastState.PAUSED, BroadcastState.SENDING)
        await note(desk, "announcement resumed", broadcast_id)

    async def _turn(
        self, desk: Desk, broadcast_id: str, origin: BroadcastState, to: BroadcastState
    ) -> None:
        cast = await opened(desk, broadcast_id)
        if not await desk.archive.broadcasts.move(cast.id, (origin,), to, desk.now):
            raise BroadcastMoved

    async def stop(self, desk: Desk, broadcast_id: str, *, sure: bool) -> Cast:
        """What has not gone out does not; what has, stays."""
        cast, now = await opened(desk, broadcast_id), desk.now
        if cast.state not in OPEN:
            raise BroadcastMoved
        if sure:
            to = BroadcastState.CANCELLED
            if not await desk.archive.broadcasts.move(cast.id, OPEN, to, now):
                raise BroadcastMoved
            await desk.archive.deliveries.cancel(cast.id, now)
            await note(desk, "announcement stopped", cast.id)
        return cast

    async def withdraw(self, desk: Desk, broadcast_id: str, *, sure: bool) -> Cast:
        """Deleted where the door allows it; nobody gets it any more."""
        cast, now = await self.begin_mending(desk, broadcast_id), desk.now
        if sure:
            to = BroadcastState.WITHDRAWN
            if not await desk.archive.broadcasts.move(cast.id, STARTED, to, now):
                raise BroadcastMoved
            await desk.archive.deliveries.withdraw(cast.id, now)
            await note(desk, "announcement withdrawn", cast.id)
        return cast

    async def begin_mending(self, desk: Desk, broadcast_id: str) -> Cast:
        """Only where somebody may have it already."""
        cast = await opened(desk, broadcast_id)
        if cast.state not in STARTED or cast.row.started_at is None:
            raise BroadcastMoved
        return cast

    async def mend(self, desk: Desk, broadcast_id: str, said: str) -> Mended:
        """At once where few have it; what many have is corrected by two, as it was sent."""
        cast = await self.begin_mending(desk, broadcast_id)
        text = wording.read(said)
        if int(cast.fact("count") or 0) <= self.above:
            await carry_out(desk, cast, text, by=desk.person.id)
            return Mended(cast=await opened(desk, broadcast_id))
        others = await colleagues(desk, {desk.person.id})
        content = cast.with_facts(mend={"text": text, "by": desk.person.id})
        done = await desk.archive.broadcasts.change(
            cast.id, STARTED, desk.now, revision=cast.row.revision, content=content
        )
        if not done:
            raise BroadcastMoved
        await note(desk, "announcement correction asked", cast.id)
        return Mended(cast=await opened(desk, broadcast_id), asked=tuple(others.items()))

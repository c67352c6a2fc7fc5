"""The use cases of staff who want to know how it went."""

from dataclasses import dataclass

from handlers.broadcast.gone_out import gone_out
from handlers.broadcast.reporting.report import Report, gather
from handlers.desk import Desk
from handlers.noting import note
from handlers.rights import Action, require
from storage.arrivals import Arrival
from storage.broadcasts import Broadcast
from storage.deliveries import DeliveryState
from storage.following import Line, OnHold

PAGE = 20
MOST = 8
LOOKED_AFTER = (DeliveryState.FAILED, DeliveryState.UNCERTAIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A page of people."""

    broadcast: Broadcast
    number: int
    pages: int
    total: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A page of addresses that refuse us."""

    broadcast: Broadcast
    number: int
    pages: int
    total: int
    addresses: tuple[OnHold, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resent:
    """What is not known to have arrived; `again` messages are on their way once more."""

    broadcast: Broadcast
    people: int
    again: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Troubled:
    """An announcement of which so many messages did not arrive, or perhaps did not."""

    broadcast: Broadcast
    failed: int
    uncertain: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporting:
    """`counts_links`: links lead through our own address."""

    counts_links: bool

    async def report(self, desk: Desk, broadcast_id: str) -> Report:
        broadcast = await gone_out(desk, broadcast_id)
        return await gather(desk.archive, broadcast, desk.now, counts_links=self.counts_links)

    async def troubled(self, desk: Desk) -> tuple[Troubled, ...]:
        """The latest announcements with something to look after."""
        require(desk.person, Action.BROADCAST)
        found = []
        for identity, counts in (await desk.archive.following.troubled(MOST)).items():
            if broadcast := await desk.archive.broadcasts.get(identity):
                failed, uncertain = (counts.get(each, 0) for each in LOOKED_AFTER)
                found.append(Troubled(broadcast=broadcast, failed=failed, uncertain=uncertain))
        return tuple(found)

    async def people(self, desk: Desk, broadcast_id: str, number: int) -> Listed:
        """Everybody, those in trouble first."""
        broadcast = await gone_out(desk, broadcast_id)
        totals = await desk.archive.following.totals(broadcast.id)
        total = sum(each.people for each in totals)
        return await self._listed(desk, broadcast, total, number)

    async def unsure(self, desk: Desk, broadcast_id: str, number: int) -> Listed:
        """Those of whom nobody knows whether they have it."""
        broadcast = await gone_out(desk, broadcast_id)
        total = await self._unsure(desk, broadcast)
        return await self._listed(desk, broadcast, total, number, Arrival.UNCERTAIN)

    async def _listed(
        self, desk: Desk, broadcast: Broadcast, total: int, number: int, *arrivals: Arrival
    ) -> Listed:
        number, pages = _page(total, number)
        lines = await desk.archive.following.lines(
            broadcast.id, arrivals, most=PAGE, skip=number * PAGE
        )
        return Listed(
            broadcast=broadcast, number=number, pages=pages, total=total, lines=tuple(lines)
        )

    async def _unsure(self, desk: Desk, broadcast: Broadcast) -> int:
        totals = await desk.archive.following.totals(broadcast.id)
        return sum(each.people for each in totals if each.arrival is Arrival.UNCERTAIN)

    async def held(self, desk: Desk, broadcast_id: str, number: int) -> Held:
        broadcast = await gone_out(desk, broadcast_id)
        total = await desk.archive.following.count_held(broadcast.id)
        number, pages = _page(total, number)
        found = await desk.archive.following.held(broadcast.id, most=PAGE, skip=number * PAGE)
        return Held(
            broadcast=broadcast, number=number, pages=pages, total=total, addresses=tuple(found)
        )

    async def resend(self, desk: Desk, broadcast_id: str, *, sure: bool) -> Resent:
        """It may arrive twice: only when somebody says so."""
        broadcast = await gone_out(desk, broadcast_id)
        people = await self._unsure(desk, broadcast)
        if not sure or not people:
            return Resent(broadcast=broadcast, people=people)
        again = await desk.archive.deliveries.resend_uncertain(broadcast.id, desk.now)
        if again:  # of several who press at once, one was first
            await note(desk, "announcement resent", broadcast.id, count=again)
        return Resent(broadcast=broadcast, people=people, again=again)


def _page(total: int, number: int) -> tuple[int, int]:
    pages = max((total + PAGE - 1) // PAGE, 1)
    return min(max(number, 0), pages - 1), pages

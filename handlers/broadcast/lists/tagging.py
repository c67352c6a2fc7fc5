"""Tags of societies: put on several at once, looked at, taken off."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.broadcast.naming import number_of
from handlers.broadcast.picking import Choice
from handlers.desk import Desk
from handlers.noting import note
from handlers.paging import page_among, page_of
from handlers.rights import Action, require


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """A tag with the societies (id, name) on one page."""

    tag: str
    societies: Sequence[tuple[str, str]]
    total: int
    number: int
    pages: int

    @property
    def key(self) -> int:
        return number_of(self.tag)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagging:
    """The use cases of whoever sorts societies."""

    async def all(self, desk: Desk) -> dict[str, int]:
        require(desk.person, Action.KEEP_LISTS)
        return await desk.archive.tags.all()

    async def one(self, desk: Desk, key: int, number: int = 0) -> Tagged | None:
        """The tag with this number; None where no society bears it any more."""
        for tag in await self.all(desk):
            if number_of(tag) == key:
                bearing = await desk.archive.tags.bearing(tag)
                number, pages = page_among(len(bearing), number)
                return Tagged(
                    tag=tag,
                    societies=page_of(bearing, number),
                    total=len(bearing),
                    number=number,
                    pages=pages,
                )
        return None

    async def societies(self, desk: Desk) -> list[Choice]:
        require(desk.person, Action.KEEP_LISTS)
        known = await desk.archive.societies.search("", most=10_000)
        return [Choice(value=identity, name=name) for identity, name in known]

    async def put(self, desk: Desk, tag: str, societies: Sequence[str]) -> int:
        """How many did not bear it yet."""
        require(desk.person, Action.KEEP_LISTS)
        fresh = [each for each in societies if await desk.archive.tags.put(each, tag)]
        if fresh:
            await note(desk, "societies tagged", tag, count=len(fresh))
        return len(fresh)

    async def take(self, desk: Desk, society_id: str, key: int) -> str | None:
        """The tag that was taken off; None where it was not there."""
        found = await self.one(desk, key)
        if found is None or not await desk.archive.tags.take(society_id, found.tag):
            return None
        await note(desk, "society untagged", society_id, tag=found.tag)
        return found.tag

"""Saved lists: opened, renamed, removed, written to."""

from collections.abc import Sequence
from dataclasses import dataclass

from forms.specification import Catalogue
from handlers.broadcast.audience.service import ListNameTaken
from handlers.broadcast.naming import Item, items_of
from handlers.desk import Desk
from handlers.noting import note
from handlers.paging import PAGE, page_among
from handlers.rights import Action, require
from storage.audiences import Breakdown, Found
from storage.conditions import Conditions
from storage.saved_lists import SavedList

SAMPLE = 5


class ListGone(Exception):
    """There is no such list (any more)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListsPage:
    """One page of them."""

    lists: Sequence[SavedList]
    total: int
    number: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """A list, and who is on it now."""

    saved: SavedList
    items: Sequence[Item]
    breakdown: Breakdown
    sample: Sequence[Found]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The use cases of whoever keeps lists."""

    catalogue: Catalogue

    async def all(self, desk: Desk, number: int = 0) -> ListsPage:
        require(desk.person, Action.KEEP_LISTS)
        total = await desk.archive.saved_lists.count()
        number, pages = page_among(total, number)
        lists = await desk.archive.saved_lists.all(most=PAGE, skip=number * PAGE)
        return ListsPage(lists=lists, total=total, number=number, pages=pages)

    async def open(self, desk: Desk, list_id: str) -> ListView:
        saved = await self._get(desk, list_id)
        archive, meant = desk.archive, Conditions(lists=(list_id,))
        asked = Conditions.of(saved.audience or {})
        return ListView(
            saved=saved,
            items=await items_of(archive, self.catalogue, asked),
            breakdown=await archive.audiences.breakdown(meant, desk.now),
            sample=await archive.audiences.people(meant, desk.now, most=SAMPLE),
        )

    async def add(self, desk: Desk, name: str, people: Sequence[str]) -> str:
        require(desk.person, Action.KEEP_LISTS)
        saved = await desk.archive.saved_lists.add(
            name, by=desk.person.id, now=desk.now, people=people
        )
        if saved is None:
            raise ListNameTaken
        await note(desk, "saved list added", saved, count=len(people))
        return saved

    async def rename(self, desk: Desk, list_id: str, name: str) -> None:
        saved = await self._get(desk, list_id)
        if saved.name == name:
            return
        if not await desk.archive.saved_lists.rename(list_id, name):
            raise ListNameTaken
        await note(desk, "saved list renamed", list_id)

    async def remove(self, desk: Desk, list_id: str) -> SavedList:
        saved = await self._get(desk, list_id)
        await desk.archive.saved_lists.remove(list_id)
        await note(desk, "saved list removed", list_id)
        return saved

    async def write_to(self, desk: Desk, list_id: str) -> str:
        """A new draft for this list: its id."""
        require(desk.person, Action.BROADCAST)
        await self._get(desk, list_id)
        audience = Conditions(lists=(list_id,)).as_dict()
        broadcast_id = await desk.archive.broadcasts.add(
            "", by=desk.person.id, now=desk.now, audience=audience
        )
        await note(desk, "announcement begun", broadcast_id)
        return broadcast_id

    async def _get(self, desk: Desk, list_id: str) -> SavedList:
        require(desk.person, Action.KEEP_LISTS)
        saved = await desk.archive.saved_lists.get(list_id)
        if saved is None:
            raise ListGone
        return saved

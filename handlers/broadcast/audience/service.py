"""Choosing who gets an announcement: looked at by staff, changed while it is a draft."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from forms.specification import Catalogue
from handlers.broadcast.audience.common import common_for
from handlers.broadcast.drafts import draft, readdress, seen
from handlers.broadcast.naming import (
    TITLES,
    Item,
    deed_of,
    fixed_name,
    items_of,
    value_of,
)
from handlers.broadcast.picking import Choice
from handlers.desk import Desk
from handlers.noting import note
from handlers.paging import PAGE, page_among
from handlers.rights import Action, require
from storage.audiences import Breakdown, Found
from storage.broadcasts import Broadcast, BroadcastState
from storage.conditions import OF_A_SOCIETY, OF_SOCIETIES, Conditions
from storage.roles import Role

SAMPLE = 5


class ListNameTaken(Exception):
    """Another list has this name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """`commons` (number, label, how many) only where nothing is chosen yet."""

    broadcast: Broadcast
    conditions: Conditions
    items: Sequence[Item]
    breakdown: Breakdown
    sample: Sequence[Found]
    commons: Sequence[tuple[int, str, int]] = ()

    @property
    def is_draft(self) -> bool:
        return self.broadcast.state is BroadcastState.DRAFT

    @property
    def is_any_role(self) -> bool:
        """Of a society whoever has a role there is meant, members too."""
        asked = any(getattr(self.conditions, sort) for sort in OF_A_SOCIETY)
        return asked and not self.conditions.roles


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A page of those who are meant and get nothing."""

    broadcast: Broadcast
    found: Sequence[Found]
    total: int
    number: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressing:
    """The use cases of whoever chooses."""

    catalogue: Catalogue

    async def look(self, desk: Desk, broadcast_id: str) -> View:
        found = await seen(desk, broadcast_id)
        conditions, audiences = Conditions.of(found.audience), desk.archive.audiences
        how: dict[str, Any] = {"mandatory": found.mandatory}
        view = View(
            broadcast=found,
            conditions=conditions,
            items=await items_of(desk.archive, self.catalogue, conditions),
            breakdown=await audiences.breakdown(conditions, desk.now, **how),
            sample=await audiences.people(
                conditions, desk.now, excluded=False, most=SAMPLE, **how
            ),
        )
        if view.items or not view.is_draft:
            return view
        commons = [
            (number, label, await audiences.count(making(desk.now), desk.now, **how))
            for number, label, making in common_for(self.catalogue)
        ]
        return replace(view, commons=commons)

    async def left_out(self, desk: Desk, broadcast_id: str, number: int) -> LeftOut:
        found = await seen(desk, broadcast_id)
        conditions, audiences = Conditions.of(found.audience), desk.archive.audiences
        how: dict[str, Any] = {"mandatory": found.mandatory}
        counts = (await audiences.breakdown(conditions, desk.now, **how)).excluded
        total = sum(counts.values())
        number, pages = page_among(total, number)
        people = await audiences.people(
            conditions, desk.now, excluded=True, most=PAGE, skip=number * PAGE, **how
        )
        return LeftOut(broadcast=found, found=people, total=total, number=number, pages=pages)

    async def choose_common(self, desk: Desk, broadcast_id: str, number: int) -> None:
        """Only where nothing is chosen: an old message's button undoes nobody's work."""
        found = await draft(desk, broadcast_id)
        making = {n: making for n, _, making in common_for(self.catalogue)}.get(number)
        if making and not found.audience:
            await readdress(desk, found, making(desk.now))

    async def begin(self, desk: Desk, broadcast_id: str) -> Broadcast:
        """Before anything is asked: whether it may be changed."""
        return await draft(desk, broadcast_id)

    async def choices(self, desk: Desk, broadcast_id: str, sort: str) -> list[Choice]:
        """Of a sort other than deeds: what exists, the most people first."""
        found = await draft(desk, broadcast_id)
        if sort == "lists":
            lists = await desk.archive.saved_lists.all()
            return [
                Choice(value=each.id, name=each.name, many=each.many or None) for each in lists
            ]
        conditions = Conditions.of(found.audience)
        counted = await desk.archive.audiences.choices(conditions, sort, desk.now)
        names: dict[str, str] = {}
        if sort == "societies":
            names = await desk.archive.societies.names(list(counted))
        return [
            Choice(value=value, name=names.get(value) or fixed_name(sort, value), many=many)
            for value, many in counted.items()
        ]

    async def add(
        self, desk: Desk, broadcast_id: str, sort: str, values: Sequence[str]
    ) -> Conditions:
        """Deeds are named as `value_of` does. What a society is asked for secretaries first."""
        found = await draft(desk, broadcast_id)
        before = Conditions.of(found.audience)
        new: list[Any] = [deed_of(each) for each in values] if sort == "deeds" else list(values)
        together = tuple(dict.fromkeys([*getattr(before, sort), *new]))
        after = replace(before, **{sort: together})
        about_societies = sort in OF_A_SOCIETY or (
            sort == "deeds" and all(each.did in OF_SOCIETIES for each in new)
        )
        if about_societies and not before.as_dict():
            after = replace(after, roles=(Role.SECRETARY.value,))
        await readdress(desk, found, after, sort=TITLES[sort], count=len(new))
        return after

    async def drop(self, desk: Desk, broadcast_id: str, number: int) -> None:
        """The condition with this number, if it is still there."""
        found = await draft(desk, broadcast_id)
        before = Conditions.of(found.audience)
        for item in await items_of(desk.archive, self.catalogue, before):
            if item.number == number:
                kept = [each for each in getattr(before, item.sort) if not _is(item, each)]
                after = replace(before, **{item.sort: tuple(kept)})
                await readdress(desk, found, after, sort=TITLES[item.sort], count=-1)
                return

    async def clear(self, desk: Desk, broadcast_id: str) -> None:
        found = await draft(desk, broadcast_id)
        await readdress(desk, found, Conditions())

    async def save(self, desk: Desk, broadcast_id: str, name: str) -> str:
        """As a list: people where only people are named, else conditions; the list's id."""
        require(desk.person, Action.KEEP_LISTS)
        conditions = Conditions.of((await seen(desk, broadcast_id)).audience)
        asked = conditions.as_dict()
        named = {"people": conditions.people} if set(asked) == {"people"} else {"audience": asked}
        saved = await desk.archive.saved_lists.add(name, by=desk.person.id, now=desk.now, **named)
        if saved is None:
            raise ListNameTaken
        await note(desk, "saved list added", saved)
        return saved


def _is(item: Item, value: Any) -> bool:
    if item.sort == "people":
        return True
    return item.value == (value_of(value) if item.sort == "deeds" else value)

"""A society's roster: seen, searched, added to, changed, ticked off."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers.desk import Desk
from handlers.noting import note
from handlers.paging import PAGE, page_among
from handlers.people import roster_line
from handlers.people.fields import NUMBERS, of_plain
from handlers.people.finding import SocietyGone
from handlers.rights import Action, require
from storage.journal import Entry
from storage.members import Member, MemberState

HISTORY = 5
FOUND = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """One roster in figures."""

    society_id: str
    society: str
    counts: Mapping[MemberState, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some of a roster's members: of one state, or of all."""

    overview: Overview
    state: MemberState | None
    number: int
    pages: int
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What somebody did about a member, and when."""

    at: datetime
    who: str
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One member with their latest history."""

    member: Member
    history: tuple[Deed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rostering:
    """The use cases of the corner."""

    async def overview(self, desk: Desk, society_id: str) -> Overview:
        require(desk.person, Action.SEE_ROSTER, society_id)
        society = await desk.archive.societies.get(society_id)
        if society is None:
            raise SocietyGone
        counts = await desk.archive.members.counts(society_id)
        return Overview(
            society_id=society_id, society=society.name, counts=counts.get(society_id, {})
        )

    async def page(
        self, desk: Desk, society_id: str, state: MemberState | None, number: int
    ) -> Page:
        overview = await self.overview(desk, society_id)
        total = overview.total if state is None else overview.counts.get(state, 0)
        number, pages = page_among(total, number)
        members = await desk.archive.members.page(
            society_id, state=state, after=number * PAGE, most=PAGE
        )
        return Page(
            overview=overview, state=state, number=number, pages=pages, members=tuple(members)
        )

    async def open(self, desk: Desk, member_id: str) -> Opened:
        member = await self._of(desk, member_id, Action.SEE_ROSTER)
        entries = await desk.archive.journal.entries(about=member_id, most=HISTORY)
        names = await desk.archive.people.names([each.person_id or "" for each in entries])
        deeds = (
            Deed(at=each.at, who=names.get(each.person_id or "", ""), entry=each)
            for each in entries
        )
        return Opened(member=member, history=tuple(deeds))

    async def find(self, desk: Desk, society_id: str, name: str) -> list[Member]:
        require(desk.person, Action.SEE_ROSTER, society_id)
        return await desk.archive.members.search(name, society_id, most=FOUND)

    async def add(self, desk: Desk, society_id: str, plain: Mapping[str, Any]) -> Member:
        """`plain` by field name, as in a draft; raises Complaint for who is there already."""
        require(desk.person, Action.KEEP_ROSTER, society_id)
        values = {name: of_plain(name, value) for name, value in plain.items()}
        for number in NUMBERS:
            await roster_line.refuse_double(desk, society_id, number, values.get(number))
        member_id = await desk.archive.members.add(
            society_id, values, MemberState.UNVERIFIED, desk.now
        )
        filled = sorted(name for name, value in values.items() if value is not None)
        await note(desk, "member added", member_id, society=society_id, fields=filled)
        return await roster_line.get(desk, member_id)

    async def change(self, desk: Desk, member_id: str, field: str, plain: Any) -> None:
        member = await self._of(desk, member_id, Action.KEEP_ROSTER)
        await roster_line.change(desk, member, field, of_plain(field, plain))

    async def leave(self, desk: Desk, member_id: str, *, sure: bool) -> tuple[Member, bool]:
        """False while it has to be confirmed, or when the member had left."""
        member = await self._of(desk, member_id, Action.KEEP_ROSTER)
        return member, sure and await roster_line.leave(desk, member)

    async def bring_back(self, desk: Desk, member_id: str) -> Member:
        """待核实: whoever left confirms again."""
        member = await self._of(desk, member_id, Action.KEEP_ROSTER)
        if member.state is MemberState.LEFT:
            await roster_line.mark(desk, member, MemberState.UNVERIFIED, "member back")
        return member

    async def check(self, desk: Desk, member_id: str) -> Member:
        """The secretary vouches for a member who has no account here, or cannot use it."""
        member = await self._of(desk, member_id, Action.KEEP_ROSTER)
        if member.state is not MemberState.LEFT:
            await roster_line.mark(desk, member, MemberState.VERIFIED, "member checked")
        return member

    async def _of(self, desk: Desk, member_id: str, action: Action) -> Member:
        member = await roster_line.get(desk, member_id)
        require(desk.person, action, member.society_id)
        return member

"""One's own membership: seen, corrected, found right, given up."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from handlers.desk import Desk
from handlers.people import consent, roster_line
from handlers.people.fields import of_plain
from handlers.people.noting import note
from handlers.rights import Action, require
from storage.members import Member, MemberState

AT_ONCE = ("workplace", "job_title", "speciality", "mobile")
BY_SECRETARY = ("name", "identity")


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """The use cases of the corner; what is not one's own is not there."""

    async def mine(self, desk: Desk) -> Sequence[Member]:
        require(desk.person, Action.KEEP_OWN_DATA)
        return await desk.archive.members.of(desk.person.id)

    async def one(self, desk: Desk, member_id: str) -> Member:
        """Raises MemberGone for somebody else's."""
        require(desk.person, Action.KEEP_OWN_DATA)
        member = await roster_line.get(desk, member_id)
        if member.person_id != desk.person.id:
            raise roster_line.MemberGone
        return member

    async def correct(self, desk: Desk, member_id: str, field: str, plain: Any) -> Member:
        """At once; what proves who somebody is goes to the secretary instead."""
        member = await self.one(desk, member_id)
        await consent.require_given(desk)
        if member.state is MemberState.LEFT:
            raise roster_line.MemberGone
        if field in AT_ONCE:
            await roster_line.change(desk, member, field, of_plain(field, plain))
        else:
            await note(
                desk, "correction wished", member.id, society=member.society_id, field=field
            )
        return await roster_line.get(desk, member_id)

    async def still_right(self, desk: Desk, member_id: str) -> tuple[Member, bool]:
        """需更新 → 已核实; False when nothing was to be renewed."""
        member = await self.one(desk, member_id)
        if member.state is not MemberState.OUTDATED:
            return member, False
        return member, await roster_line.mark(
            desk, member, MemberState.VERIFIED, "membership renewed"
        )

    async def leave(self, desk: Desk, member_id: str, *, sure: bool) -> tuple[Member, bool]:
        """False while it has to be confirmed, or when the member had left."""
        member = await self.one(desk, member_id)
        return member, sure and await roster_line.leave(desk, member)

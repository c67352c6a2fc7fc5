"""One's own membership: seen, corrected, found right, given up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from forms.values import Complaint
from handlers.desk import Desk
from handlers.noting import note
from handlers.people import consent, roster_line
from handlers.people.fields import NUMBERS, of_plain
from handlers.rights import Action, require
from storage.attempts import Limit
from storage.members import Member, MemberState

TRIES = Limit(most=3, within=timedelta(days=1), closed_for=timedelta(days=1))
TRIED_OFTEN = "今天改号码的次数太多了。请明天再改，或请学会秘书在名册里更改；发「取消」结束。"
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
            await self._change(desk, member, field, of_plain(field, plain))
        else:
            await note(
                desk, "correction wished", member.id, society=member.society_id, field=field
            )
        return await roster_line.get(desk, member_id)

    async def _change(self, desk: Desk, member: Member, field: str, value: Any) -> None:
        """Whose numbers are on the roster is not to be found out by trying."""
        key = f"numbers:{desk.person.id}"
        if field in NUMBERS and await desk.archive.attempts.closed_until(key, desk.now):
            raise Complaint(TRIED_OFTEN)
        try:
            await roster_line.change(desk, member, field, value)
        except Complaint:
            await desk.archive.attempts.fail(key, TRIES, desk.now)
            raise

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

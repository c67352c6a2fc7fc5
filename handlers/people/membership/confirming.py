"""Who says they are a member shows it with a name and four digits; wrong ones are counted."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from handlers.desk import Desk
from handlers.people import consent
from handlers.people.noting import note
from handlers.rights import Action, require
from storage.attempts import Limit
from storage.members import Member, MemberState
from storage.roles import Role

LIMIT = Limit(most=5, within=timedelta(minutes=30), closed_for=timedelta(minutes=30))


class Verdict(StrEnum):
    """What came of it."""

    CONFIRMED = "confirmed"
    ALREADY = "already"
    WRONG = "wrong"
    CLOSED = "closed"
    UNCLEAR = "unclear"  # two people share the name and the digits
    TAKEN = "taken"  # another account has confirmed it
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`left` is how many tries remain, `until` when a closed way opens again."""

    verdict: Verdict
    members: tuple[Member, ...] = ()
    left: int = 0
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirming:
    """Counts per person, and per name on a roster: neither can be guessed at for long."""

    async def closed_until(self, desk: Desk) -> datetime | None:
        return await desk.archive.attempts.closed_until(_own_key(desk), desk.now)

    async def confirm(
        self, desk: Desk, society_id: str, name: str, digits: str, *, meant: str = ""
    ) -> Outcome:
        """Wrong digits are returned, not raised: raising would undo the count.

        `meant` is the line of the roster an invitation was for: it tells two of one name apart.
        """
        require(desk.person, Action.CONFIRM_MEMBERSHIP, society_id)
        await consent.require_given(desk)
        keys = (_own_key(desk), _name_key(desk, society_id, name))
        for key in keys:
            if until := await desk.archive.attempts.closed_until(key, desk.now):
                return Outcome(verdict=Verdict.CLOSED, until=until)
        named = await desk.archive.members.named(name, society_id)
        fitting = [each for each in named if each.ends_with(digits)]
        if not fitting:
            return await self._count(desk, keys)
        await desk.archive.attempts.forgive(keys[1])
        invited = [each for each in fitting if each.id == meant]
        return await self._decide(desk, invited or fitting)

    async def _count(self, desk: Desk, keys: tuple[str, ...]) -> Outcome:
        left = min([await desk.archive.attempts.fail(key, LIMIT, desk.now) for key in keys])
        if left:
            return Outcome(verdict=Verdict.WRONG, left=left)
        await note(desk, "confirmation closed", desk.person.id, failures=LIMIT.most)
        return Outcome(verdict=Verdict.CLOSED, until=desk.now + LIMIT.closed_for)

    async def _decide(self, desk: Desk, fitting: list[Member]) -> Outcome:
        present = [each for each in fitting if each.state is not MemberState.LEFT]
        if not present:
            return Outcome(verdict=Verdict.LEFT, members=tuple(fitting))
        if len(present) > 1:
            return Outcome(verdict=Verdict.UNCLEAR, members=tuple(present))
        (member,) = present
        if (member.person_id, member.state) == (desk.person.id, MemberState.VERIFIED):
            await self._appoint(desk, member)
            return Outcome(verdict=Verdict.ALREADY, members=(member,))
        if not await desk.archive.members.claim(member.id, desk.person.id, desk.now):
            return Outcome(verdict=Verdict.TAKEN, members=(member,))
        await self._appoint(desk, member)
        change = {"from": member.state, "to": MemberState.VERIFIED}
        await note(desk, "membership confirmed", member.id, society=member.society_id, **change)
        return Outcome(verdict=Verdict.CONFIRMED, members=(member,))

    async def _appoint(self, desk: Desk, member: Member) -> None:
        """The role, and the name on the roster for whoever is nothing but a member."""
        person = desk.person
        if all(each.role is Role.MEMBER for each in person.standings):
            await desk.archive.people.rename(person.id, member.name)
        if await desk.archive.roles.give(
            person.id, Role.MEMBER, member.society_id, desk.now, given_by=person.id
        ):
            society = member.society_id
            await note(desk, "role given", person.id, role=Role.MEMBER, society=society)


def _own_key(desk: Desk) -> str:
    return f"confirm:{desk.person.id}"


def _name_key(desk: Desk, society_id: str, name: str) -> str:
    """Nobody reads a name in it."""
    return f"confirm:{desk.archive.work.vault.index('confirm', f'{society_id} {name}')}"

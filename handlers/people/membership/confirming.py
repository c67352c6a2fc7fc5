"""Who says they are a member shows it with a name and four digits; wrong ones are counted."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from handlers.desk import Desk
from handlers.noting import note
from handlers.people import consent, guessing
from handlers.people.guessing import Count
from handlers.rights import Action, require
from storage.attempts import Limit
from storage.members import Member, MemberState
from storage.roles import Role

LIMIT = Limit(most=5, within=timedelta(minutes=30), closed_for=timedelta(minutes=30))
# Five in half an hour would be a thousand in a week, of ten thousand there are: whoever comes
# with an invitation from the society is not kept out by strangers' guesses.
ONE_NAME = Limit(most=15, within=timedelta(days=7), closed_for=timedelta(days=7))
EVERYBODY = Limit(most=500, within=timedelta(days=1), closed_for=timedelta(days=1))


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
    """Counts per person, per name on a roster, and all together: nobody guesses for long."""

    async def closed_until(self, desk: Desk) -> datetime | None:
        return await guessing.closed_until(desk, *_own(desk))

    async def confirm(
        self, desk: Desk, society_id: str, name: str, digits: str, *, meant: str = ""
    ) -> Outcome:
        """Wrong digits are returned, not raised: raising would undo the count.

        `meant` is the line of the roster an invitation was for: it tells two of one name apart.
        """
        require(desk.person, Action.CONFIRM_MEMBERSHIP, society_id)
        await consent.require_given(desk)
        named = await desk.archive.members.named(name, society_id)
        invited = [each for each in named if each.id == meant]
        by_name = [_line(meant)] if invited else _name(desk, society_id, name)
        counts = *_own(desk), *by_name, *(() if invited else (ALL,))
        if until := await guessing.closed_until(desk, *counts):
            return Outcome(verdict=Verdict.CLOSED, until=until)
        fitting = [each for each in invited or named if each.ends_with(digits)]
        if not fitting:
            return await self._count(desk, counts)
        for each in by_name:
            await desk.archive.attempts.forgive(each.key)
        return await self._decide(desk, fitting)

    async def _count(self, desk: Desk, counts: tuple[Count, ...]) -> Outcome:
        left = await guessing.miss(desk, "confirmation closed", *counts)
        if left:
            return Outcome(verdict=Verdict.WRONG, left=left)
        return Outcome(verdict=Verdict.CLOSED, until=await guessing.closed_until(desk, *counts))

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


ALL = Count(key="confirm", limit=EVERYBODY)


def _own(desk: Desk) -> tuple[Count, ...]:
    return guessing.by_whom(desk, "confirm", LIMIT)


def _line(member_id: str) -> Count:
    return Count(key=f"confirm:{member_id}", limit=LIMIT)


def _name(desk: Desk, society_id: str, name: str) -> list[Count]:
    """Nobody reads a name in it."""
    key = f"confirm:{desk.archive.work.vault.index('confirm', f'{society_id} {name}')}"
    return [Count(key=key, limit=LIMIT), Count(key=f"{key}:week", limit=ONE_NAME)]

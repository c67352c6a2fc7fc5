"""What a code or a link opens, and what happens when its owner walks in."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from forms.values import normalise
from handlers.desk import Desk
from handlers.noting import note
from handlers.people.guessing import Count, by_whom, closed_until, miss
from handlers.people.vouching import stands
from handlers.rights import Action, require
from storage.attempts import Limit
from storage.clock import SHANGHAI
from storage.invitations import Invitation
from storage.merging import merge
from storage.roles import Role

MINE = Limit(most=5, within=timedelta(minutes=30), closed_for=timedelta(minutes=30))
# Of everybody together: whoever opens a new page for every five guesses meets these. A link is
# longer than anybody guesses, and stays open.
EVERYBODY = (
    Count(
        key="codes",
        limit=Limit(most=60, within=timedelta(minutes=10), closed_for=timedelta(minutes=10)),
    ),
    Count(
        key="codes a day",
        limit=Limit(most=300, within=timedelta(days=1), closed_for=timedelta(hours=6)),
    ),
)
# Of everybody who has one and the same invitation, and not the name in it.
ITS_NAME = Limit(most=10, within=timedelta(days=1), closed_for=timedelta(days=1))


class Why(StrEnum):
    """Why a code or a link opens nothing."""

    WRONG = "wrong"
    CLOSED = "closed"
    EXPIRED = "expired"
    USED = "used"
    WITHDRAWN = "withdrawn"
    OTHER_NAME = "other name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """`left` tries remain, or the way is closed for so many `minutes`."""

    why: Why
    left: int = 0
    minutes: int = 0
    invitation: Invitation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An open invitation, or the person whose log-in code it is."""

    invitation: Invitation | None = None
    owner_id: str = ""
    owner: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What came of it: `is_new` is False when the person was that already."""

    invitation: Invitation
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entering:
    """The use cases of coming in."""

    async def by_token(self, desk: Desk, token: str) -> Found | Refused:
        require(desk.person, Action.ENTER_CODE)
        if closed := await self._closed(desk, *_mine(desk)):
            return closed
        invitation = await desk.archive.invitations.by_token(token)
        return await self._judge(desk, invitation, *_mine(desk))

    async def by_code(self, desk: Desk, code: str) -> Found | Refused:
        require(desk.person, Action.ENTER_CODE)
        counts = *EVERYBODY, *_mine(desk)
        # Whoever is known here answers for themselves: strangers do not close their way.
        asked = _mine(desk) if desk.person.standings else counts
        if closed := await self._closed(desk, *asked):
            return closed
        if owner_id := await desk.archive.login_codes.owner(code, desk.now):
            owner = await desk.archive.people.get(owner_id, desk.now)
            if owner and owner.id != desk.person.id:
                return Found(owner_id=owner.id, owner=owner.name, code=code)
        invitation = await desk.archive.invitations.by_code(code, desk.now)
        return await self._judge(desk, invitation, *counts)

    async def _judge(
        self, desk: Desk, invitation: Invitation | None, *counts: Count
    ) -> Found | Refused:
        if invitation is None:
            return await self._miss(desk, Why.WRONG, *counts)
        if invitation.is_open(desk.now):
            lapsed = not await stands(desk, invitation)
            return Refused(why=Why.WITHDRAWN) if lapsed else Found(invitation=invitation)
        why = Why.USED if invitation.used_at else Why.EXPIRED
        why = Why.WITHDRAWN if invitation.withdrawn_at else why
        return Refused(why=why, invitation=invitation)

    async def check_name(self, desk: Desk, invitation_id: str, name: str) -> Refused | None:
        """Whose name it is says the invitation; someone else's is counted like a wrong code."""
        counts = Count(key=f"invitation:{invitation_id}", limit=ITS_NAME), *_mine(desk)
        if closed := await self._closed(desk, *counts):
            return closed
        invitation = await desk.archive.invitations.get(invitation_id)
        if invitation and _same(invitation.name, name):
            return None
        return await self._miss(desk, Why.OTHER_NAME, *counts)

    async def _closed(self, desk: Desk, *counts: Count) -> Refused | None:
        until = await closed_until(desk, *counts)
        if until is None:
            return None
        minutes = int((until - desk.now).total_seconds() // 60) + 1
        return Refused(why=Why.CLOSED, minutes=minutes)

    async def _miss(self, desk: Desk, why: Why, *counts: Count) -> Refused:
        left = await miss(desk, "codes locked", *counts)
        closed = await self._closed(desk, *counts) if left == 0 else None
        return closed or Refused(why=why, left=left)

    async def accept(self, desk: Desk, invitation_id: str) -> Entered | None:
        """None when somebody was quicker, or it has been withdrawn meanwhile.

        A member's invitation gives no role yet: the member confirms with the last four digits.
        """
        archive, person, now = desk.archive, desk.person, desk.now
        invitation = await archive.invitations.get(invitation_id)
        if invitation is None or not await stands(desk, invitation):
            return None
        if not await archive.invitations.use(invitation_id, person.id, now):
            return None
        for count in _mine(desk):
            await archive.attempts.forgive(count.key)
        await note(desk, "invitation used", invitation.id, role=invitation.role)
        if not person.standings:
            await archive.people.rename(person.id, invitation.name)
        if invitation.role is Role.MEMBER:
            return Entered(invitation=invitation, is_new=True)
        is_new = await archive.roles.give(
            person.id,
            invitation.role,
            invitation.society_id,
            now,
            given_by=invitation.given_by,
            until=_end_of(invitation.role_until),
        )
        if is_new:
            role, society = invitation.role, invitation.society_id
            await note(desk, "role given", person.id, role=role, society=society)
        return Entered(invitation=invitation, is_new=is_new)

    async def log_in(self, desk: Desk, code: str) -> bool:
        """This door becomes its owner's; what the guest did here before goes along."""
        archive, guest, now = desk.archive, desk.person, desk.now
        owner_id = await archive.login_codes.owner(code, now)
        if owner_id is None or not await archive.login_codes.use(code, now):
            return False
        await archive.people.link(desk.bot_id, desk.chat_id, owner_id, now)
        merged = not guest.standings and await merge(archive.work, guest.id, owner_id)
        await note(desk, "door linked", owner_id, merged=merged)
        return True


def _end_of(day: date | None) -> datetime | None:
    """The midnight after the last day."""
    return datetime.combine(day + timedelta(days=1), time(), SHANGHAI) if day else None


def _mine(desk: Desk) -> tuple[Count, ...]:
    return by_whom(desk, "code", MINE)


def _same(one: str, other: str) -> bool:
    return normalise(one).replace(" ", "") == normalise(other).replace(" ", "")

"""The record of a society: seeing it, changing it, proposing corrections, deciding on them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from handlers.desk import Desk
from handlers.noting import note
from handlers.people.finding import SocietyGone
from handlers.people.societies import fields
from handlers.rights import Action, may, require
from storage.corrections import Correction, CorrectionState
from storage.invitations import Invitation
from storage.members import MemberState
from storage.roles import Holder, Role
from storage.societies import Society

ORDER = list(Role)


class DecidedAlready(Exception):
    """Somebody else has decided on this correction."""


class NameTaken(Exception):
    """Another society has this name or this credit code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything about one society that the person may see."""

    society: Society
    counts: Mapping[MemberState, int]
    holders: tuple[Holder, ...]
    corrections: tuple[Correction, ...]
    invitations: tuple[Invitation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Societies:
    """The use cases of the corner."""

    async def all(self, desk: Desk) -> list[Society]:
        require(desk.person, Action.SEE_SOCIETY)
        return await desk.archive.societies.all()

    async def get(self, desk: Desk, society_id: str) -> Society:
        require(desk.person, Action.SEE_SOCIETY, society_id)
        society = await desk.archive.societies.get(society_id)
        if society is None:
            raise SocietyGone
        return society

    async def dossier(self, desk: Desk, society_id: str) -> Dossier:
        society = await self.get(desk, society_id)
        archive = desk.archive
        holders, open_, invited = [], [], []
        if may(desk.person, Action.INVITE, society_id):
            known = await archive.roles.holders(desk.now, society_id=society_id)
            served = [each for each in known if each.standing.role is not Role.MEMBER]
            holders = sorted(served, key=lambda each: ORDER.index(each.standing.role))
            open_ = await archive.corrections.waiting(society_id)
            invited = await archive.invitations.open_of(desk.now, society_id=society_id)
        counts = await archive.members.counts(society_id)
        return Dossier(
            society=society,
            counts=counts.get(society_id, {}),
            holders=tuple(holders),
            corrections=tuple(open_),
            invitations=tuple(invited),
        )

    async def add(self, desk: Desk, values: Mapping[str, Any]) -> str:
        require(desk.person, Action.ADD_SOCIETY)
        await self._must_be_free(desk, None, values)
        identity = await desk.archive.societies.add(values, desk.now)
        await note(desk, "society added", identity, fields=sorted(values))
        return identity

    async def propose(self, desk: Desk, society_id: str, name: str, value: Any) -> bool:
        """True when it was changed at once, False when staff have to look at it first."""
        if may(desk.person, Action.CHANGE_SOCIETY):
            await self._change(desk, society_id, name, value)
            return True
        require(desk.person, Action.CORRECT_SOCIETY, society_id)
        society = await self.get(desk, society_id)
        if name in fields.ASSOCIATIONS_OWN:
            require(desk.person, Action.CHANGE_SOCIETY)
        before = fields.plain(society, name)
        values = (fields.kept(before), fields.kept(value))
        identity = await desk.archive.corrections.ask(
            society_id, desk.person.id, name, values, desk.now
        )
        await note(desk, "correction proposed", society_id, field=name, correction=identity)
        return False

    async def waiting(self, desk: Desk) -> list[Correction]:
        require(desk.person, Action.DECIDE_CORRECTION)
        return await desk.archive.corrections.waiting(most=20)

    async def correction(self, desk: Desk, identity: str) -> Correction:
        require(desk.person, Action.DECIDE_CORRECTION)
        found = await desk.archive.corrections.get(identity)
        if found is None or found.state is not CorrectionState.WAITING:
            raise DecidedAlready
        return replace(found, before=await self._present(desk, found))

    async def _present(self, desk: Desk, found: Correction) -> str | None:
        """What stands on record now: it may have changed since the correction was proposed."""
        society = await self.get(desk, found.society_id)
        return fields.kept(fields.plain(society, found.field))

    async def accept(self, desk: Desk, identity: str) -> Correction:
        found = await self.correction(desk, identity)
        await self._decide(desk, found, CorrectionState.ACCEPTED)
        kind = fields.kind(found.field)
        value = kind.plain(kind.read(found.after)) if found.after else None
        await self._change(desk, found.society_id, found.field, value)
        return found

    async def refuse(self, desk: Desk, identity: str, reason: str) -> Correction:
        found = await self.correction(desk, identity)
        await self._decide(desk, found, CorrectionState.REFUSED, reason)
        return found

    async def _decide(
        self, desk: Desk, found: Correction, state: CorrectionState, reason: str | None = None
    ) -> None:
        decided = await desk.archive.corrections.decide(
            found.id, state, desk.person.id, desk.now, reason
        )
        if not decided:
            raise DecidedAlready
        turn = {"from": CorrectionState.WAITING, "to": state}
        await note(desk, "correction decided", found.society_id, field=found.field, **turn)

    async def _change(self, desk: Desk, society_id: str, name: str, value: Any) -> None:
        society = await self.get(desk, society_id)
        if name == fields.BRANCHES:
            parts = fields.branches(value, society.branches)
            await desk.archive.societies.set_branches(society_id, parts)
        else:
            restored = None if value is None else fields.kind(name).restore(value)
            await self._must_be_free(desk, society_id, {name: restored})
            await desk.archive.societies.change(society_id, {name: restored}, desk.now)
        await note(desk, "society changed", society_id, field=name)

    async def _must_be_free(
        self, desk: Desk, society_id: str | None, values: Mapping[str, Any]
    ) -> None:
        shelf = desk.archive.societies
        for name, look in (("name", shelf.named), ("uscc", shelf.by_uscc)):
            other = await look(values[name]) if values.get(name) else None
            if other and other.id != society_id:
                raise NameTaken

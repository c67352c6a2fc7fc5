"""Who is told when a filing moves: its filer what happened, the next that it waits for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from forms.moving import Given, Moved
from forms.workflow import Mover
from handlers.callbacks import Go
from handlers.casework import texts
from handlers.casework.case import Case
from handlers.letters import Letter
from handlers.noting import By
from handlers.places import LABELS, Place
from handlers.replies import numbered
from storage.archive import Archive
from storage.roles import Role

_AT_HOME = {Mover.LEADER: Role.LEADER, Mover.PARTY_HEAD: Role.PARTY_HEAD}
_AT_THE_ASSOCIATION = {Mover.STAFF: Role.STAFF, Mover.STAFF_HEAD: Role.STAFF_HEAD}


@dataclass(frozen=True, slots=True)
class Post:
    """One letter to each person, whatever they are to the filing."""

    async def letters(
        self, archive: Archive, by: By, case: Case, moved: Moved, given: Given
    ) -> list[Letter]:
        told: list[Letter] = []
        filer, actor = case.filing.person_id, by.person_id
        if filer and filer != actor:
            told.append(self._to_filer(case, moved, given, filer))
        waiting = await self.next_ones(archive, case, by.clock.now())
        known = {actor, filer}
        told += [self._to_next(case, each) for each in waiting if each not in known]
        return told

    async def next_ones(self, archive: Archive, case: Case, now: datetime) -> list[str]:
        """The people it waits for now; whoever it is assigned to speaks for all staff."""
        movers = _next_movers(case)
        found: list[str] = []
        for mover in movers:
            if role := _AT_HOME.get(mover):
                found += await _holders(archive, now, role, case.filing.society_id)
            elif mover is Mover.STAFF and case.filing.assigned_to:
                found.append(await _present(archive, case.filing.assigned_to, now.date()))
            elif role := _AT_THE_ASSOCIATION.get(mover):
                found += await _holders(archive, now, role, None)
        return list(dict.fromkeys(found))

    def _to_filer(self, case: Case, moved: Moved, given: Given, filer: str) -> Letter:
        place = Place.GO_ON if case.is_editable else Place.FILING
        buttons = ((LABELS[place], Go(to=place, id=case.id)),)
        text = texts.to_filer(case, moved, given)
        return Letter(person_id=filer, text=text, keyboard=numbered(buttons))

    def _to_next(self, case: Case, person_id: str) -> Letter:
        buttons = ((LABELS[Place.REVIEW], Go(to=Place.REVIEW, id=case.id)),)
        return Letter(person_id=person_id, text=texts.to_next(case), keyboard=numbered(buttons))


def _next_movers(case: Case) -> Iterable[Mover]:
    """The lowest who may move it on: a head is only told of what staff cannot do."""
    makers = {
        mover
        for move in case.workflow.moves
        if case.filing.state in move.origins and move.to != case.filing.state
        for mover in move.who
    }
    if at_home := makers & _AT_HOME.keys():
        return sorted(at_home)
    if Mover.STAFF in makers:
        return (Mover.STAFF,)
    return sorted(makers & {Mover.STAFF_HEAD})


async def _holders(archive: Archive, now: datetime, role: Role, society: str | None) -> list[str]:
    found = await archive.roles.holders(now, society_id=society, role=role)
    return [each.person_id for each in found]


async def _present(archive: Archive, person_id: str, today: date) -> str:
    return await archive.absences.deputy_for(person_id, today) or person_id

"""Who is told when a filing moves: its filer what happened, the next that it waits for them."""

from dataclasses import dataclass
from datetime import datetime

from forms.moving import Given, Moved
from forms.workflow import Mover
from handlers.callbacks import Go
from handlers.casework import texts
from handlers.casework.case import Case
from handlers.casework.deputies import present
from handlers.casework.filers import may_file
from handlers.letters import Letter
from handlers.noting import By
from handlers.place_words import LABELS
from handlers.places import Place
from handlers.replies import numbered
from storage.archive import Archive
from storage.roles import Role

_AT_HOME = {Mover.LEADER: Role.LEADER, Mover.PARTY_HEAD: Role.PARTY_HEAD}
_MAY = {
    Mover.STAFF: (Role.STAFF, Role.STAFF_HEAD, Role.ADMINISTRATOR),
    Mover.STAFF_HEAD: (Role.STAFF_HEAD,),
}


@dataclass(frozen=True, slots=True)
class Post:
    """One letter to each person, whatever they are to the filing."""

    async def letters(
        self, archive: Archive, by: By, case: Case, moved: Moved, given: Given
    ) -> list[Letter]:
        now, actor = by.clock.now(), by.person_id
        filers = await self.filers(archive, case, now)
        told = [self._to_filer(case, moved, given, each) for each in filers if each != actor]
        waiting = await self.next_ones(archive, case, now)
        known = {actor, *filers}
        told += [self._to_next(case, each) for each in waiting if each not in known]
        return told

    async def filers(self, archive: Archive, case: Case, now: datetime) -> list[str]:
        """Whoever filed it; its society's present secretaries where they are none any more."""
        filer = case.filing.person_id
        person = await archive.people.get(filer or "", now)
        if person and (case.is_draft or may_file(person, case.filing, case.form)):
            return [person.id]
        if case.form.by == "secretary":
            return await _holders(archive, now, Role.SECRETARY, case.filing.society_id)
        return [filer] if filer else []

    async def next_ones(self, archive: Archive, case: Case, now: datetime) -> list[str]:
        """The people it waits for now; whoever it is assigned to speaks for all staff."""
        found: list[str] = []
        for mover in case.state.waits:
            if role := _AT_HOME.get(mover):
                found += await _holders(archive, now, role, case.filing.society_id)
            else:
                found += await _of_the_association(archive, case, mover, now)
        return list(dict.fromkeys(found))

    def _to_filer(self, case: Case, moved: Moved, given: Given, filer: str) -> Letter:
        place = Place.GO_ON if case.is_editable else Place.FILING
        buttons = ((LABELS[place], Go(to=place, id=case.id)),)
        text = texts.to_filer(case, moved, given)
        return Letter(person_id=filer, text=text, keyboard=numbered(buttons))

    def _to_next(self, case: Case, person_id: str) -> Letter:
        buttons = ((LABELS[Place.REVIEW], Go(to=Place.REVIEW, id=case.id)),)
        return Letter(person_id=person_id, text=texts.to_next(case), keyboard=numbered(buttons))


async def _of_the_association(
    archive: Archive, case: Case, mover: Mover, now: datetime
) -> list[str]:
    """What staff may do falls to the next higher rank where there is nobody of theirs."""
    for role in _MAY.get(mover, ()):
        if found := await _holders(archive, now, role, None):
            if role is Role.STAFF:
                found = await _responsible(archive, case, now) or found
            return [await present(archive, each, now.date()) for each in found]
    return []


async def _responsible(archive: Archive, case: Case, now: datetime) -> list[str]:
    """Whoever has it in hand, as long as they work here."""
    known = await archive.people.get(case.filing.assigned_to or "", now)
    return [known.id] if known and known.is_staff else []


async def _holders(archive: Archive, now: datetime, role: Role, society: str | None) -> list[str]:
    found = await archive.roles.holders(now, society_id=society, role=role)
    return [each.person_id for each in found]

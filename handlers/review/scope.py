"""What waits for one person: by their roles, by their hands, by whom they stand in for."""

from collections.abc import Sequence
from dataclasses import dataclass

from forms.specification import Catalogue
from forms.workflow import Mover
from handlers.casework.deputies import absent_ones
from handlers.desk import Desk
from handlers.rights import Action, NotForThisRole, may, society_for
from storage.filings import Wanted
from storage.people import Person
from storage.roles import Role

AT_HOME = {Role.LEADER: Mover.LEADER, Role.PARTY_HEAD: Mover.PARTY_HEAD}
SEE_ALL = (Role.STAFF_HEAD, Role.ADMINISTRATOR)
REVIEWERS = frozenset({Mover.LEADER, Mover.PARTY_HEAD, Mover.STAFF, Mover.STAFF_HEAD})


def is_reviewer(person: Person) -> bool:
    return may(person, Action.REVIEW) or bool(society_for(person, Action.CONFIRM_FILING))


def require_reviewer(person: Person) -> None:
    if not is_reviewer(person):
        raise NotForThisRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Somebody, and the colleagues for whom they decide today."""

    person: Person
    absent: Sequence[Person]
    catalogue: Catalogue

    @property
    def hands(self) -> frozenset[str]:
        return frozenset({self.person.id, *(each.id for each in self.absent)})

    @property
    def waiting(self) -> Wanted:
        """Of staff's work what nobody has or they have; heads see all, and what is theirs."""
        return Wanted(ended=False, submitted=True, either=(*self._at_home(), *self._here()))

    def _at_home(self) -> list[Wanted]:
        found = []
        for role, mover in AT_HOME.items():
            homes = {each.society_id for each in self.person.standings if each.role is role}
            if known := [each for each in homes if each]:
                found.append(Wanted(places=self._places(mover), society_ids=known))
        return found

    def _here(self) -> list[Wanted]:
        if not self.person.is_staff:
            return []
        together = (self.person, *self.absent)
        sees_all = any(each.holds(*SEE_ALL) for each in together)
        hands = None if sees_all else self.hands
        found = [Wanted(places=self._places(Mover.STAFF), hands=hands)]
        if any(each.holds(Role.STAFF_HEAD) for each in together):
            found.append(Wanted(places=self._places(Mover.STAFF_HEAD)))
        return found

    def _places(self, mover: Mover) -> list[tuple[str, str]]:
        return [
            (name, state)
            for name, workflow in self.catalogue.workflows.items()
            for state in workflow.waiting_for(mover)
        ]


async def scope_of(desk: Desk, catalogue: Catalogue) -> Scope:
    """Raises NotForThisRole for whoever reviews nothing."""
    require_reviewer(desk.person)
    absent = await absent_ones(desk.archive, desk.person, desk.now)
    return Scope(person=desk.person, absent=absent, catalogue=catalogue)

"""What a person can do here, and how their questions stand."""

from dataclasses import dataclass

from handlers.menu import MenuItem
from handlers.rights import Action, require
from knowledge.library import Library
from knowledge.notice import Notice
from storage.archive import Archive
from storage.people import Person
from storage.questions import Question

FOR_EVERYBODY = (MenuItem.EXAMPLES, MenuItem.NOTICES, MenuItem.MINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Helping:
    """The use cases of the room."""

    library: Library
    association: str

    def menu(self, person: Person) -> tuple[MenuItem, ...]:
        own = (MenuItem.WAITING,) if person.is_staff else ()
        return (*own, *FOR_EVERYBODY, MenuItem.HELP)

    def notices(self) -> tuple[Notice, ...]:
        """The newest first."""
        known = self.library.notices()
        return tuple(sorted(known, key=lambda each: str(each.issued or ""), reverse=True))

    async def mine(self, archive: Archive, person: Person) -> list[Question]:
        return await archive.questions.of(person.id)

    async def waiting(self, archive: Archive, person: Person) -> tuple[int, list[Question]]:
        """How many questions wait for staff, and the oldest of them."""
        require(person, Action.SEE_OPEN_QUESTIONS)
        return await archive.questions.count_waiting(), await archive.questions.waiting()

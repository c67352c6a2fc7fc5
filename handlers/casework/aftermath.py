"""What follows when a filing reaches a state: other filings, records, events, places."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from forms.moving import Moved
from handlers.casework.case import Case
from handlers.letters import Letter
from handlers.noting import By
from storage.archive import Archive

if TYPE_CHECKING:
    from handlers.casework.moving import Moving


class Consequence(Protocol):
    """Looks at a filing that has just moved and does what follows from it, if anything does."""

    async def follow(
        self, archive: Archive, by: By, case: Case, moved: Moved, moving: "Moving"
    ) -> Sequence[Letter]: ...


@dataclass(frozen=True, slots=True)
class Aftermath:
    """All consequences, in their order."""

    consequences: tuple[Consequence, ...] = ()

    async def follow(
        self, archive: Archive, by: By, case: Case, moved: Moved, moving: "Moving"
    ) -> list[Letter]:
        letters: list[Letter] = []
        for each in self.consequences:
            letters += await each.follow(archive, by, case, moved, moving)
        return letters

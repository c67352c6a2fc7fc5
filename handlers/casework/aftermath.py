"""What follows when a filing moves: other filings, records, events, places."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forms.moving import Moved
from handlers.casework.case import Case
from handlers.letters import Letter
from handlers.noting import By
from storage.archive import Archive

if TYPE_CHECKING:
    from handlers.casework.moving import Moving


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One move of one filing: `case` as it was before it, or as it is after it."""

    archive: Archive
    by: By
    case: Case
    moved: Moved
    moving: "Moving"


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """`said` are sentences for the filer (HTML), `letters` go to others."""

    said: tuple[str, ...] = ()
    letters: tuple[Letter, ...] = ()

    @classmethod
    def gathered(cls, parts: "Iterable[Followed]") -> "Followed":
        every = list(parts)
        return cls(
            said=tuple(said for part in every for said in part.said),
            letters=tuple(letter for part in every for letter in part.letters),
        )


NOTHING_FOLLOWED = Followed()


class Consequence:
    """Forbids nothing and does nothing, unless it says otherwise."""

    async def allow(self, step: Step) -> None:
        """Before anything is written; raises Complaint for a move that must not be made."""

    async def follow(self, step: Step) -> Followed:
        """After the move, in the same transaction."""
        return NOTHING_FOLLOWED


@dataclass(frozen=True, slots=True)
class Aftermath:
    """All consequences, in their order."""

    consequences: tuple[Consequence, ...] = ()

    async def allow(self, step: Step) -> None:
        for each in self.consequences:
            await each.allow(step)

    async def follow(self, step: Step) -> Followed:
        return Followed.gathered([await each.follow(step) for each in self.consequences])

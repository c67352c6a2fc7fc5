"""Who moves a filing, as what: somebody at a desk, or the house itself."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date

from forms.workflow import Mover
from handlers.noting import By
from storage.archive import Archive
from storage.people import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Who moves it, as what; the house itself where there is no person."""

    archive: Archive
    by: By
    movers: Set[Mover]
    absent: Sequence[Person] = ()  # for whom they stand in today
    person: Person | None = None

    @property
    def today(self) -> date:
        return self.by.clock.now().date()

"""One thing that several societies have to do: which of them have, which have not."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from handlers.callbacks import Go
from handlers.desk import Button
from handlers.duties.duty import Duty, Source, short_of
from handlers.places import Place
from storage.duty_facts import Home
from storage.roles import Role

DO_IT = "记为已办"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """`key` names it in buttons, and among what was ticked; `done` are ids of societies."""

    key: str
    source: Source
    what: str
    due: date
    concerned: tuple[Home, ...] = field(repr=False)
    done: frozenset[str] = field(repr=False)
    tentative: bool = False
    basis: str = ""
    roles: tuple[Role, ...] = (Role.SECRETARY,)
    button: Button | None = None
    can_be_ticked: bool = False

    @property
    def left(self) -> tuple[Home, ...]:
        """Those that have not done it."""
        return tuple(each for each in self.concerned if each.id not in self.done)

    def duties(self) -> Iterator[Duty]:
        """Of those that have not done it."""
        yield from (self._duty(each) for each in self.left)

    def every_duty(self) -> Iterator[Duty]:
        """Of all, done or not."""
        yield from (self._duty(each) for each in self.concerned)

    def _duty(self, home: Home) -> Duty:
        thing = f"{self.key}.{home.id}"
        ticking = (DO_IT, Go(to=Place.DUTY_DONE, id=short_of(thing)))
        return Duty(
            object=thing,
            source=self.source,
            what=self.what,
            due=self.due,
            tentative=self.tentative,
            basis=self.basis,
            society_id=home.id,
            society=home.name,
            roles=self.roles,
            button=ticking if self.can_be_ticked else self.button,
            can_be_ticked=self.can_be_ticked,
        )

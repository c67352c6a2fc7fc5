"""Where the chat about one filing stands: kept with the draft, plain, never needed to go on."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from forms.drafts import Place

LONGEST_TRAIL = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """`trail`: places answered, the latest last. `at`: the one somebody went back to.

    `looking`: the page of the summary that is shown, from 1; 0 when none is. `row`: the row of a
    table that is looked at. `picked`: what is ticked of several choices. `carried`: fields taken
    over and not looked at yet. `proposed`: answers waiting for a yes. `days`: those said without
    their hour, by place. `leaving`: somebody said 取消 and has not said what that means. `album`:
    the pictures that come together, and the place they belong to. `anew`: the place whose files
    that wait for more are not wanted any more.
    """

    trail: tuple[str, ...] = ()
    at: str = ""
    looking: int = 0
    row: str = ""
    picked: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
    proposed: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)
    days: Mapping[str, str] = field(default_factory=dict, repr=False)
    leaving: bool = False
    album: tuple[str, ...] = ()
    anew: str = ""

    @classmethod
    def restore(cls, plain: Mapping[str, Any]) -> "Memory":
        """What an older house has written and nobody knows any more is left out."""
        known: dict[str, Any] = {
            name: tuple(kept) if isinstance(kept, list) else kept
            for name, kept in plain.items()
            if name in cls.__slots__
        }
        return cls(**known)

    def plain(self) -> dict[str, Any]:
        kept = {name: getattr(self, name) for name in self.__slots__}
        return {k: list(v) if isinstance(v, tuple) else v for k, v in kept.items() if v}

    @property
    def place(self) -> Place | None:
        return Place.parse(self.at) if self.at else None

    def answered(self, place: Place) -> "Memory":
        """Forward again: nothing is ticked, edited or looked at."""
        trail = (*(each for each in self.trail if each != str(place)), str(place))
        carried = tuple(each for each in self.carried if each != place.field)
        days = {key: said for key, said in self.days.items() if key != str(place)}
        return Memory(trail=trail[-LONGEST_TRAIL:], carried=carried, days=days)

    def back(self) -> "Memory | None":
        """To the last place answered; None where there is none."""
        if not self.trail:
            return None
        return replace(self.forward(), trail=self.trail[:-1], at=self.trail[-1])

    def editing(self, place: Place) -> "Memory":
        return replace(self.forward(), at=str(place))

    def forward(self) -> "Memory":
        """Whatever was looked at or begun beside the way is put away."""
        return Memory(trail=self.trail, carried=self.carried, days=self.days)

    def shows(self, page: int) -> "Memory":
        return replace(self.forward(), looking=page)

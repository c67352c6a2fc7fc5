"""What a pass over a table has found so far."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from forms.sheets import Row
from handlers.people.importing.plans import Fate, Plan

SHOWN = 5


@dataclass(kw_only=True)
class Tally:
    """Counts by fate, the first changes to show, every row that has to be mended."""

    counts: Counter[Fate] = field(default_factory=Counter)
    changed: list[Plan] = field(default_factory=list)
    bad: list[Row] = field(default_factory=list)
    ignored: tuple[str, ...] = ()
    last: int = 0  # the number of the last row

    def add(self, plans: Sequence[Plan]) -> None:
        for plan in plans:
            self.counts[plan.fate] += 1
            self.last = plan.row.number
            if plan.fate is Fate.BAD:
                self.bad.append(plan.row)
            elif plan.fate is Fate.CHANGED and len(self.changed) < SHOWN:
                self.changed.append(plan)

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def good(self) -> int:
        """Rows there is something to do for."""
        return self.counts[Fate.NEW] + self.counts[Fate.CHANGED]

    def as_counts(self) -> dict[str, int]:
        return {fate.value: self.counts[fate] for fate in Fate} | {"last": self.last}

    def sentences(self) -> Iterator[tuple[int, str]]:
        """Row numbers with what to mend, the first few."""
        for row in self.bad[:SHOWN]:
            yield row.number, "".join(f"{each.title}：{each.sentence}" for each in row.faults)


def tally_of(counts: Mapping[str, int]) -> Tally:
    """As far as counts tell."""
    found = Counter({fate: counts.get(fate, 0) for fate in Fate})
    return Tally(counts=found, last=counts.get("last", 0))

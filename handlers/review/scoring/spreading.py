"""Spreading filings over experts: each filing as many, each expert as few as possible."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """A filing that needs `many` more; `barred` must not be asked, nor be asked twice."""

    filing_id: str
    many: int
    barred: Set[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Pairs of a filing and an expert, and how many each filing still lacks."""

    pairs: tuple[tuple[str, str], ...]
    short: Mapping[str, int]

    @property
    def by_expert(self) -> Counter[str]:
        return Counter(person_id for _, person_id in self.pairs)


def spread(lacking: Sequence[Lacking], experts: Sequence[str], load: Mapping[str, int]) -> Plan:
    """The hardest to place come first; of those who may, who has least to do is asked."""
    loads = Counter({each: load.get(each, 0) for each in experts})
    pairs: list[tuple[str, str]] = []
    short: dict[str, int] = {}
    for filing in sorted(lacking, key=lambda each: (-len(each.barred), each.filing_id)):
        able = [each for each in experts if each not in filing.barred]
        chosen = sorted(able, key=lambda each: (loads[each], each))[: filing.many]
        loads.update(chosen)
        pairs += [(filing.filing_id, each) for each in chosen]
        if missing := filing.many - len(chosen):
            short[filing.filing_id] = missing
    return Plan(pairs=tuple(pairs), short=short)

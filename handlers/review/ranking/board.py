"""The order that comes of the scores; pure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from storage.filing_experts import Assignment
from storage.filings import Filing

WIDE = 20  # points between the highest and the lowest score that are worth a look
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A filing with its scores; without any it has no rank and stands last."""

    filing: Filing
    number: int
    scores: tuple[int, ...]
    waiting: int  # experts who were asked and have not scored
    rank: int | None = None

    @property
    def mean(self) -> Decimal | None:
        """The plain mean of all scores, to the hundredth."""
        if not self.scores:
            return None
        mean = Decimal(sum(self.scores)) / len(self.scores)
        return mean.quantize(CENT, rounding=ROUND_HALF_UP)

    @property
    def spread(self) -> int:
        return max(self.scores) - min(self.scores) if self.scores else 0

    @property
    def is_wide(self) -> bool:
        return self.spread > WIDE


def ranked(
    filings: Sequence[Filing], asked: Sequence[Assignment], numbers: Mapping[str, int]
) -> tuple[Ranked, ...]:
    """The best first; equal means share a rank, and the next one counts on after them."""
    of: defaultdict[str, list[Assignment]] = defaultdict(list)
    for each in asked:
        of[each.filing_id].append(each)
    found = [_unranked(each, of[each.id], numbers.get(each.id, 0)) for each in filings]
    found.sort(key=lambda each: (-(each.mean or Decimal(-1)), each.number, each.filing.id))
    return tuple(_with_ranks(found))


def _unranked(filing: Filing, asked: Sequence[Assignment], number: int) -> Ranked:
    scores = tuple(each.score for each in asked if each.score is not None)
    waiting = sum(each.waits for each in asked)
    return Ranked(filing=filing, number=number, scores=scores, waiting=waiting)


def _with_ranks(found: Sequence[Ranked]) -> Sequence[Ranked]:
    placed: list[Ranked] = []
    for n, each in enumerate(found, 1):
        before = placed[-1] if placed else None
        tied = before is not None and before.mean == each.mean
        rank = None if each.mean is None else before.rank if before and tied else n
        placed.append(
            Ranked(
                filing=each.filing,
                number=each.number,
                scores=each.scores,
                waiting=each.waiting,
                rank=rank,
            )
        )
    return placed

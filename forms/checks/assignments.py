"""Ways to answer several questions at once, as many as can be tried."""

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import Any

from forms.evaluation import Evaluator
from forms.specification import FieldSpec
from forms.unknown import is_true

MOST_TRIALS = 20_000


def combinations(options: list[list[Any]]) -> Iterator[tuple[Any, ...]]:
    """All of them, or as many at random when there are too many; the same ones each time."""
    if prod(len(each) for each in options) <= MOST_TRIALS:
        yield from product(*options)
        return
    dice = random.Random(0)  # noqa: S311 - nothing secret
    for _ in range(MOST_TRIALS):
        yield tuple(dice.choice(each) for each in options)


def asked(
    needed: Sequence[FieldSpec], answers: Mapping[str, Any], evaluator: Evaluator
) -> dict[str, Any]:
    """Without the answers to fields that would not be asked."""
    kept = dict(answers)
    for spec in needed:
        if spec.relevant and not is_true(evaluator.value(spec.relevant, kept)):
            kept.pop(spec.name, None)
    return kept

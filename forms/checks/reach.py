"""Fields that are never asked, and demands that never hold: found by trying answers."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

from forms.checks.candidates import Trials
from forms.evaluation import Evaluator
from forms.expressions import Expression
from forms.specification import Catalogue, FieldSpec, FormSpec
from forms.unknown import is_true
from forms.world import FactsWorld

MOST_TRIALS = 20_000

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Tries answers of one form, once with everything known about the society, once without."""

    form: FormSpec
    trials: Trials
    evaluators: tuple[Evaluator, ...]

    def unreachable(self) -> Iterator[tuple[FieldSpec, FieldSpec | None, str, str]]:
        """The field, its group, the key and a sentence."""
        for spec in self.form.fields:
            yield from self._of(spec, None)
            for inner in spec.fields:
                yield from self._of(inner, spec)

    def _of(
        self, spec: FieldSpec, group: FieldSpec | None
    ) -> Iterator[tuple[FieldSpec, FieldSpec | None, str, str]]:
        if spec.relevant and not self._ever(spec, group, spec.relevant):
            yield spec, group, "relevant", "试遍了能有的回答，这一项永远不会问到；请检查条件"
        elif not isinstance(spec.required, bool) and not self._ever(spec, group, spec.required):
            yield (
                spec,
                group,
                "required",
                "问到这一项时它永远不是必填；请检查这两个条件",
            )

    def _ever(self, spec: FieldSpec, group: FieldSpec | None, wanted: Expression) -> bool:
        written = [wanted, *([spec.relevant] if spec.relevant else [])]
        needed = self._needed(written)
        rows = frozenset().union(*(each.row_fields for each in written))
        inner = [each for each in (group.fields if group else ()) if each.name in rows]
        return any(
            all(is_true(evaluator.value(each, answers)) for each in written)
            for evaluator in self.evaluators
            for answers in self._assignments(needed, inner, evaluator)
        )

    def _needed(self, written: list[Expression]) -> list[FieldSpec]:
        """Every field these depend on, and the ones that decide whether those are asked."""
        names: set[str] = set()
        waiting = [name for each in written for name in each.fields]
        while waiting:
            name = waiting.pop()
            spec = self.form.field(name)
            if spec and name not in names:
                names.add(name)
                waiting.extend(spec.relevant.fields if spec.relevant else ())
        return [spec for spec in self.form.fields if spec.name in names]

    def _assignments(
        self, needed: list[FieldSpec], inner: list[FieldSpec], evaluator: Evaluator
    ) -> Iterator[Answers]:
        options = [self.trials.of(spec) for spec in (*needed, *inner)]
        for values in _combinations(options):
            answers = dict(zip((spec.name for spec in needed), values, strict=False))
            row = dict(zip((x.name for x in inner), values[len(needed) :], strict=True))
            yield {**_asked(needed, answers, evaluator), "row": row}


def _combinations(options: list[list[Any]]) -> Iterator[tuple[Any, ...]]:
    """All of them, or as many at random when there are too many; the same ones each time."""
    if prod(len(each) for each in options) <= MOST_TRIALS:
        yield from product(*options)
        return
    dice = random.Random(0)  # noqa: S311 - nothing secret
    for _ in range(MOST_TRIALS):
        yield tuple(dice.choice(each) for each in options)


def _asked(needed: list[FieldSpec], answers: Answers, evaluator: Evaluator) -> dict[str, Any]:
    """Without the answers to fields that would not be asked."""
    kept = dict(answers)
    for spec in needed:
        if spec.relevant and not is_true(evaluator.value(spec.relevant, kept)):
            kept.pop(spec.name, None)
    return kept


def reach(form: FormSpec, catalogue: Catalogue, world: FactsWorld) -> Reach:
    """`world` knows societies; it is tried without any, too."""
    policy = catalogue.policy_values
    evaluators = tuple(
        Evaluator(world=each, policy=policy)
        for each in (world, FactsWorld(at=world.at, filing_state=world.filing_state))
    )
    trials = Trials(form=form, catalogue=catalogue, evaluator=evaluators[0], now=world.at)
    return Reach(form=form, trials=trials, evaluators=evaluators)

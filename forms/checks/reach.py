"""Fields that are never asked, and demands that never hold: found by trying answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from forms.checks.assignments import asked, combinations
from forms.checks.candidates import Trials
from forms.evaluation import Evaluator
from forms.expressions import Expression
from forms.specification import FieldSpec, FormSpec
from forms.unknown import is_true

Answers = Mapping[str, Any]
# The field, its group, the key and a sentence.
Tried = tuple[FieldSpec, FieldSpec | None, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Tries answers of one form, once with everything known about the society, once without."""

    form: FormSpec
    trials: Trials
    evaluators: tuple[Evaluator, ...]

    def unreachable(self) -> Iterator[Tried]:
        for spec in self.form.fields:
            yield from self._of(spec, None)
            for inner in spec.fields:
                yield from self._of(inner, spec)

    def _of(self, spec: FieldSpec, group: FieldSpec | None) -> Iterator[Tried]:
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
        for values in combinations(options):
            answers = dict(zip((spec.name for spec in needed), values, strict=False))
            row = dict(zip((x.name for x in inner), values[len(needed) :], strict=True))
            yield {**asked(needed, answers, evaluator), "row": row}

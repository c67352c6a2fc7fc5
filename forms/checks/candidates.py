"""Answers worth trying for a field: every choice, and numbers and days around every limit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from forms import fictional
from forms.checks.constants import all_expressions, numbers_in, texts_in, within
from forms.checks.signatures import Sort
from forms.checks.sorter import Sorter
from forms.evaluation import Evaluator
from forms.specification import NUMBERS, Catalogue, FieldSpec, FieldType, FormSpec
from forms.unknown import is_false

DAYS = (-4000, -400, -31, -1, 0, 1, 20, 100, 400, 4000)
NUMBERS_ALWAYS = (0, 1, 3, 1_000_000)
WORD = "例"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trials:
    """The answers worth trying in one form at one moment."""

    form: FormSpec
    catalogue: Catalogue
    evaluator: Evaluator
    now: datetime

    def of(self, spec: FieldSpec) -> list[Any]:
        """Answers the field itself would take; for a calculation, anything of its sort."""
        sorter = Sorter(form=self.form, catalogue=self.catalogue)
        values = self._of_type(spec, sorter.of_field(spec))
        return [value for value in values if self._taken(spec, value)]

    def _of_type(self, spec: FieldSpec, sort: Sort) -> Sequence[Any]:
        if spec.options:
            keys = list(spec.options)
            several = spec.type is FieldType.SELECT_MULTIPLE
            return [*((key,) for key in keys), tuple(keys)] if several else keys
        if spec.type is FieldType.REPEAT:
            return list(self._rows(spec))
        return self._of_sort(spec, sort)

    def _of_sort(self, spec: FieldSpec, sort: Sort) -> Sequence[Any]:
        if sort is Sort.TRUTH:
            return (True, False)
        if sort is Sort.NUMBER:
            return self._numbers()
        if sort is Sort.DAY:
            return [self.now + timedelta(days=days) for days in DAYS]
        if spec.of == "society":
            return [fictional.SOCIETY]
        if sort is Sort.LIST:
            return [(WORD,), ()]
        own = texts_in([spec.calculation]) if spec.calculation else set()
        return sorted(own or {WORD, *texts_in(all_expressions(self.form))})

    def _rows(self, spec: FieldSpec) -> Iterator[tuple[dict[str, Any], ...]]:
        """One row for each answer of each of its fields, the others answered somehow."""
        answers = {each.name: self.of(each) for each in spec.fields}
        first = {name: values[0] for name, values in answers.items() if values}
        for name, values in answers.items():
            yield from (({**first, name: value},) for value in values)

    def _numbers(self) -> list[int]:
        limits = {*NUMBERS_ALWAYS}
        for written in all_expressions(self.form):
            limits |= numbers_in(written)
            limits |= {
                int(value)
                for name in written.policy
                if isinstance(value := self.catalogue.policy_values.get(name), (int, float))
            }
        return sorted({near for limit in limits for near in (limit - 1, limit, limit + 1)})

    def _taken(self, spec: FieldSpec, value: Any) -> bool:
        if spec.type in NUMBERS and not within(spec, value):
            return False
        if spec.constraint is None or spec.severity == "warning":
            return True
        return not is_false(self.evaluator.value(spec.constraint, {"value": value}))

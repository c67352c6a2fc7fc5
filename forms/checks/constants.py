"""The numbers and words that stand in a form's expressions."""

import ast
from collections.abc import Iterable, Iterator
from typing import Any

from forms.expressions import Expression
from forms.specification import FieldSpec, FormSpec


def all_expressions(form: FormSpec) -> Iterator[Expression]:
    for spec in form.fields:
        for each in (spec, *spec.fields):
            yield from (written for _, written in each.expressions())


def numbers_in(written: Expression) -> set[int]:
    return {int(value) for value in _constants(written) if isinstance(value, (int, float))}


def texts_in(written: Iterable[Expression]) -> set[str]:
    return {value for each in written for value in _constants(each) if isinstance(value, str)}


def _constants(written: Expression) -> Iterator[Any]:
    for node in ast.walk(written.tree):
        if isinstance(node, ast.Constant) and not isinstance(node.value, bool):
            yield node.value


def within(spec: FieldSpec, number: Any) -> bool:
    """Between the field's own limits."""
    above = spec.least is None or number >= spec.least
    return above and (spec.most is None or number <= spec.most)

"""One look at a draft: what is relevant, what is required, what each answer is worth."""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

from forms.drafts import Draft
from forms.evaluation import Evaluator
from forms.expressions import Expression
from forms.restoring import UNREADABLE, Kinds
from forms.specification import FieldSpec, FieldType, FormSpec
from forms.unknown import UNKNOWN, is_true

__all__ = ["UNREADABLE", "Kinds", "Look", "Row", "Verdict"]


class Verdict(Enum):
    """What a constraint says of an answer."""

    FINE = "fine"
    WRONG = "wrong"
    UNSURE = "unsure"


class Look:
    """Everything about one draft that has to be computed, each thing once."""

    def __init__(self, form: FormSpec, draft: Draft, evaluator: Evaluator, kinds: Kinds) -> None:
        self._fields = {field.name: field for field in form.fields}
        self._draft = draft
        self._evaluator = evaluator
        self._kinds = kinds
        self._values: dict[str, Any] = {}
        self._relevance: dict[str, bool] = {}
        self._rows: dict[str, list[Row]] = {}
        self._busy: set[str] = set()

    def get(self, name: str, default: Any = UNKNOWN) -> Any:
        """A field's value by name, as expressions ask for it; unknown while it is hidden."""
        if name in self._values:
            return self._values[name]
        field = self._fields.get(name)
        if field is None or name in self._busy:  # a circle through rows: nobody can know
            return default
        self._busy.add(name)
        value = self._value(field) if self.relevant(field) else UNKNOWN
        self._busy.discard(name)
        self._values[name] = value
        return value

    def relevant(self, field: FieldSpec, row: "Row | None" = None) -> bool:
        """Whether it is asked now; what cannot be known yet is not relevant yet."""
        if field.relevant is None:
            return True
        if row is not None:
            return is_true(self.evaluate(field.relevant, row))
        if field.name not in self._relevance:
            self._relevance[field.name] = is_true(self.evaluate(field.relevant))
        return self._relevance[field.name]

    def required(self, field: FieldSpec, row: "Row | None" = None) -> bool:
        """Whether it must be answered; so it is while that cannot be known."""
        if isinstance(field.required, bool):
            return field.required
        value = self.evaluate(field.required, row)
        return value is UNKNOWN or bool(value)

    def rows(self, field: FieldSpec) -> "list[Row]":
        if field.name not in self._rows:
            self._rows[field.name] = [
                Row(self, field, answers, self._kinds) for answers in self._draft.rows(field.name)
            ]
        return self._rows[field.name]

    def empty_row(self, group: FieldSpec) -> "Row":
        """A row nobody has begun."""
        return Row(self, group, {}, self._kinds)

    def plain(self, field: FieldSpec, value: Any) -> Any:
        """A computed value as it would be stored; None when the field cannot hold it."""
        if value is UNKNOWN:
            return None
        try:
            return self._kinds.of(field).plain(value)
        except UNREADABLE:
            return None

    def shown(self, field: FieldSpec, plain: Any) -> str:
        """A stored answer as people see it; empty for none."""
        value = self._kinds.restored(field, plain)
        if field.type is FieldType.REFERENCE and (label := self._evaluator.world.label(plain)):
            return label
        return "" if value is UNKNOWN else self._kinds.of(field).show(value)

    def readable(self, field: FieldSpec, plain: Any) -> bool:
        """Whether this form can still read what is stored; nothing stored is fine."""
        if plain is None or field.type is FieldType.REPEAT:
            return True
        return self._kinds.restored(field, plain) is not UNKNOWN

    def verdict(self, field: FieldSpec, row: "Row | None" = None) -> Verdict:
        """What the constraint says of the answer that is there."""
        value = row.get(field.name) if row else self.get(field.name)
        return self.verdict_on(field, value, row)

    def verdict_on(self, field: FieldSpec, value: Any, row: "Row | None" = None) -> Verdict:
        if field.constraint is None or value is UNKNOWN:
            return Verdict.FINE
        said = self.evaluate(field.constraint, row, value)
        if said is UNKNOWN:
            return Verdict.UNSURE
        return Verdict.FINE if said else Verdict.WRONG

    def evaluate(
        self, expression: Expression, row: "Row | None" = None, value: Any = UNKNOWN
    ) -> Any:
        return self._evaluator.value(expression, _Scope(self, row, value))  # type: ignore[arg-type]

    def _value(self, field: FieldSpec) -> Any:
        if field.calculation:
            return self.evaluate(field.calculation)
        if field.type is FieldType.REPEAT:
            answered = field.name in self._draft.answers
            return self.rows(field) if answered else UNKNOWN
        return self._kinds.restored(field, self._draft.answers.get(field.name))


class Row:
    """One row of a repeat group, as expressions see it."""

    def __init__(
        self, look: Look, group: FieldSpec, answers: Mapping[str, Any], kinds: Kinds
    ) -> None:
        self.answers = answers
        self._look = look
        self._fields = {field.name: field for field in group.fields}
        self._kinds = kinds
        self._values: dict[str, Any] = {}
        self._busy: set[str] = set()
        self._seen: list[FieldSpec] | None = None

    def get(self, name: str, default: Any = UNKNOWN) -> Any:
        if name in self._values:
            return self._values[name]
        field = self._fields.get(name)
        if field is None or name in self._busy:
            return default
        self._busy.add(name)
        value = self._value(field) if self._look.relevant(field, self) else UNKNOWN
        self._busy.discard(name)
        self._values[name] = value
        return value

    def seen(self) -> Sequence[FieldSpec]:
        """The fields of this row that are relevant now."""
        if self._seen is None:
            fields = self._fields.values()
            self._seen = [field for field in fields if self._look.relevant(field, self)]
        return self._seen

    def _value(self, field: FieldSpec) -> Any:
        if field.calculation:
            return self._look.evaluate(field.calculation, self)
        return self._kinds.restored(field, self.answers.get(field.name))


class _Scope:
    """The names of one expression: fields, `value`, `row`."""

    __slots__ = ("_look", "_row", "_value")

    def __init__(self, look: Look, row: Row | None, value: Any) -> None:
        self._look = look
        self._row = row
        self._value = value

    def get(self, name: str, default: Any = UNKNOWN) -> Any:
        if name == "value":
            return self._value
        if name == "row":
            return self._row or {}
        return self._look.get(name, default)

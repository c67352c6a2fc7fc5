"""Stored answers brought back as values, by kinds made once for a form."""

from typing import Any

from forms.kinds import kind_of
from forms.specification import FieldSpec
from forms.unknown import UNKNOWN
from forms.values import Kind

# What plain JSON of another form's shape ends in when it is restored.
UNREADABLE = (ValueError, TypeError, ArithmeticError, AttributeError, LookupError)


class Kinds:
    """The kinds of a form's fields, each made once."""

    def __init__(self) -> None:
        self._made: dict[int, Kind[Any]] = {}

    def of(self, field: FieldSpec) -> Kind[Any]:
        kind = self._made.get(id(field))
        if kind is None:
            kind = self._made[id(field)] = kind_of(field)
        return kind

    def restored(self, field: FieldSpec, plain: Any) -> Any:
        """The value; unknown when there is none, or none this form can read."""
        if plain is None:
            return UNKNOWN
        try:
            return self.of(field).restore(plain)
        except UNREADABLE:
            return UNKNOWN

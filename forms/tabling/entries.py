"""One field as a page shows it: what it is called, how it is filled in, what stands there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from forms.completing import masked
from forms.drafts import Draft, Place
from forms.filling import Filling
from forms.judging import Look, Row
from forms.showing import show_computed
from forms.specification import NUMBERS, WORDS, FieldSpec, FieldType
from forms.tabling.obstacles import Obstacles

Json = dict[str, Any]
LONGEST = {FieldType.TEXT: 200, FieldType.LONGTEXT: 3000, FieldType.REFERENCE: 80}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """The fields of one draft; `waiting` holds files that are fewer than a field needs."""

    filling: Filling
    draft: Draft
    look: Look
    obstacles: Obstacles
    may_edit: Callable[[str], bool]
    waiting: Mapping[str, Sequence[Mapping[str, Any]]]

    def single(self, spec: FieldSpec) -> Json:
        """A field outside any group."""
        place = Place(spec.name)
        return {**self.shape(spec), **self._content(spec, place, None)}

    def cell(self, group: FieldSpec, n: int, row: Row, spec: FieldSpec) -> Json:
        """A field in a row; its shape stands in the group's column."""
        return self._content(spec, Place(group.name, n, spec.name), row)

    def shape(self, spec: FieldSpec) -> Json:
        """What stays the same whatever is answered."""
        return {
            "name": spec.name,
            "label": spec.label,
            "hint": spec.hint,
            "type": str(spec.type),
            "unit": "元" if spec.type is FieldType.MONEY else spec.unit,
            "options": list(self.filling.kind(spec, self.look).labels) if spec.asked else [],
            "longest": spec.most or LONGEST[spec.type] if spec.type in WORDS else None,
            "personal": spec.personal,
            "accept": list(spec.accept),
        }

    def _content(self, spec: FieldSpec, place: Place, row: Row | None) -> Json:
        if spec.calculation:
            value = row.get(spec.name) if row else self.look.get(spec.name)
            shown = show_computed(spec, value)
            return {"place": str(place), "shown": shown, "value": "", "editable": False}
        plain = self.draft.at(place)
        shown = self.look.shown(spec, plain)
        question = self.obstacles.questions.get(place)
        offered = question.offered if question else None
        return {
            "place": str(place),
            "required": self.look.required(spec, row),
            "value": "" if spec.personal else self._value(spec, place, plain, shown),
            "shown": masked(spec, self.look, plain),
            "skipped": plain is None and self.draft.has(place),
            "editable": self.may_edit(place.field),
            "offered": self.look.shown(spec, offered) if offered is not None else "",
            "trouble": self.obstacles.at(place),
        }

    def _value(self, spec: FieldSpec, place: Place, plain: Any, shown: str) -> Any:
        """What stands in the input: accepted again as it is."""
        if spec.type is FieldType.FILE:
            return [dict(each) for each in (plain or self.waiting.get(str(place), ()))]
        if spec.type is FieldType.SELECT_MULTIPLE:
            labels = ((key, spec.options.get(key, ())) for key in plain or ())
            return [words[0] if words else key for key, words in labels]
        if spec.type in NUMBERS and shown:
            number = Decimal(str(plain))
            return f"{number:f}".rstrip("0").rstrip(".") if number % 1 else f"{number:.0f}"
        return shown

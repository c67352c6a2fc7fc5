"""What a new filing takes over from the last one: not the days, the files, the promises."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from forms.adopting import adopt
from forms.drafts import Draft, Place
from forms.filling import Filling
from forms.specification import FieldSpec, FieldType

OF_ITS_TIME = frozenset({FieldType.DATE, FieldType.DATETIME, FieldType.YEAR, FieldType.FILE})
GIVEN_ANEW = frozenset({FieldType.YES_NO, FieldType.SELECT_ONE, FieldType.SELECT_MULTIPLE})


def carries(field: FieldSpec) -> bool:
    """Opinions, pledges and what the form itself can tell are given anew each time."""
    if not field.asked or field.default is not None or field.type in OF_ITS_TIME:
        return False
    return not (field.propose is False and field.type in GIVEN_ANEW)


def carry(filling: Filling, draft: Draft, former: Mapping[str, Any]) -> tuple[Draft, set[str]]:
    """The draft with what is taken over from earlier answers, and the names of those fields.

    What was left empty then is left empty again, where it may be.
    """
    taken = {field.name: _of(field, former[field.name]) for field in _carried(filling, former)}
    adopted = adopt(filling, draft, taken)
    tables = {
        field.name for field in filling.form.fields if field.fields and field.name in adopted.taken
    }
    after = replace(adopted.draft, finished=adopted.draft.finished | tables)
    return _left_empty(filling, after, former), set(adopted.taken)


def _left_empty(filling: Filling, draft: Draft, former: Mapping[str, Any]) -> Draft:
    look = filling.look(draft)
    for field in filling.form.fields:
        was_empty = field.name in former and not former[field.name]
        if was_empty and field.name not in draft.answers and carries(field):
            if field.fields:
                if not look.required(field):
                    draft = replace(draft, finished=draft.finished | {field.name})
            elif not look.required(field):
                draft = draft.put(Place(field.name), None)
    return draft


def _carried(filling: Filling, former: Mapping[str, Any]) -> list[FieldSpec]:
    return [
        field
        for field in filling.form.fields
        if carries(field) and former.get(field.name) is not None
    ]


def _of(field: FieldSpec, plain: Any) -> Any:
    if not field.fields or not isinstance(plain, list):
        return plain
    names = {inner.name for inner in field.fields if carries(inner)}
    return [{name: value for name, value in row.items() if name in names} for row in plain]

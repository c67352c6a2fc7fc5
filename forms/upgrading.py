"""A draft begun with an older version of its form: what is unchanged stays answered."""

from dataclasses import replace
from typing import Any

from forms.drafts import Draft
from forms.judging import UNREADABLE, Kinds
from forms.specification import SELECTS, FieldSpec, FieldType, FormSpec
from forms.steps import Upgraded
from forms.values import Complaint


def shape(field: FieldSpec) -> str:
    """What an answer's meaning hangs on; labels, hints and rules may change without it."""
    return f"{field.type}:{field.of or ''}{field.unit}"


def upgrade(draft: Draft, form: FormSpec) -> Upgraded:
    """The draft at the form's version; what no longer fits is kept apart and asked again."""
    kinds, answers, former = Kinds(), {}, dict(draft.former)
    for name, plain in draft.answers.items():
        field = form.field(name)
        was = draft.shapes.get(name)
        if field and was in (None, shape(field)) and (plain is None or fits(field, plain, kinds)):
            answers[name] = plain
        else:
            former[name] = plain
    again = tuple(name for name in draft.answers if name not in answers and form.field(name))
    upgraded = replace(
        draft,
        version=form.version,
        answers=answers,
        former=former,
        shapes={name: text for name, text in draft.shapes.items() if name in answers},
        finished=draft.finished & answers.keys(),
    )
    return Upgraded(draft=upgraded, again=again)


def fits(field: FieldSpec, plain: Any, kinds: Kinds) -> bool:
    """Whether the field would take this stored answer if it were given now."""
    if field.type is FieldType.REPEAT:
        return isinstance(plain, list) and all(_row_fits(field, row, kinds) for row in plain)
    return field.asked and _reads(field, plain, kinds)


def _row_fits(group: FieldSpec, row: dict[str, Any], kinds: Kinds) -> bool:
    """Rows whose fields were taken away stay: nobody looks at what has no field."""
    inner = {field.name: field for field in group.fields}
    return all(
        name not in inner or plain is None or _reads(inner[name], plain, kinds)
        for name, plain in row.items()
    )


def _reads(field: FieldSpec, plain: Any, kinds: Kinds) -> bool:
    try:
        kind = kinds.of(field)
        value = kind.restore(plain)
        if field.type is FieldType.FILE:
            return bool(kind.read_cell(list(value)))
        if field.type in SELECTS:
            return all(
                key in field.options for key in (plain if isinstance(plain, list) else [plain])
            )
        return bool(kind.read(kind.show(value)) == value)
    except (Complaint, *UNREADABLE):
        return False

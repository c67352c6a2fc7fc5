"""A filled-in form as a whole: its summary, and what is handed in."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from forms.drafts import Draft, Place
from forms.filling import Filling
from forms.judging import Look, Row
from forms.masking import DOTS, last_four
from forms.showing import plain_of, show_computed
from forms.specification import FieldSpec
from forms.steps import Complaining, Line


def submitted(filling: Filling, draft: Draft) -> dict[str, Any]:
    """What is handed in: relevant answers and computed values; what is hidden is dropped."""
    look, answers = filling.look(draft), {}
    for field in filling.form.fields:
        if not look.relevant(field):
            continue
        if field.fields:
            answers[field.name] = [_row(row, look) for row in look.rows(field)]
        elif field.calculation:
            answers[field.name] = plain_of(look.get(field.name))
        elif field.name in draft.answers:
            answers[field.name] = draft.answers[field.name]
    return answers


def reasons(filling: Filling, draft: Draft) -> dict[str, str]:
    """The reasons, by place, that still excuse a warning: they go into the journal."""
    bare = replace(draft, reasons={})
    warned = {str(each.place) for each in filling.troubles(bare) if isinstance(each, Complaining)}
    return {place: said for place, said in draft.reasons.items() if place in warned}


def shelved(filling: Filling, draft: Draft) -> tuple[str, ...]:
    """The answered fields that are hidden now; they come back when they are relevant again."""
    look = filling.look(draft)
    return tuple(
        field.name
        for field in filling.form.fields
        if field.name in draft.answers and not look.relevant(field)
    )


def lines(filling: Filling, draft: Draft) -> tuple[Line, ...]:
    """The summary: every relevant answer and computed value, numbered for editing."""
    look = filling.look(draft)
    found = [each for field in filling.form.fields for each in _lines(field, draft, look)]
    return tuple(
        Line(number=n, place=place, label=label, shown=shown, editable=editable)
        for n, (place, label, shown, editable) in enumerate(found, 1)
    )


def _lines(field: FieldSpec, draft: Draft, look: Look) -> Iterator[tuple[Place, str, str, bool]]:
    if not look.relevant(field):
        return
    if field.fields:
        for n, row in enumerate(look.rows(field)):
            for inner in row.seen():
                place, head = Place(field.name, n, inner.name), f"{field.label}{n + 1}·"
                yield place, head + inner.label, shown_in_row(inner, row, look), inner.asked
    elif field.calculation:
        yield Place(field.name), field.label, show_computed(field, look.get(field.name)), False
    else:
        place = Place(field.name)
        yield place, field.label, masked(field, look, draft.at(place)), True


def shown_in_row(field: FieldSpec, row: Row, look: Look) -> str:
    """A cell as people see it."""
    if field.calculation:
        return show_computed(field, row.get(field.name))
    return masked(field, look, row.answers.get(field.name))


def masked(field: FieldSpec, look: Look, plain: Any) -> str:
    """An answer as people see it; what is personal by its last four."""
    shown = look.shown(field, plain)
    return f"{DOTS}{last_four(shown)}" if shown and field.personal else shown


def _row(row: Row, look: Look) -> dict[str, Any]:
    """A row's relevant answers and computed values."""
    kept: dict[str, Any] = {}
    for field in row.seen():
        if field.calculation:
            kept[field.name] = plain_of(row.get(field.name))
        elif field.name in row.answers:
            kept[field.name] = row.answers[field.name]
    return kept

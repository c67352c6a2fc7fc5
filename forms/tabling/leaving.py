"""Being done with a whole form: what may be left open is left open."""

from collections.abc import Callable

from forms.drafts import Draft
from forms.filling import Filling
from forms.steps import Asking
from forms.values import Complaint

MOST_ROUNDS = 30


def leave(filling: Filling, draft: Draft, may_edit: Callable[[str], bool]) -> Draft:
    """Optional questions nobody answered are skipped, empty rows taken out, tables closed.

    Skipping one may bring up another, so it goes round until nothing changes.
    """
    for group in filling.form.fields:
        if group.fields and may_edit(group.name):
            draft = _without_empty_rows(draft, group.name)
    for _ in range(MOST_ROUNDS):
        before = draft
        for step in filling.troubles(draft):
            if isinstance(step, Asking) and may_edit(step.place.field):
                draft = _left(filling, draft, step)
        if draft == before:
            break
    return draft


def _without_empty_rows(draft: Draft, name: str) -> Draft:
    for n, row in reversed([*enumerate(draft.rows(name))]):
        if all(plain is None for plain in row.values()):
            draft = draft.without_row(name, n)
    return draft


def _left(filling: Filling, draft: Draft, step: Asking) -> Draft:
    group = step.field.fields or (step.group and (step.place.row or 0) >= step.rows)
    try:
        if group:
            return filling.finish(draft, step.place.field)
        return draft if step.required else filling.skip(draft, step.place)
    except Complaint:
        return draft  # it has to be answered: the page says so

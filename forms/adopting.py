"""Taking many answers at once: the record's, the last filing's, a workbook's rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from forms.drafts import Draft, Place
from forms.filling import Filling
from forms.judging import Kinds
from forms.specification import FieldSpec
from forms.upgrading import fits
from forms.values import Complaint


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """A draft with the answers that fit, the fields that got one, and those that did not fit."""

    draft: Draft
    taken: tuple[str, ...]
    refused: tuple[str, ...]


def adopt(filling: Filling, draft: Draft, answers: Mapping[str, Any]) -> Adopted:
    """Take over stored answers where there is none yet; rules are judged as for any answer.

    An answer to a question that is hidden still waits on the shelf until it is asked.
    """
    kinds, taken, refused = Kinds(), [], []
    for field in filling.form.fields:
        plain = answers.get(field.name)
        if plain is None or not field.asked or draft.at(Place(field.name)) is not None:
            continue
        if fits(field, plain, kinds):
            draft = filling.noted(draft.put(Place(field.name), plain), field)
            taken.append(field.name)
        else:
            refused.append(field.name)
    return Adopted(draft=draft, taken=tuple(taken), refused=tuple(refused))


def accept_rows(
    filling: Filling, draft: Draft, name: str, rows: Iterable[Mapping[str, object]]
) -> Draft:
    """Put a table's rows behind those that are there; the first wrong cell is complained about."""
    group = filling.form.field(name)
    begun = len(draft.rows(name))
    for n, row in enumerate(rows):
        draft = filling.add_row(draft, name)
        for inner in group.fields if group else ():
            if (cell := row.get(inner.name)) in (None, "") or not inner.asked:
                continue
            draft = _cell(filling, draft, Place(name, begun + n, inner.name), inner, cell)
    return draft


def _cell(filling: Filling, draft: Draft, place: Place, inner: FieldSpec, cell: object) -> Draft:
    row = (place.row or 0) + 1
    try:
        return filling.accept(draft, place, cell).draft
    except Complaint as complaint:
        raise Complaint(f"第{row}项「{inner.label}」：{complaint.sentence}") from complaint

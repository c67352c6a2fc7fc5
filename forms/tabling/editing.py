"""Changing one field of a whole form: by the rules of the conversation, and no other."""

from collections.abc import Mapping, Sequence
from typing import Any

from forms.drafts import Draft, Place
from forms.filling import NOT_NOW, Filling
from forms.kinds import kind_of
from forms.specification import FieldSpec, FieldType
from forms.values import Complaint

Files = Sequence[Mapping[str, Any]]


def place_of(text: str) -> Place:
    """Where something was said to stand; nobody finds a place that is not written like one."""
    try:
        return Place.parse(text)
    except ValueError as error:
        raise Complaint(NOT_NOW) from error


def save(filling: Filling, draft: Draft, place: Place, said: str) -> Draft:
    """What is emptied is taken back; emptying what is empty changes nothing."""
    if said.strip():
        return filling.accept(draft, place, said).draft
    return filling.clear(draft, place) if draft.at(place) is not None else draft


def add_row(filling: Filling, draft: Draft, name: str, shown: int) -> Draft:
    """One more than are shown: of a group nobody has begun an empty row is shown already."""
    for _ in range(max(1, min(shown, 1) + 1 - len(draft.rows(name)))):
        draft = filling.add_row(draft, name)
    return draft


def spec_at(filling: Filling, place: Place) -> FieldSpec | None:
    outer = filling.form.field(place.field)
    return outer.field(place.inner) if outer and place.inner else outer


def put_files(
    filling: Filling, draft: Draft, place: Place, files: Files
) -> tuple[Draft, tuple[Mapping[str, Any], ...]]:
    """These and no others; fewer than the field needs are given back, to wait for the rest."""
    spec = spec_at(filling, place)
    if spec is None or spec.type is not FieldType.FILE:
        raise Complaint(NOT_NOW)
    if not files:
        return filling.clear(draft, place), ()
    if len(files) >= (spec.least or 0):
        return filling.accept(draft, place, list(files)).draft, ()
    checked = kind_of(spec.model_copy(update={"least": None})).read_cell(list(files))
    return filling.clear(draft, place), tuple(checked)

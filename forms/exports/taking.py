"""Answers from a workbook taken into a draft, by the same rules as answers in a chat."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from forms.drafts import Draft, Place
from forms.exports.explaining import groups_of
from forms.exports.returned import Filled, Mistake
from forms.filling import Filling
from forms.specification import FormSpec
from forms.values import Complaint


def fill_in(filling: Filling, draft: Draft, filled: Filled) -> tuple[Draft, tuple[Mistake, ...]]:
    """The draft with every answer that is taken; a table given replaces the one before.

    What is not asked, given the other answers, is left out and is no mistake.
    """
    before, mistakes = draft, list(filled.mistakes)
    given = {place.field for place in filled.said}
    for group in groups_of(filling.form):
        if group.name in given:
            draft = draft.with_rows(group.name, [], _reasons_without(draft, group.name))
    for place, said in _in_order(filling.form, filled.said):
        try:
            draft = filling.accept(draft, place, said).draft
        except Complaint as complaint:
            if _is_asked(filling, draft, place):
                label = _label(filling.form, place)
                mistakes.append(Mistake(place=place, label=label, sentence=complaint.sentence))
    draft = _closed(filling, draft, given, mistakes)
    return _with_reasons(draft, before), tuple(mistakes)


def _with_reasons(draft: Draft, before: Draft) -> Draft:
    """What was explained and has been filled in the same again stays explained."""
    same = {
        at: said
        for at, said in before.reasons.items()
        if draft.at(Place.parse(at)) == before.at(Place.parse(at))
    }
    return replace(draft, reasons={**same, **draft.reasons})


def _closed(filling: Filling, draft: Draft, given: set[str], mistakes: list[Mistake]) -> Draft:
    """No more rows are asked for where a table was given, unless it is too short."""
    for group in groups_of(filling.form):
        if group.name not in given or not filling.look(draft).relevant(group):
            continue
        try:
            draft = filling.finish(draft, group.name)
        except Complaint as complaint:
            place = Place(group.name)
            mistakes.append(Mistake(place=place, label=group.label, sentence=complaint.sentence))
    return draft


def _is_asked(filling: Filling, draft: Draft, place: Place) -> bool:
    look, spec = filling.look(draft), filling.form.field(place.field)
    if spec is None or not look.relevant(spec):
        return False
    if place.inner is None or place.row is None:
        return True
    rows, inner = look.rows(spec), spec.field(place.inner)
    return inner is not None and (place.row >= len(rows) or look.relevant(inner, rows[place.row]))


def _in_order(form: FormSpec, said: Mapping[Place, str]) -> Iterator[tuple[Place, str]]:
    """In the order of the questions: a later answer may rest on an earlier one."""
    order = {spec.name: n for n, spec in enumerate(form.fields)}
    inner = {
        (group.name, spec.name): n for group in form.fields for n, spec in enumerate(group.fields)
    }

    def key(item: tuple[Place, str]) -> tuple[int, int, int]:
        place = item[0]
        at = inner.get((place.field, place.inner or ""), 0)
        return order[place.field], place.row or 0, at

    yield from sorted(said.items(), key=key)


def _label(form: FormSpec, place: Place) -> str:
    group = form.field(place.field)
    if group is None or place.inner is None or place.row is None:
        return group.label if group else place.field
    inner = group.field(place.inner)
    return f"{group.label}第{place.row + 1}项{inner.label if inner else ''}"


def _reasons_without(draft: Draft, name: str) -> dict[str, str]:
    return {key: said for key, said in draft.reasons.items() if Place.parse(key).field != name}

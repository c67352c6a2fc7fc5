"""Lines copied from a spreadsheet, put into the rows of a repeat group."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from forms.drafts import Draft, Place
from forms.filling import NOT_NOW, Filling
from forms.specification import FieldSpec
from forms.tabling.editing import save
from forms.values import Complaint
from forms.values.kind import normalise
from forms.walking import most_rows

UNREADABLE = "没看懂粘贴的内容。请在表格里选中几行，复制后再粘贴。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A cell that was not taken, what was in it and why."""

    place: Place
    said: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """The draft with every cell that was taken, and the others."""

    draft: Draft
    refused: tuple[Refused, ...]
    rows: int


def paste(filling: Filling, draft: Draft, at: Place, text: str) -> Pasted:
    """From this cell on, to the right and down; a first line of headings names the columns."""
    group = filling.form.field(at.field)
    if group is None or not group.fields:
        raise Complaint(NOT_NOW)
    lines = _lines(text)
    columns, begun = _columns(group, at.inner, lines[0])
    if begun:
        lines = lines[1:]
    first, refused = at.row or 0, []
    if first + len(lines) > most_rows(group):
        raise Complaint(f"「{group.label}」最多{most_rows(group)}项，粘贴的太多了。请减少几行。")
    for n, line in enumerate(lines, first):
        for spec, said in zip(columns, line, strict=False):
            if spec is None or not said.strip():
                continue
            place = Place(group.name, n, spec.name)
            try:
                draft = save(filling, draft, place, said)
            except Complaint as complaint:
                refused.append(Refused(place=place, said=said, sentence=complaint.sentence))
        draft = _at_least(draft, group.name, n + 1)
    return Pasted(draft=draft, refused=tuple(refused), rows=len(lines))


def _lines(text: str) -> list[list[str]]:
    """As spreadsheets copy: tabs between cells, quotes around what holds a line break."""
    try:
        found = [line for line in csv.reader(StringIO(text), delimiter="\t") if any(line)]
    except csv.Error as error:
        raise Complaint(UNREADABLE) from error
    if not found:
        raise Complaint(UNREADABLE)
    return found


def _columns(
    group: FieldSpec, inner: str | None, first: Sequence[str]
) -> tuple[list[FieldSpec | None], bool]:
    """From the cell pasted into on, or as the headings say where there are some."""
    asked = [each for each in group.fields if each.asked]
    by_label = {each.label: each for each in asked}
    headings = [by_label.get(_bare(each)) for each in first]
    if sum(each is not None for each in headings) * 2 > len(first):
        return headings, True
    names = [each.name for each in asked]
    begin = names.index(inner) if inner in names else 0
    return [*asked[begin:]], False


def _bare(heading: str) -> str:
    return normalise(heading).rstrip("*＊").strip()


def _at_least(draft: Draft, name: str, rows: int) -> Draft:
    """A line all of whose cells were refused keeps its row: the next one must not slip up."""
    kept = draft.rows(name)
    missing = rows - len(kept)
    if missing <= 0:
        return draft
    return draft.with_rows(name, kept + [{} for _ in range(missing)], draft.reasons)


def refusals(pasted: Pasted) -> Iterator[dict[str, str]]:
    for each in pasted.refused:
        yield {"place": str(each.place), "said": each.said, "sentence": each.sentence}

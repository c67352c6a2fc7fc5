"""A repeat group as a page shows it: columns, and rows with a cell for what is asked in them."""

from forms.drafts import Place
from forms.judging import Row
from forms.specification import FieldSpec
from forms.tabling.entries import Entries, Json
from forms.tabling.standing import stamp
from forms.walking import most_rows, needed_rows


def group_entry(entries: Entries, group: FieldSpec) -> Json:
    """A group nobody has begun and that must be filled in shows one empty row."""
    look, draft, place = entries.look, entries.draft, Place(group.name)
    rows = look.rows(group)
    needed, most = needed_rows(group, look, len(rows)), most_rows(group)
    editable = entries.may_edit(group.name)
    shown = [_row(entries, group, n, row) for n, row in enumerate(rows)]
    if not rows and needed and editable:
        shown = [{**_row(entries, group, 0, look.empty_row(group)), "stamp": ""}]
    return {
        "place": str(place),
        "name": group.name,
        "label": group.label,
        "hint": group.hint,
        "type": str(group.type),
        "required": look.required(group),
        "editable": editable,
        "columns": [entries.shape(spec) for spec in group.fields],
        "rows": shown,
        "count": len(rows),
        "most": most,
        "may_add": editable and len(rows) < most,
        "finished": group.name in draft.finished,
        "trouble": entries.obstacles.at(place),
    }


def _row(entries: Entries, group: FieldSpec, n: int, row: Row) -> Json:
    """What is not asked in this row has no cell."""
    cells = {spec.name: entries.cell(group, n, row, spec) for spec in row.seen()}
    return {"cells": cells, "stamp": stamp(row, entries.look)}

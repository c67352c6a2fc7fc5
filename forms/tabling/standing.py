"""What stands at a place now, to compare with what somebody saw there before."""

import json
from zlib import crc32

from forms.completing import masked, shown_in_row
from forms.drafts import Draft, Place
from forms.filling import Filling
from forms.judging import Look, Row
from forms.tabling.editing import spec_at


def shown_at(filling: Filling, draft: Draft, place: Place) -> str:
    """As the page shows it: empty for no answer, personal numbers by their last four."""
    spec = spec_at(filling, place)
    plain = draft.at(place)
    return masked(spec, filling.look(draft), plain) if spec and not spec.fields else ""


def stamp_at(filling: Filling, draft: Draft, place: Place) -> str:
    """Of the row; empty for one that is not there yet."""
    group, look = filling.form.field(place.field), filling.look(draft)
    rows = look.rows(group) if group and group.fields else []
    if place.row is None or not 0 <= place.row < len(rows):
        return ""
    return stamp(rows[place.row], look)


def stamp(row: Row, look: Look) -> str:
    """Tells a row from another that has come into its place; made of what is shown only."""
    shown = {spec.name: shown_in_row(spec, row, look) for spec in row.seen()}
    return f"{crc32(json.dumps(shown, sort_keys=True).encode()):08x}"

"""A whole form as one page: what stands in every field now, and changing it anywhere."""

from forms.tabling.editing import add_row, place_of, put_files, save
from forms.tabling.leaving import leave
from forms.tabling.page import table
from forms.tabling.pasting import Pasted, paste, refusals
from forms.tabling.standing import shown_at, stamp_at

__all__ = [
    "Pasted",
    "add_row",
    "leave",
    "paste",
    "place_of",
    "put_files",
    "refusals",
    "save",
    "shown_at",
    "stamp_at",
    "table",
]

"""Tables people fill in: an empty one out, filled-in rows in, what to mend and exports out."""

from forms.sheets.marking import marked
from forms.sheets.reading import open_sheet, read_rows
from forms.sheets.rows import Fault, Row, Sheet
from forms.sheets.specification import Column, SheetSpec
from forms.sheets.templates import template
from forms.sheets.writing import write_rows

__all__ = [
    "Column",
    "Fault",
    "Row",
    "Sheet",
    "SheetSpec",
    "marked",
    "open_sheet",
    "read_rows",
    "template",
    "write_rows",
]

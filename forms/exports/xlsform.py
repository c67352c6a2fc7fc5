"""A form as an XLSForm: survey, choices and settings, as pyxform takes them."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from forms.exports.survey import SURVEY, Row, Survey
from forms.sheets.book import Leaf, write_book
from forms.specification import Catalogue, FormSpec
from forms.values import HENAN_CITIES


@dataclass(frozen=True, slots=True, kw_only=True)
class XlsForm:
    """The workbook, and the rules that stand in it as notes only."""

    content: bytes
    kept_as_notes: tuple[str, ...]


def xlsform(form: FormSpec, catalogue: Catalogue) -> XlsForm:
    writer = Survey(form=form, catalogue=catalogue, renamed=_renamed(form))
    rows = list(writer.rows())
    lists = {
        **writer.lists,
        "yes_no": {"yes": "是", "no": "否"},
        "region": {city: city for city in HENAN_CITIES},
    }
    choices = [(name, key, label) for name, each in lists.items() for key, label in each.items()]
    content = write_book(
        [
            Leaf(title="survey", headings=SURVEY, rows=[_cells(row) for row in rows]),
            Leaf(title="choices", headings=("list_name", "name", "label"), rows=choices),
            Leaf(
                title="settings",
                headings=("form_title", "form_id", "version"),
                rows=[(form.title, form.id, str(form.version))],
            ),
        ]
    )
    return XlsForm(content=content, kept_as_notes=tuple(writer.untold))


def _cells(row: Row) -> list[Any]:
    return [row.get(key, "") for key in SURVEY]


def _renamed(form: FormSpec) -> dict[tuple[str, str], str]:
    """A repeat's fields keep their names unless the form has another of that name."""
    pairs = [(group.name, inner.name) for group in form.fields for inner in group.fields]
    counted = Counter([spec.name for spec in form.fields] + [name for _, name in pairs])
    return {
        (group, name): name if counted[name] == 1 else f"{group}_{name}" for group, name in pairs
    }

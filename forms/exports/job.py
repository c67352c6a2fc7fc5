"""What the sandbox runs: a form's workbook by the form's id, what stands in it as JSON."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePath
from typing import Any

from forms.documents.filled import read_document
from forms.exports.filled import read_filled
from forms.exports.recognising import WORKBOOKS, recognise
from forms.exports.returned import packed
from forms.loading import CATALOGUE, load_catalogue


def read(
    path: Path, form: str, name: str, today: str, folder: str = str(CATALOGUE)
) -> Iterator[dict[str, Any]]:
    """One object; raises FileRefused."""
    spec = load_catalogue(Path(folder)).forms[form]
    yield packed(read_filled(spec, path, name, date.fromisoformat(today)))


def read_any(
    path: Path, name: str, today: str, folder: str = str(CATALOGUE)
) -> Iterator[dict[str, Any]]:
    """One object, empty for a file that is none of the forms; raises FileRefused."""
    found = recognise(load_catalogue(Path(folder)).forms, path, name)
    if found is None:
        yield {}
        return
    is_workbook = PurePath(name).suffix.lower() in WORKBOOKS
    read_it = read_filled if is_workbook else read_document
    filled = read_it(found.form, path, name, date.fromisoformat(today))
    yield {"form": found.form.id, "version": found.version, **packed(filled)}

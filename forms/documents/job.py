"""What the sandbox runs: a form's Word document by the form's id, what stands in it as JSON."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from forms.documents.filled import read_document
from forms.exports.returned import packed
from forms.loading import CATALOGUE, load_catalogue


def read(
    path: Path, form: str, name: str, today: str, folder: str = str(CATALOGUE)
) -> Iterator[dict[str, Any]]:
    """One object; raises FileRefused."""
    spec = load_catalogue(Path(folder)).forms[form]
    yield packed(read_document(spec, path, name, date.fromisoformat(today)))

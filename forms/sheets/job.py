"""What the sandbox runs: a table by name, its rows as JSON."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from forms.rosters import ROSTERS
from forms.sheets.reading import open_sheet


def read(path: Path, spec: str, name: str) -> Iterator[dict[str, Any]]:
    """First the headings nobody asked for, then every row; raises FileRefused."""
    roster = ROSTERS[spec]
    sheet = open_sheet(roster, path, name)
    yield {"ignored": sheet.ignored}
    for row in sheet.rows:
        yield row.pack(roster)

"""How a room reads a form's workbook it was sent, without knowing where the reading happens."""

from datetime import date
from pathlib import Path
from typing import Protocol

from forms.exports.returned import Filled, Returned
from forms.specification import FormSpec


class FormReader(Protocol):
    """Reads a file somebody sent; raises FileRefused."""

    async def read(self, form: FormSpec, file: Path | bytes, name: str, today: date) -> Filled: ...

    async def read_any(self, file: Path | bytes, name: str, today: date) -> Returned | None:
        """None for a file that is none of our forms."""
        ...

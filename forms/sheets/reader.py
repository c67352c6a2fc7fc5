"""How a room reads a table it was sent, without knowing where the reading happens."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from forms.sheets.rows import Row
from forms.sheets.specification import SheetSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingSheet:
    """A table on its way in: headings nobody asked for, and rows as they arrive."""

    ignored: tuple[str, ...]
    rows: AsyncIterator[Row]


class SheetReader(Protocol):
    """Opens a file somebody sent; raises FileRefused on entering or between two rows."""

    def open(
        self, spec: SheetSpec, file: Path | bytes, name: str
    ) -> AbstractAsyncContextManager[IncomingSheet]: ...

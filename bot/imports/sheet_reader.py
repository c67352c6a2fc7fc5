"""Tables people send, read in the sandbox; the SheetReader the rooms are given."""

import asyncio
import os
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from bot import sandbox
from forms.package import refuse_size
from forms.sheets.reader import IncomingSheet
from forms.sheets.rows import Row
from forms.sheets.specification import SheetSpec

AT_ONCE = 2
# A hundred thousand rows take about twenty seconds of a slow core.
LIMITS = sandbox.Limits(cpu_seconds=120, wall_seconds=180)


@dataclass(frozen=True, slots=True)
class SandboxedSheets:
    """Reads a few tables at once, each in a process of its own; the others wait."""

    limits: sandbox.Limits = LIMITS
    _places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    @asynccontextmanager
    async def open(
        self, spec: SheetSpec, file: Path | bytes, name: str
    ) -> AsyncGenerator[IncomingSheet]:
        """The table called `spec.name` in `forms.rosters`; raises FileRefused."""
        job, arguments = "forms.sheets.job:read", {"spec": spec.name, "name": name}
        with on_disk(file) as path:
            async with self._places, sandbox.rows(job, path, arguments, self.limits) as packed:
                first = await anext(packed)
                yield IncomingSheet(ignored=tuple(first["ignored"]), rows=_rows(packed, spec))


async def _rows(packed: AsyncIterator[Any], spec: SheetSpec) -> AsyncIterator[Row]:
    async for each in packed:
        yield Row.unpack(each, spec)


@contextmanager
def on_disk(file: Path | bytes) -> Iterator[Path]:
    """In memory where the system can: a kill must not leave somebody's numbers in a folder."""
    if isinstance(file, Path):
        yield file
        return
    refuse_size(len(file))
    if hasattr(os, "memfd_create"):
        with os.fdopen(os.memfd_create("table"), "wb") as copy:
            copy.write(file)
            copy.flush()
            yield Path(f"/proc/{os.getpid()}/fd/{copy.fileno()}")
        return
    with NamedTemporaryFile(suffix=".xlsx") as other:
        other.write(file)
        other.flush()
        yield Path(other.name)

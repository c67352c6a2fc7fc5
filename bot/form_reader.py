"""Forms' workbooks people send, read in the sandbox; the FormReader the rooms are given."""

import asyncio
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot import sandbox
from bot.imports.sheet_reader import AT_ONCE, LIMITS, on_disk
from forms.exports.returned import Filled, unpacked
from forms.specification import FormSpec


@dataclass(frozen=True, slots=True)
class SandboxedForms:
    """Reads a few workbooks at once, each in a process of its own; the others wait."""

    limits: sandbox.Limits = LIMITS
    _places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def read(self, form: FormSpec, file: Path | bytes, name: str, today: date) -> Filled:
        """Raises FileRefused."""
        job = "forms.exports.job:read"
        arguments = {"form": form.id, "name": name, "today": today.isoformat()}
        with on_disk(file) as path:
            async with self._places, sandbox.rows(job, path, arguments, self.limits) as packed:
                return unpacked(await anext(packed))

"""Filled-in forms people send, read in the sandbox; the FormReader the rooms are given."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePath
from typing import Any

from bot import sandbox
from bot.imports.sheet_reader import AT_ONCE, LIMITS, on_disk
from forms.exports.returned import Filled, Returned, unpacked
from forms.refusals import NotAForm
from forms.specification import FormSpec

WORKBOOKS, DOCUMENTS = "forms.exports.job:read", "forms.documents.job:read"
ANY = "forms.exports.job:read_any"
# Old and unsafe ones too: their reader says what they are and what to do.
JOBS = {
    **dict.fromkeys((".xlsx", ".xls", ".et", ".xlsm", ".xltm", ".xlsb", ".xlam"), WORKBOOKS),
    **dict.fromkeys((".docx", ".doc", ".wps", ".docm", ".dotm"), DOCUMENTS),
}


@dataclass(frozen=True, slots=True)
class SandboxedForms:
    """Reads a few files at once, each in a process of its own; the others wait."""

    limits: sandbox.Limits = LIMITS
    _places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def read(self, form: FormSpec, file: Path | bytes, name: str, today: date) -> Filled:
        """A workbook or a document, by the ending of its name; raises FileRefused."""
        arguments = {"form": form.id, "name": name, "today": today.isoformat()}
        return unpacked(await self._run(job_for(name), file, arguments))

    async def read_any(self, file: Path | bytes, name: str, today: date) -> Returned | None:
        """Whichever form it is; None for a file that is none; raises FileRefused."""
        job_for(name)
        found = await self._run(ANY, file, {"name": name, "today": today.isoformat()})
        if not found:
            return None
        filled = unpacked(found)
        return Returned(form=found["form"], version=found["version"], filled=filled)

    async def _run(self, job: str, file: Path | bytes, arguments: Mapping[str, Any]) -> Any:
        with on_disk(file) as path:
            async with self._places, sandbox.rows(job, path, arguments, self.limits) as packed:
                return await anext(packed)


def job_for(name: str) -> str:
    ending = PurePath(name).suffix.lower()
    if ending not in JOBS:
        raise NotAForm(ending[:10])
    return JOBS[ending]

"""Files from outside are read in a small, poor and short-lived process of their own."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import aclosing, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from bot.sandbox_child import OUT_OF_MEMORY
from forms.refusals import KINDS, OutOfMemory, TimedOut, restored
from knowledge.reading import errors

ROOT = Path(__file__).parent.parent
LONGEST_LINE = 4 * 2**20  # asyncio buffers up to twice as much
# Without tokens and keys, and with one thread: every other one would reserve address space.
ENVIRONMENT = {
    "PYTHONPATH": str(ROOT),
    "PYTHONUTF8": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
    "OPENPYXL_LXML": "False",  # defusedxml refuses what lxml only stumbles over
}


class SandboxFailed(Exception):
    """The job broke in a way the file is not known to be guilty of."""

    def __init__(self, job: str, what: str) -> None:
        super().__init__(f"{job}: {what}")
        self.job, self.what = job, what


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the child may use: bytes of address space, seconds at work, seconds waited for."""

    memory: int = 2**30
    cpu_seconds: int = 20
    wall_seconds: float = 60


DEFAULT = Limits()


@asynccontextmanager
async def rows(
    job: str, path: Path, arguments: Mapping[str, Any] | None = None, limits: Limits = DEFAULT
) -> AsyncGenerator[AsyncIterator[Any]]:
    """What `module:function` yields; raises FileRefused, ReadingError or SandboxFailed.

    The child is gone when the block is left, however it is left.
    """
    child = await _start(job, path, arguments or {}, limits)
    try:
        stream = _Stream(job, child, cast(asyncio.StreamReader, child.stdout), limits)
        async with aclosing(stream.items()) as items:
            yield items
    finally:
        if child.returncode is None:
            with suppress(ProcessLookupError):  # it may end by itself right now
                child.kill()
        await child.wait()


async def run(
    job: str, path: Path, arguments: Mapping[str, Any] | None = None, limits: Limits = DEFAULT
) -> Any:
    """What `module:function` returns for this file; raises what `rows` does."""
    async with rows(job, path, arguments, limits) as results:
        found = [result async for result in results]
    return found[0]


async def _start(job: str, path: Path, arguments: Mapping[str, Any], limits: Limits) -> Process:
    own = {"memory": limits.memory, "cpu_seconds": limits.cpu_seconds}
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.sandbox_child",
        job, str(path), json.dumps(dict(arguments)), json.dumps(own),
        stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL, limit=LONGEST_LINE,
        env={**ENVIRONMENT, "PATH": os.environ.get("PATH", "")}, cwd=ROOT,
    )  # fmt: skip


@dataclass(slots=True)
class _Stream:
    """Lines of the child, until it says it is done."""

    job: str
    child: Process
    output: asyncio.StreamReader
    limits: Limits
    waited: float = field(default=0.0)

    async def items(self) -> AsyncGenerator[Any]:
        while line := await self._line():
            for item in line.get("some", ()):
                yield item
            if "end" in line:
                return
            self._raise_told(line)
        raise self._died(await self.child.wait())

    async def _line(self) -> dict[str, Any]:
        """Empty at the end; only the time spent waiting for the child counts."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            async with asyncio.timeout(self.limits.wall_seconds - self.waited):
                line = await self.output.readline()
            told: dict[str, Any] = json.loads(line) if line.endswith(b"\n") else {}
        except TimeoutError as error:
            raise TimedOut(self.limits.wall_seconds) from error
        except ValueError as error:  # the line is too long
            raise OutOfMemory(LONGEST_LINE) from error
        self.waited += loop.time() - began
        return told

    def _raise_told(self, line: dict[str, Any]) -> None:
        if "refused" in line:
            raise _refusal(line["family"], line["refused"], line["facts"])
        if "failed" in line:
            raise SandboxFailed(self.job, line["failed"])

    def _died(self, code: int) -> Exception:
        if code == -signal.SIGXCPU:
            return TimedOut(self.limits.cpu_seconds)
        if code in (OUT_OF_MEMORY, -signal.SIGKILL, -signal.SIGABRT, -signal.SIGSEGV):
            return OutOfMemory(self.limits.memory)
        return SandboxFailed(self.job, f"exit {code}")


def _refusal(family: str, kind: str, facts: dict[str, Any]) -> Exception:
    kinds, restore = FAMILIES.get(family, ({}, restored))
    return restore(kind, facts) if kind in kinds else SandboxFailed(kind, str(sorted(facts)))


# What a child may raise through the wall, by the module it stands in.
FAMILIES: dict[str, tuple[Mapping[str, type[Exception]], Callable[..., Exception]]] = {
    "forms.refusals": (KINDS, restored),
    "knowledge.reading.errors": (errors.KINDS, errors.restored),
}

"""Old office files turned into new ones by LibreOffice, in a process with limits of its own."""

import asyncio
import json
import os
import shutil
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any

from bot import sandbox
from bot.office_child import AGAIN, RESULT
from knowledge.reading.errors import Damaged, NoOffice, OutOfMemory, TimedOut, restored
from knowledge.reading.office import TARGETS

# Measured with LibreOffice 25.2: 600 MB of address space are enough for a notice, 400 are not.
LIMITS = sandbox.Limits(cpu_seconds=30, wall_seconds=90)
LARGEST_RESULT = 64 * 2**20
DIED = (-signal.SIGKILL, -signal.SIGABRT, -signal.SIGSEGV)
SLIDES_NEED = "libsdlo.so"


def find_office() -> Path | None:
    """LibreOffice itself, not the script that starts it; None where it is not installed."""
    script = shutil.which("soffice") or shutil.which("libreoffice")
    program = Path(script).resolve().with_name("soffice.bin") if script else None
    return program if program and program.exists() else None


@asynccontextmanager
async def converted(program: Path | None, path: Path, name: str) -> AsyncGenerator[Path]:
    """The file as .docx, .xlsx or .pptx, gone when the block is left; raises a ReadingError."""
    suffix = PurePath(name).suffix.lower()
    target = TARGETS[suffix]
    if program is None or (target == ".pptx" and not program.with_name(SLIDES_NEED).exists()):
        raise NoOffice(name, suffix)
    with TemporaryDirectory(prefix="xuehui-", ignore_cleanup_errors=True) as folder:
        code, told = await _run(program, path, name, folder)
        if code == AGAIN:
            code, told = await _run(program, path, name, folder)
        results = list((Path(folder) / RESULT).glob(f"*{target}"))
        if told:
            raise restored(told["refused"], told["facts"])
        if code == -signal.SIGXCPU:
            raise TimedOut(name, LIMITS.cpu_seconds)
        if code in DIED:
            raise OutOfMemory(name, LIMITS.memory)
        if not results:
            raise Damaged(name, "not converted")
        yield results[0]


async def _run(program: Path, path: Path, name: str, folder: str) -> tuple[int, dict[str, Any]]:
    own = {"memory": LIMITS.memory, "cpu_seconds": LIMITS.cpu_seconds, "written": LARGEST_RESULT}
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.office_child",
        str(program), str(path), name, folder, json.dumps(own),
        stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL, cwd=sandbox.ROOT,
        env=sandbox.ENVIRONMENT, start_new_session=True,
    )  # fmt: skip
    try:
        async with asyncio.timeout(LIMITS.wall_seconds):
            said, _ = await child.communicate()
    except TimeoutError as error:
        raise TimedOut(name, LIMITS.wall_seconds) from error
    finally:
        with suppress(ProcessLookupError):  # whatever it has started goes with it
            os.killpg(child.pid, signal.SIGKILL)
        await child.wait()
    told = json.loads(said) if said.startswith(b'{"refused"') else {}
    return child.returncode or 0, told

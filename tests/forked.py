"""Programs in a fork that has read its modules already: up in a second instead of ten.

Whatever an operator meets, signals, exit codes, a closed pipe, is tried with real processes too.
"""

import asyncio
import multiprocessing
import os
import runpy
import signal
import sys
import warnings
from collections.abc import Mapping, Sequence
from multiprocessing.reduction import DupFd  # type: ignore[attr-defined]
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.preloaded"])


class ForkedProcess:
    """What asyncio's process is to a command, to a fork; `streams` by number, or nothing."""

    def __init__(
        self,
        words: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        streams: Mapping[int, IO[bytes]],
        module: str = "bot",
    ) -> None:
        duplicates = {number: DupFd(each.fileno()) for number, each in streams.items()}
        arguments = ([module, *words], dict(environment), folder, duplicates)
        # A daemon: what a failing test leaves running must not keep the testers from going home.
        self._child = CONTEXT.Process(target=become, args=arguments, daemon=True)
        self._child.start()

    @property
    def returncode(self) -> int | None:
        return self._child.exitcode

    def terminate(self) -> None:
        self._child.terminate()

    def kill(self) -> None:
        self._child.kill()

    async def wait(self) -> int:
        while self._child.exitcode is None:  # noqa: ASYNC110 - another process ends
            await asyncio.sleep(0.01)
        return self._child.exitcode


def become(
    command: list[str], environment: dict[str, str], folder: Path, streams: dict[int, DupFd]
) -> None:
    """In the fork: `python -m` what the command says."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a tester's Ctrl-C is not for this process
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    for number in range(3):
        given = streams[number].detach() if number in streams else os.open(os.devnull, os.O_RDWR)
        os.dup2(given, number)
        os.close(given)
    sys.stdin = os.fdopen(0, closefd=False)  # multiprocessing has taken it away
    if environment.get("PYTHONWARNINGS") == "error":
        warnings.simplefilter("error")
    sys.argv = list(command)
    runpy.run_module(command[0], run_name="__main__", alter_sys=True)


async def called_in_a_fork(
    words: Sequence[str], environment: Mapping[str, str], folder: Path, given: str = ""
) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of `python -m bot …`."""
    with TemporaryFile() as told, TemporaryFile() as out, TemporaryFile() as err:
        told.write(given.encode())
        told.seek(0)
        streams = {0: told, 1: out, 2: err}
        code = await ForkedProcess(words, environment, folder, streams).wait()
        for stream in (out, err):
            stream.seek(0)
        return code, out.read().decode(), err.read().decode()

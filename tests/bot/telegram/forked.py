"""A process that has read its modules already: the same house, up in a second instead of five."""

import asyncio
import multiprocessing
import os
import signal
import sys
from pathlib import Path

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["bot.commands.run", "chromadb", "openai"])


class ForkedProcess:
    """What asyncio's process is to a command, to a fork."""

    def __init__(self, environment: dict[str, str], folder: Path, log: Path) -> None:
        # A daemon: what a failing test leaves running must not keep the testers from going home.
        arguments = (environment, folder, log)
        self._child = CONTEXT.Process(target=run_house, args=arguments, daemon=True)
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


def run_house(environment: dict[str, str], folder: Path, log: Path) -> None:
    """In the fork: `python -m bot run`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a tester's Ctrl-C is not for this process
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    with log.open("ab") as told:
        os.dup2(told.fileno(), 1)
        os.dup2(told.fileno(), 2)
    sys.argv = ["xuehui", "run"]
    from bot.__main__ import main

    main()

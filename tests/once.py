"""What is dear is worked out once in a run and left in a file for the other workers."""

import os
import pickle
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from filelock import FileLock

Result = TypeVar("Result")
_place: list[Path] = []


def work_in(folder: Path) -> None:
    """The folder of this worker; those of the others are beside it."""
    shared = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    _place[:] = [shared]


async def once(name: str, make: Callable[[], Awaitable[Result]]) -> Result:
    """What fails is not left, and tried again by whoever asks next."""
    if not _place:
        return await make()
    path = _place[0] / f"{name}.once"
    with FileLock(f"{path}.lock"):
        if path.exists():
            kept: Result = pickle.loads(path.read_bytes())
            return kept
        result = await make()
        path.write_bytes(pickle.dumps(result))
        return result

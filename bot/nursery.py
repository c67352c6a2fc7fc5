"""The one place that may start a background task: none is orphaned, none fails unheard."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

log = structlog.get_logger()


class Nursery:
    """Holds running tasks, reports their failures, and sees them home."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, Any], *, name: str) -> asyncio.Task[Any]:
        task = asyncio.create_task(work, name=name)  # noqa: TID251
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("task failed", task=task.get_name(), exc_info=error)

    async def settle(self, prefix: str = "", *, seconds: float | None = None) -> bool:
        """Wait for the tasks whose names begin so; True when all came home in time."""
        waited = {task for task in self._tasks if task.get_name().startswith(prefix)}
        while waited:
            _, late = await asyncio.wait(waited, timeout=seconds)
            if late:
                return False
            waited = {task for task in self._tasks if task.get_name().startswith(prefix)}
        return True

    async def close(self) -> None:
        """Cancel what still runs."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

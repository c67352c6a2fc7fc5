"""Many small jobs that arrive at once, done as one: a single transaction for all of them."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")


class Batch(Generic[Job, Result]):
    """`do` waits while an earlier batch is under way, then goes with all that gathered.

    An error of the batch is everybody's error: nobody's job was done.
    """

    def __init__(self, run: Callable[[Sequence[Job]], Awaitable[Sequence[Result]]]) -> None:
        self._run = run
        self._waiting: list[tuple[Job, asyncio.Future[Result]]] = []
        self._turn = asyncio.Lock()

    async def do(self, job: Job) -> Result:
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((job, future))
        async with self._turn:
            if not future.done():
                await self._go()
        return await future

    async def _go(self) -> None:
        going, self._waiting = self._waiting, []
        try:
            results = await self._run([job for job, _ in going])
        except Exception as error:  # noqa: BLE001 - handed to everyone who waits
            for _, future in going:
                future.set_exception(error)
            return
        for (_, future), result in zip(going, results, strict=True):
            future.set_result(result)

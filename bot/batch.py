"""Many small jobs that arrive at once, done as one: a single transaction for all of them."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")


class Batch(Generic[Job, Result]):
    """`do` waits while an earlier batch is under way, then goes with all that gathered.

    An error of the batch is everybody's error: nobody's job was done. Whoever is cancelled takes
    only their own job along.
    """

    def __init__(self, run: Callable[[Sequence[Job]], Awaitable[Sequence[Result]]]) -> None:
        self._run = run
        self._waiting: list[tuple[Job, asyncio.Future[Result]]] = []
        self._turn = asyncio.Lock()

    async def do(self, job: Job) -> Result:
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((job, future))
        try:
            async with self._turn:
                if not future.done():
                    await self._go()
        except asyncio.CancelledError:
            future.cancel()
            raise
        return await future

    async def _go(self) -> None:
        going = [each for each in self._waiting if not each[1].done()]
        self._waiting = []
        try:
            results = await self._run([job for job, _ in going])
        except asyncio.CancelledError:
            self._waiting = going + self._waiting  # the others go with the next
            raise
        except Exception as error:  # noqa: BLE001 - handed to everyone who waits
            for future in _still_waiting(going):
                future.set_exception(error)
            return
        for (_, future), result in zip(going, results, strict=True):
            if not future.done():
                future.set_result(result)


def _still_waiting(
    going: Sequence[tuple[Job, asyncio.Future[Result]]],
) -> list[asyncio.Future[Result]]:
    return [future for _, future in going if not future.done()]

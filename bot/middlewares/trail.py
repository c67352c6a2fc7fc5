"""A correlation id and one log line per update; never its text."""

from collections.abc import Awaitable, Callable
from time import perf_counter
from typing import Any

import structlog
from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update

from bot.logs import incident_number
from bot.metrics import Metrics

log = structlog.get_logger()
Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Trail(BaseMiddleware):
    """Leaves the one line by which an incident is found again."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        assert isinstance(event, Update)  # noqa: S101 - registered on dispatcher.update only
        door = data["bot"].session.door
        data["outcome"] = outcome = {"outcome": "handled"}
        started = perf_counter()
        with structlog.contextvars.bound_contextvars(trail=incident_number()):
            try:
                return await handler(event, data)
            except Exception:
                outcome["outcome"] = "failed"
                raise
            finally:
                taken = perf_counter() - started
                self._metrics.updates.labels(door, outcome["outcome"]).inc()
                self._metrics.seconds.labels(door).observe(taken)
                log.info(
                    "update",
                    door=door,
                    kind=_kind(event),
                    ms=round(taken * 1000, 1),
                    **outcome,
                )


def _kind(update: Update) -> str:
    return next(iter(update.model_fields_set - {"update_id"}), "unknown")

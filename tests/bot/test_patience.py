"""Whoever writes too fast gets a kind word, once, and nobody else pays for it."""

from types import SimpleNamespace
from typing import Any

from aiogram.methods import SendMessage
from aiogram.types import TelegramObject, Update

from bot.middlewares.patience import TOO_FAST, Patience


async def said_by(patience: Patience, person: str, *, times: int) -> tuple[int, list[str], Any]:
    """How many messages came through, what was answered, and the last outcome."""
    handled = 0
    told = []
    outcome: dict[str, str] = {}

    async def handle(_event: TelegramObject, _data: dict[str, Any]) -> None:
        nonlocal handled
        handled += 1

    for _ in range(times):
        outcome = {}
        facts: Any = {
            "person": SimpleNamespace(id=person),
            "event_chat": SimpleNamespace(id=7),
            "outcome": outcome,
        }
        answer = await patience(handle, Update(update_id=1), facts)
        if answer is not None:
            assert isinstance(answer, SendMessage)
            told.append(answer.text)
    return handled, told, outcome


async def test_the_kind_word_comes_once() -> None:
    patience = Patience(per_minute=3)
    handled, told, outcome = await said_by(patience, "甲", times=9)
    assert handled == 3
    assert told == [TOO_FAST]
    assert outcome == {"outcome": "too_fast"}


async def test_others_are_not_held_up() -> None:
    patience = Patience(per_minute=3)
    await said_by(patience, "甲", times=9)
    assert await said_by(patience, "乙", times=3) == (3, [], {})

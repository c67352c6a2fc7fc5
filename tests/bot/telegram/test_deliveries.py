"""What becomes of a reply when the other side stalls, refuses, breaks or falls silent."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.app import House
from bot.rehearsal.clock import MovedClock
from storage.deliveries import DeliveryState
from tests.bot.telegram.behaviours import (
    BLOCKED,
    BROKEN,
    drops_answer,
    refuses,
    talks_nonsense,
    too_many,
)
from tests.bot.telegram.house import ANSWER, QUESTION, open_house, settled, telegram_bot_of
from tests.bot.telegram.rows import rows_of
from tests.bot.telegram.server import FakeTelegram
from tests.bot.telegram.visitor import Visitor, until

MENU = "有政策问题直接打字问我"
HELP = "怎么用"


async def pass_time(house: House, clock: MovedClock, seconds: float) -> None:
    clock.advance(timedelta(seconds=seconds))
    await house.rounds.walk()


async def state_of(house: House) -> list[str]:
    await settled(house)
    return [row["state"] for row in await rows_of(house, "deliveries")]


async def brought(telegram: FakeTelegram, house: House) -> None:
    """What was brought is handled, and its replies were tried."""
    await until(lambda: not telegram.waiting)
    await settled(house)


async def test_a_pause_is_kept_and_the_order_too(
    house: House, clock: MovedClock, telegram: FakeTelegram, visitor: Visitor
) -> None:
    telegram.script("sendMessage", too_many(60))
    await visitor.says("菜单")
    await brought(telegram, house)
    await visitor.says("帮助")
    await brought(telegram, house)
    await pass_time(house, clock, 30)
    assert len(telegram.called("sendMessage")) == 1
    await pass_time(house, clock, 31)
    assert [bubble.text.split("\n")[0] for bubble in visitor.bubbles] == ["学会助手", HELP]
    assert await state_of(house) == [DeliveryState.SENT] * 2


async def test_a_pause_is_everybodys(
    house: House, clock: MovedClock, telegram: FakeTelegram, visitor: Visitor
) -> None:
    """No reply, no typing sign, no answer to a press goes anywhere while it lasts."""
    telegram.script("sendMessage", too_many(600))
    await visitor.says("菜单")
    await brought(telegram, house)
    asked = len(telegram.calls) - len(telegram.called("getUpdates"))
    others = [Visitor(telegram=telegram) for _ in range(60)]
    for other in others:
        await other.says("帮助")
    await others[0].says(QUESTION)
    await brought(telegram, house)
    await pass_time(house, clock, 400)
    assert len(telegram.calls) - len(telegram.called("getUpdates")) == asked
    await pass_time(house, clock, 201)
    await pass_time(house, clock, 1)
    assert visitor.has_seen(MENU) == 1
    assert [other.has_seen(HELP) for other in others] == [1] * 60
    assert others[0].has_seen(ANSWER) == 1
    attempts = {row["attempts"] for row in await rows_of(house, "deliveries")}
    assert attempts == {1}  # having to wait is no attempt


async def test_a_pause_outlives_a_restart(
    telegram: FakeTelegram, clock: MovedClock, visitor: Visitor, tmp_path: Path
) -> None:
    telegram.script("sendMessage", too_many(60))
    async with open_house(telegram, tmp_path, clock=clock) as house:
        await visitor.says("菜单")
        await brought(telegram, house)
    async with open_house(telegram, tmp_path, clock=clock) as house:
        await visitor.says("帮助")
        await brought(telegram, house)
        assert len(telegram.called("sendMessage")) == 1
        await pass_time(house, clock, 61)
        assert (visitor.has_seen(MENU), visitor.has_seen(HELP)) == (1, 1)


async def test_who_blocks_the_bot_is_left_alone_until_they_write(
    house: House, clock: MovedClock, telegram: FakeTelegram, visitor: Visitor
) -> None:
    telegram.script("sendMessage", BLOCKED)
    await visitor.says("菜单")
    await brought(telegram, house)
    await pass_time(house, clock, 3600)
    assert len(telegram.called("sendMessage")) == 1
    (address,) = await rows_of(house, "addresses")
    assert address["held_because"] == "TelegramForbiddenError"
    assert datetime.fromisoformat(address["held_since"]) <= datetime.now()  # noqa: DTZ005
    assert await state_of(house) == [DeliveryState.HELD]
    await visitor.says("帮助")
    await visitor.sees(HELP)
    (address,) = await rows_of(house, "addresses")
    assert (address["held_since"], address["held_because"]) == (None, None)


async def test_a_broken_server_is_tried_five_times(
    house: House, clock: MovedClock, telegram: FakeTelegram, visitor: Visitor
) -> None:
    telegram.always["sendMessage"] = BROKEN
    await visitor.says("菜单")
    await brought(telegram, house)
    for _ in range(8):
        await pass_time(house, clock, 60)
    assert len(telegram.called("sendMessage")) == 5
    assert await state_of(house) == [DeliveryState.FAILED]


async def test_a_server_that_recovers_gets_the_reply_once(
    house: House, clock: MovedClock, telegram: FakeTelegram, visitor: Visitor
) -> None:
    telegram.script("sendMessage", BROKEN, BROKEN)
    await visitor.says("菜单")
    await brought(telegram, house)
    for _ in range(4):
        await pass_time(house, clock, 60)
    assert visitor.has_seen(MENU) == 1
    assert len(telegram.called("sendMessage")) == 3


@pytest.mark.parametrize("behaviour", [drops_answer, talks_nonsense])
async def test_an_unknown_outcome_is_kept_as_such_and_not_repeated(
    behaviour: Any, house: House, clock: MovedClock, telegram: FakeTelegram, visitor: Visitor
) -> None:
    telegram.script("sendMessage", behaviour)
    await visitor.says("菜单")
    await brought(telegram, house)
    await pass_time(house, clock, 3600)
    assert await state_of(house) == [DeliveryState.UNCERTAIN]
    assert len(telegram.called("sendMessage")) == 1
    await visitor.says("帮助")  # nobody waits behind it
    await visitor.sees(HELP)


async def test_nobody_at_the_other_end_is_tried_until_somebody_is(
    house: House, clock: MovedClock, telegram: FakeTelegram, visitor: Visitor
) -> None:
    port = telegram.port
    await telegram.stop()
    update = {"update_id": 1, "message": visitor.message() | {"text": "菜单"}}
    await house.reception.receive(telegram_bot_of(house), [update])
    await settled(house)
    for _ in range(10):
        await pass_time(house, clock, 60)
    assert await state_of(house) == [DeliveryState.PENDING]
    await telegram.start(port)
    await pass_time(house, clock, 60)
    assert visitor.has_seen(MENU) == 1
    assert await state_of(house) == [DeliveryState.SENT]


async def test_a_refused_form_is_replaced_by_a_plain_one(
    house: House, telegram: FakeTelegram, visitor: Visitor
) -> None:
    telegram.script("sendMessage", refuses(400, "Bad Request: can't parse entities"))
    await visitor.says("帮助")
    await visitor.sees(HELP)
    assert "<b>" not in visitor.bubbles[0].text
    assert await state_of(house) == [DeliveryState.SENT]


async def test_what_is_refused_in_any_form_is_failed(
    house: House, clock: MovedClock, telegram: FakeTelegram, visitor: Visitor
) -> None:
    telegram.always["sendMessage"] = refuses(400, "Bad Request: chat not found")
    await visitor.says("帮助")
    await brought(telegram, house)
    await pass_time(house, clock, 3600)
    assert len(telegram.called("sendMessage")) == 2
    assert await state_of(house) == [DeliveryState.FAILED]


async def test_a_chat_that_moved_is_followed(
    house: House, telegram: FakeTelegram, visitor: Visitor
) -> None:
    moved = refuses(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-1007)
    telegram.script("sendMessage", moved)
    await visitor.says("帮助")
    await until(lambda: telegram.in_chat(-1007))
    await settled(house)
    assert visitor.bubbles == []
    assert await state_of(house) == [DeliveryState.SENT]
    (address,) = await rows_of(house, "addresses")
    assert address["account"] == -1007

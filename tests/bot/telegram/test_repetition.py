"""The same thing many times: redelivered updates, and a button pressed by an impatient finger."""

import json
from pathlib import Path

from bot.app import House
from bot.reception import GIVEN_UP, MOST_ATTEMPTS
from bot.rehearsal.clock import MovedClock
from storage.archive import Archive
from storage.inbox import LEASE, Incoming, Receipt
from tests.bot.telegram.house import ANSWER, QUESTION, open_house, settled, telegram_bot_of
from tests.bot.telegram.model import open_model
from tests.bot.telegram.rows import rows_of
from tests.bot.telegram.server import FakeTelegram
from tests.bot.telegram.visitor import Visitor, until

OPENED = "question opened"


async def test_an_update_delivered_ten_times_counts_once(
    house: House, telegram: FakeTelegram, visitor: Visitor
) -> None:
    (update,) = await visitor.says(QUESTION)
    telegram.waiting.extend([update] * 4)
    await visitor.sees(ANSWER)
    for _ in range(5):
        await until(lambda: not telegram.waiting)
        telegram.waiting.append(update)
    other = Visitor(telegram=telegram)
    await other.says("菜单")
    await other.sees("有政策问题")
    await settled(house)
    assert visitor.has_seen(ANSWER) == 1
    assert len(await rows_of(house, "questions")) == 1


async def test_an_update_delivered_again_after_a_restart_counts_once(
    telegram: FakeTelegram, visitor: Visitor, tmp_path: Path
) -> None:
    async with open_house(telegram, tmp_path):
        (update,) = await visitor.says(QUESTION)
        await visitor.sees(ANSWER)
    telegram.waiting.append(update)
    async with open_house(telegram, tmp_path) as house:
        await until(lambda: not telegram.waiting)
        await settled(house)
        assert visitor.has_seen(ANSWER) == 1
        assert len(await rows_of(house, "questions")) == 1


async def test_two_that_handle_the_same_update_have_one_effect(
    house: House, telegram: FakeTelegram, visitor: Visitor
) -> None:
    """As when a lease runs out under a slow handler and another process takes over."""
    bot = telegram_bot_of(house)
    update = {"update_id": 1, "message": visitor.message() | {"text": QUESTION}}
    async with house.database.writing() as work:
        await house.reception.accept(Archive(work), bot, [update])
    for _ in range(3):
        house.reception.in_hand.clear()
        house.reception.hand_on(bot, [update])
    await settled(house)
    assert visitor.has_seen(ANSWER) == 1
    assert len(await rows_of(house, "questions")) == 1


async def test_a_lease_that_ran_out_is_taken_over(
    house: House, telegram: FakeTelegram, visitor: Visitor
) -> None:
    bot = telegram_bot_of(house)
    update = {"update_id": 1, "message": visitor.message() | {"text": QUESTION}}
    async with house.database.writing() as work:
        await house.reception.accept(Archive(work), bot, [update])
    await house.rounds.walk()
    await settled(house)
    assert telegram.bubbles == []
    house.clock.advance(LEASE * 1.5)
    await house.rounds.walk()
    await settled(house)
    assert visitor.has_seen(ANSWER) == 1


async def test_a_slow_answer_is_not_begun_twice(
    telegram: FakeTelegram, visitor: Visitor, clock: MovedClock, tmp_path: Path
) -> None:
    async with (
        open_model(mood="hanging") as model,
        open_house(
            telegram, tmp_path, clock=clock, llm_base_url=model.url, llm_model="test"
        ) as house,
    ):
        await visitor.says(QUESTION)
        await until(lambda: model.asked)
        clock.advance(LEASE * 1.5)
        await house.rounds.walk()
        await settled(house)
        assert visitor.has_seen(ANSWER) == 1
        assert len(model.asked) == 1


async def test_an_update_that_fails_for_ever_is_given_up_with_a_word(
    house: House, telegram: FakeTelegram, visitor: Visitor
) -> None:
    bot = telegram_bot_of(house)
    update = {"update_id": 1, "message": visitor.message() | {"text": QUESTION}}
    incoming = Incoming(bot_id=bot.id, update_id=1, raw=json.dumps(update))
    async with house.database.writing() as work:
        inbox = Archive(work).inbox
        await inbox.accept([incoming], house.clock.now())
        for _ in range(MOST_ATTEMPTS - 1):
            await inbox.take_over(bot.id, house.clock.now(), all_leases=True)
    house.clock.advance(LEASE * 1.5)
    for _ in range(2):
        await house.rounds.walk()
        await settled(house)
    (row,) = await rows_of(house, "inbox")
    assert row["state"] == Receipt.GIVEN_UP
    assert visitor.has_seen(ANSWER) == 0
    assert visitor.has_seen(GIVEN_UP) == 1


async def test_twenty_presses_open_one_question(
    house: House, telegram: FakeTelegram, visitor: Visitor
) -> None:
    await visitor.says(QUESTION)
    await visitor.sees(ANSWER)
    await visitor.presses("请工作人员回答", times=20)
    await until(lambda: len(visitor.bubbles) == 21)
    (question,) = await rows_of(house, "questions")
    assert question["opened_at"] is not None
    opened = [row for row in await rows_of(house, "journal") if row["action"] == OPENED]
    assert [row["object"] for row in opened] == [question["id"]]
    assert visitor.has_seen("已转给工作人员") == 1
    assert visitor.has_seen("已经转给工作人员了") == 19

"""A conversation over long polling, with servers that know less than they should."""

from pathlib import Path

from aiohttp import ClientSession

from bot.app import House
from bot.channels.web_door import WebDoor
from tests.bot.telegram.behaviours import UNKNOWN, refuses, talks_nonsense
from tests.bot.telegram.house import ANSWER, QUESTION, open_house
from tests.bot.telegram.server import FakeTelegram
from tests.bot.telegram.visitor import Visitor, until

STEPS = ("看原文上下文", "相关规定", "请工作人员回答")


async def test_a_question_is_answered_with_its_source(house: House, visitor: Visitor) -> None:
    await visitor.says(QUESTION)
    await visitor.sees("有明确规定", ANSWER, "出处：《", "云岭科协", *STEPS)


async def test_a_button_is_pressed(house: House, telegram: FakeTelegram, visitor: Visitor) -> None:
    await visitor.says(QUESTION)
    await visitor.sees(ANSWER)
    await visitor.presses("看原文")
    await visitor.sees("出处：《", ANSWER, "请工作人员回答")
    assert len(telegram.called("answerCallbackQuery")) == 1


async def test_typing_a_number_presses_its_button(
    house: House, telegram: FakeTelegram, visitor: Visitor
) -> None:
    await visitor.says(QUESTION)
    await visitor.sees(ANSWER)
    await visitor.says("3")
    await visitor.sees("已转给工作人员")
    assert telegram.called("answerCallbackQuery") == []


async def test_the_menu_is_found_by_command_word_and_button(
    house: House, visitor: Visitor
) -> None:
    for opening in ("/start", "/menu", "菜单"):
        await visitor.says(opening)
        await visitor.sees("有政策问题直接打字问我", "有哪些通知")
    await visitor.presses("有哪些通知")
    await visitor.sees("已收录 7 份通知")


async def test_commands_are_registered(house: House, telegram: FakeTelegram) -> None:
    await until(lambda: telegram.commands)
    assert {"command": "menu", "description": "菜单"} in telegram.commands


async def test_a_server_that_knows_little_is_enough(
    telegram: FakeTelegram, visitor: Visitor, tmp_path: Path
) -> None:
    for method in ("setMyCommands", "deleteWebhook", "sendChatAction", "answerCallbackQuery"):
        telegram.always[method] = UNKNOWN
    async with open_house(telegram, tmp_path):
        await visitor.says(QUESTION)
        await visitor.sees(ANSWER)
        await visitor.presses("相关规定")
        await visitor.sees("相关规定", "出处")


async def test_commands_come_after_a_server_has_found_itself(
    telegram: FakeTelegram, visitor: Visitor, tmp_path: Path
) -> None:
    telegram.script("setMyCommands", talks_nonsense, refuses(502, "Bad Gateway"))
    async with open_house(telegram, tmp_path):
        await visitor.says(QUESTION)
        await visitor.sees(ANSWER)
        await until(lambda: telegram.commands)


async def test_nonsense_instead_of_updates_is_survived(
    telegram: FakeTelegram, visitor: Visitor, tmp_path: Path
) -> None:
    telegram.script("getUpdates", talks_nonsense, refuses(502, "Bad Gateway"))
    async with open_house(telegram, tmp_path):
        await visitor.says(QUESTION)
        await visitor.sees(ANSWER)


async def test_one_update_nobody_understands_spoils_no_other(
    house: House, telegram: FakeTelegram, visitor: Visitor
) -> None:
    strange = {"message": {"chat": "not a chat"}}
    future = {"thought_reading": {"id": 1}}
    await telegram.bring(strange, future, {"message": visitor.message() | {"text": QUESTION}})
    await visitor.sees(ANSWER)
    await until(lambda: telegram.waiting == [])


async def test_a_webhook_left_behind_is_removed(
    telegram: FakeTelegram, visitor: Visitor, tmp_path: Path
) -> None:
    telegram.webhook = ("http://127.0.0.1:1/former", "former")
    async with open_house(telegram, tmp_path):
        await until(lambda: telegram.webhook is None)
        await visitor.says(QUESTION)
        await visitor.sees(ANSWER)


async def test_another_webhook_meanwhile_is_removed_too(
    house: House, telegram: FakeTelegram, visitor: Visitor
) -> None:
    conflict = refuses(409, "Conflict: can't use getUpdates method while webhook is active")
    await until(lambda: telegram.called("getUpdates"))
    telegram.script("getUpdates", conflict)
    await visitor.says("菜单")
    await visitor.sees("有政策问题")
    await until(lambda: len(telegram.called("deleteWebhook")) == 2)


async def test_a_wrong_token_leaves_the_house_open_and_shows_in_its_health(
    telegram: FakeTelegram, tmp_path: Path
) -> None:
    async with open_house(telegram, tmp_path, telegram_token="42:WRONG") as house:
        await until(lambda: len(telegram.called("deleteWebhook")) == 2)
        facts = await health(house)
        assert facts["doors"] == {"网页": "正常", "Telegram": "令牌无效"}
        assert facts["ready"] is False


async def test_health_is_well_before_anybody_writes(house: House, telegram: FakeTelegram) -> None:
    await until(lambda: len(telegram.called("getUpdates")) == 2)
    facts = await health(house)
    assert facts["ready"] is True


async def health(house: House) -> dict[str, object]:
    page = next(door for door in house.doors if isinstance(door, WebDoor))
    async with (
        ClientSession() as session,
        session.get(f"http://127.0.0.1:{page.port}/healthz") as response,
    ):
        facts: dict[str, object] = await response.json()
        assert response.status == (200 if facts["ready"] else 503)
        return facts

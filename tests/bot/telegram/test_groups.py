"""In a group everybody reads along: questions are answered, one's own affairs are not."""

import pytest

from bot.app import House
from bot.appointing import appoint
from storage.archive import Archive
from storage.clock import SystemClock
from storage.roles import Role
from tests.bot.telegram.house import ANSWER, QUESTION, settled, telegram_bot_of
from tests.bot.telegram.server import FakeTelegram, Params
from tests.bot.telegram.visitor import Visitor

GROUP = -77


def in_the_group(message: Params) -> Params:
    return message | {"chat": {"id": GROUP, "type": "group", "title": "秘书长群"}}


async def be_secretary(house: House, visitor: Visitor) -> None:
    now = SystemClock().now()
    async with house.database.writing() as work:
        archive = Archive(work)
        bot = telegram_bot_of(house)
        person = await archive.people.welcome(bot.id, visitor.account, "何清和", now)
        await appoint(archive, person, Role.SECRETARY, "云岭省材料学会", now)


async def told(house: House, telegram: FakeTelegram) -> str:
    await settled(house)
    return "\n".join(bubble.text for bubble in telegram.in_chat(GROUP))


@pytest.mark.parametrize("word", ["我是谁", "名册", "发邀请", "我的数据", "123456"])
async def test_ones_own_affairs_are_not_told(
    word: str, house: House, telegram: FakeTelegram, visitor: Visitor
) -> None:
    await be_secretary(house, visitor)
    await telegram.bring({"message": in_the_group(visitor.message()) | {"text": word}})
    await visitor.says("菜单")
    await visitor.sees("学会秘书")
    said = await told(house, telegram)
    assert said
    assert "何清和" not in said and "名册 ·" not in said and "邀请码" not in said


async def test_a_press_in_a_group_leads_to_a_private_chat(
    house: House, telegram: FakeTelegram, visitor: Visitor
) -> None:
    await be_secretary(house, visitor)
    await visitor.says("菜单")
    menu = await visitor.sees("学会信息")
    press = visitor.press(menu, "go:society::0")
    press["callback_query"]["message"] = in_the_group(press["callback_query"]["message"])
    await telegram.bring(press)
    await visitor.says("谢谢")
    await visitor.sees("不客气")
    assert "和我单独聊" in await told(house, telegram)


async def test_questions_are_answered_there(
    house: House, telegram: FakeTelegram, visitor: Visitor
) -> None:
    await telegram.bring({"message": in_the_group(visitor.message()) | {"text": QUESTION}})
    await visitor.says("谢谢")
    await visitor.sees("不客气")
    assert ANSWER in await told(house, telegram)

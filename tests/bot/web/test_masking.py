"""No whole identity or mobile number is shown or kept, whatever people type, send or press."""

import sqlite3
from pathlib import Path

from aiogram.methods import SendMessage
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.app import House
from handlers.ask.service import checked
from tests.bot.web.conftest import Visitor, heard
from tests.forms.numbers import identity

MOBILE = "13800001234"
IDENTITY = identity("41010119900101002")


def dump(folder: Path) -> str:
    """Every cell of every table, also what stands in the write-ahead log."""
    database = sqlite3.connect(folder / "xuehui.db")
    tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master")]
    rows = "\n".join(database.iterdump())
    database.close()
    assert len(tables) > 20
    return rows


async def test_what_somebody_types_is_kept_without_numbers(visitor: Visitor, house: House) -> None:
    await visitor.hello()
    await visitor.says(f"我的手机是 {MOBILE}，身份证 {IDENTITY}，年检什么时候交？")
    await visitor.says("我问过的问题")
    shown = "\n".join(message["html"] for message in await visitor.history())
    assert shown.count(f"手机是 ••••{MOBILE[-4:]}") == 2, "in the bubble and in the list"
    assert f"身份证 ••••{IDENTITY[-4:]}" in shown
    kept = dump(house.settings.data)
    assert "年检什么时候交" in kept
    for number in (MOBILE, IDENTITY):
        assert number not in kept


async def test_a_room_gets_what_was_typed(visitor: Visitor) -> None:
    await visitor.hello()
    await visitor.says(f"/start {MOBILE}")
    assert (await visitor.history())[-1]["html"] == f"您带来的是 {MOBILE}"


async def test_names_of_files_are_masked(visitor: Visitor, house: House) -> None:
    await visitor.hello()
    await visitor.uploads(f"身份证{IDENTITY}.pdf", b"%PDF")
    *_, sent, answer = await visitor.history()
    assert sent["files"][0]["name"] == f"身份证••••{IDENTITY[-4:]}.pdf"
    assert answer["html"].startswith("收到 身份证••••")
    assert IDENTITY not in dump(house.settings.data)


async def test_the_echo_of_a_press_is_masked(visitor: Visitor, house: House) -> None:
    await visitor.hello()
    account = house.doors[0].bot, 1
    button = InlineKeyboardButton(text=f"1. 打给 {MOBILE}", callback_data="call")
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[button]])
    sent = await account[0](SendMessage(chat_id=1, text="电话", reply_markup=keyboard))
    await visitor.presses(sent.message_id, "call")
    echo = [each for each in await visitor.history() if each["mine"]][-1]
    assert echo["html"] == f"1. 打给 ••••{MOBILE[-4:]}"


async def test_a_message_is_taken_back_on_open_pages(visitor: Visitor) -> None:
    await visitor.hello()
    async with visitor.line() as socket:
        await visitor.says("密码是 8848")
        said = await heard(socket, "message")
        while not said["message"]["mine"]:
            said = await heard(socket, "message")
        assert (await heard(socket, "delete"))["id"] == said["message"]["id"]
    assert [each["html"] for each in await visitor.history()][-1] == "记下了，您刚才发的已经撤回。"
    assert all(not each["mine"] for each in await visitor.history())


def test_a_question_is_searched_and_kept_without_numbers() -> None:
    assert checked(f" {IDENTITY} 能年检吗 ") == f"••••{IDENTITY[-4:]} 能年检吗"

"""What the house says, every door can say: found by playing all dialogues, then door by door."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import SendPhoto, TelegramMethod
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.channels.sockets import Sockets
from bot.channels.web_session import WebSession
from bot.rehearsal.telegram import StrictTelegram
from storage.archive import Archive
from storage.clock import SystemClock
from storage.engine import Database
from storage.schema import migrate
from tests.stagehands import DIALOGUES, leave_settings_behind, played

Method = type[TelegramMethod[Any]]
TEXT = "<b>年检</b> &amp; <i>换届</i>"
SHOWN = "<b>年检</b> &amp; <i>换届</i>"
KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[
        [InlineKeyboardButton(text="1. 看原文", callback_data="open")],
        [InlineKeyboardButton(text="网站", url="https://example.org/")],
    ]
)
BUTTONS = [
    [{"text": "1. 看原文", "data": "open"}],
    [{"text": "网站", "url": "https://example.org/"}],
]


@dataclass(kw_only=True, eq=False)
class Page:
    """A page that is open: keeps the frames it is pushed."""

    frames: list[dict[str, Any]] = field(default_factory=list)

    async def send_json(self, frame: dict[str, Any]) -> None:
        self.frames.append(frame)


@dataclass(kw_only=True)
class Door:
    """The web door's bot over a real database, and an open page of one account."""

    bot: Bot
    session: WebSession
    database: Database
    account: int
    page: Page

    async def stored(self, identity: int) -> Any:
        async with self.database.reading() as work:
            return await Archive(work).web_messages.get(self.account, identity)


@pytest.fixture(autouse=True)
def only_these_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    leave_settings_behind(monkeypatch, tmp_path)


@pytest.fixture
async def door(tmp_path: Path) -> AsyncIterator[Door]:
    url, sockets, page = f"sqlite:///{tmp_path / 'web.db'}", Sockets(), Page()
    await migrate(url)
    database = Database(url)
    async with database.writing() as work:
        account = await Archive(work).web_messages.open_account(SystemClock().now())
    sockets.add(account, page)  # type: ignore[arg-type]
    session = WebSession(database, sockets, SystemClock())
    bot = Bot("1:web", session=session, default=None)
    yield Door(bot=bot, session=session, database=database, account=account, page=page)
    await database.close()


@pytest.mark.asyncio(loop_scope="session")
async def test_whatever_the_house_said_every_door_translates(tmp_path: Path) -> None:
    said: set[Method] = set()
    for path in DIALOGUES:
        said |= (await played(path)).methods
    assert len(said) > 1
    web = WebSession(Database(f"sqlite:///{tmp_path / 'none.db'}"), Sockets(), SystemClock())
    assert said - web.translations.keys() == set()
    assert said - StrictTelegram().translations.keys() == set()


def test_the_doors_translate_the_same(tmp_path: Path) -> None:
    """A room that is tried on one door works on the other; only a page is asked who it is."""
    web = WebSession(Database(f"sqlite:///{tmp_path / 'none.db'}"), Sockets(), SystemClock())
    only_web = web.translations.keys() - StrictTelegram().translations.keys()
    assert {method.__name__ for method in only_web} == {"GetMe"}
    assert StrictTelegram().translations.keys() - web.translations.keys() == set()


async def test_a_message_is_sent_edited_and_deleted(door: Door) -> None:
    bot, account = door.bot, door.account
    sent = await bot.send_message(account, TEXT, parse_mode="HTML", reply_markup=KEYBOARD)
    row = await door.stored(sent.message_id)
    assert (row.html, row.buttons, row.mine) == (SHOWN, BUTTONS, False)
    edited = await bot.edit_message_text(
        "改好了 <b>", chat_id=account, message_id=sent.message_id, parse_mode=None
    )
    row = await door.stored(sent.message_id)
    assert (row.html, row.buttons) == ("改好了 &lt;b&gt;", [])
    assert not isinstance(edited, bool) and edited.message_id == sent.message_id
    await bot.edit_message_reply_markup(
        chat_id=account, message_id=sent.message_id, reply_markup=KEYBOARD
    )
    row = await door.stored(sent.message_id)
    assert (row.html, row.buttons) == ("改好了 &lt;b&gt;", BUTTONS)
    assert await bot.delete_message(account, sent.message_id)
    assert await door.stored(sent.message_id) is None
    kinds = [frame["type"] for frame in door.page.frames]
    assert kinds == ["message", "edit", "edit", "delete"]


async def test_signs_of_life_reach_the_page_and_are_not_kept(door: Door) -> None:
    bot, account = door.bot, door.account
    assert await bot.send_chat_action(account, "typing")
    assert await bot.send_message_draft(
        chat_id=account, draft_id=7, text="正在写 <b>", parse_mode=None
    )
    assert await bot.answer_callback_query("press")
    assert (await bot.get_me()).is_bot
    assert door.page.frames == [
        {"type": "typing"},
        {"type": "draft", "draft_id": 7, "html": "正在写 &lt;b&gt;"},
    ]
    async with door.database.reading() as work:
        assert await Archive(work).web_messages.before(account, None, 10) == []


async def test_what_is_not_there_cannot_be_changed(door: Door) -> None:
    for refused in (
        door.bot.edit_message_text("x", chat_id=door.account, message_id=999),
        door.bot.edit_message_reply_markup(chat_id=door.account, message_id=999),
        door.bot.delete_message(door.account, 999),
    ):
        with pytest.raises(TelegramBadRequest):
            await refused
    assert door.page.frames == []


async def test_what_a_door_does_not_translate_is_refused_not_lost(door: Door) -> None:
    with pytest.raises(TelegramBadRequest, match="not translated"):
        await door.bot(SendPhoto(chat_id=door.account, photo="https://example.org/a.png"))

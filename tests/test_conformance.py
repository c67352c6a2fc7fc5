"""What the house says, every door can say: found by playing all dialogues, then door by door."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import SendVoice, TelegramMethod
from aiogram.types import Document, InlineKeyboardButton, InlineKeyboardMarkup, Message, PhotoSize

from bot.channels.kept import KeptFiles
from bot.channels.sockets import Sockets
from bot.channels.web_frames import bubble
from bot.channels.web_session import WebSession
from bot.rehearsal.telegram import StrictTelegram
from handlers.attachments import FileGone, content_of
from storage.archive import Archive
from storage.clock import SystemClock
from storage.encryption import Key, Vault
from storage.engine import Database
from storage.files import File, Shelf
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
    """A door's bot over a real database; at the web door with an open page of one account."""

    bot: Bot
    telegram: Bot
    database: Database
    shelf: Shelf
    account: int
    page: Page

    async def keep(self, name: str, content: bytes) -> File:
        self.shelf.put(content)
        async with self.database.writing() as work:
            archive, now = Archive(work), SystemClock().now()
            owner = await archive.people.welcome(1, self.account, "访客", now)
            return await archive.files.add(owner.id, name, content, now, None)

    async def stored(self, identity: int) -> Any:
        async with self.database.reading() as work:
            return await Archive(work).web_messages.get(self.account, identity)


def shelf_in(folder: Path) -> Shelf:
    return Shelf(folder=folder / "files", vault=Vault([Key(id="k", secret=b"k" * 32)]))


def all_doors(folder: Path) -> tuple[WebSession, StrictTelegram]:
    database, shelf = Database(f"sqlite:///{folder / 'none.db'}"), shelf_in(folder)
    strict = StrictTelegram(KeptFiles(database=database, shelf=shelf))
    return WebSession(database, Sockets(), SystemClock(), shelf), strict


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
    shelf = shelf_in(tmp_path)
    bot = Bot("1:web", session=WebSession(database, sockets, SystemClock(), shelf), default=None)
    strict = StrictTelegram(KeptFiles(database=database, shelf=shelf))
    telegram = Bot("2:rehearsal", session=strict, default=None)
    yield Door(
        bot=bot, telegram=telegram, database=database, shelf=shelf, account=account, page=page
    )
    await database.close()


@pytest.mark.parametrize("path", DIALOGUES, ids=lambda path: str(path.stem))
@pytest.mark.asyncio(loop_scope="session")
async def test_whatever_the_house_said_every_door_translates(path: Path, tmp_path: Path) -> None:
    said: set[Method] = (await played(path)).methods
    assert said
    for session in all_doors(tmp_path):
        assert said - session.translations.keys() == set()


@pytest.mark.asyncio(loop_scope="session")
async def test_more_than_one_thing_was_said() -> None:
    assert len(set[Method]().union(*[(await played(path)).methods for path in DIALOGUES])) > 1


def test_the_doors_translate_the_same(tmp_path: Path) -> None:
    """A room that is tried on one door works on the other."""
    web, telegram = all_doors(tmp_path)
    assert web.translations.keys() == telegram.translations.keys()


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
        await door.bot(SendVoice(chat_id=door.account, voice="https://example.org/a.ogg"))


async def test_a_picture_is_shown_and_a_document_is_a_chip(door: Door) -> None:
    file = await door.keep("会员证.png", b"\x89PNG")
    url, account = f"/api/files/{file.id}", door.account
    sent = await door.bot.send_photo(
        account, f"shelf:{file.id}", caption=TEXT, parse_mode="HTML", reply_markup=KEYBOARD
    )
    shown = bubble(await door.stored(sent.message_id))
    assert (shown["picture"], shown["html"], shown["files"]) == (url, SHOWN, [])
    assert shown["buttons"] == BUTTONS
    sent = await door.bot.send_document(account, f"shelf:{file.id}")
    shown = bubble(await door.stored(sent.message_id))
    assert (shown["picture"], shown["html"]) == (None, "")
    assert shown["files"] == [{"name": "会员证.png", "size": 4, "url": url}]
    assert [each["message"]["picture"] for each in door.page.frames] == [url, None]


@pytest.mark.parametrize("which", ["bot", "telegram"])
async def test_files_that_are_not_there_are_refused(which: str, door: Door) -> None:
    bot: Bot = getattr(door, which)
    for name in ("shelf:nothing", "https://example.org/a.png", ""):
        for send in (bot.send_photo, bot.send_document):
            with pytest.raises(TelegramBadRequest):
                await send(door.account, name)
    with pytest.raises(TelegramBadRequest):
        await bot.get_file("nothing")
    assert door.page.frames == []


async def test_telegram_refuses_a_long_caption_and_lost_contents(door: Door) -> None:
    file = await door.keep("a.pdf", b"%PDF")
    name = f"shelf:{file.id}"
    await door.telegram.send_document(5, name, caption="长" * 1024)
    with pytest.raises(TelegramBadRequest, match="caption is too long"):
        await door.telegram.send_document(5, name, caption="长" * 1025)
    (door.shelf.folder / file.digest).unlink()
    with pytest.raises(TelegramBadRequest, match="not here any more"):
        await door.telegram.send_document(5, name)


async def test_what_was_sent_is_read_through_its_door(door: Door, tmp_path: Path) -> None:
    content = bytes(range(256)) * 1000
    (tmp_path / "roster.xlsx").write_bytes(content)
    kept = await door.keep("名册.xlsx", content)
    for bot, identity in (
        (door.bot, kept.id),
        (door.telegram, str(tmp_path / "roster.xlsx")),
    ):
        document = Document(
            file_id=identity, file_unique_id="1", file_name="../名册13800001234.xlsx"
        )
        assert await content_of(message(bot, document=document)) == ("名册••••1234.xlsx", content)
        small = PhotoSize(file_id="nothing", file_unique_id="2", width=90, height=90)
        large = PhotoSize(file_id=identity, file_unique_id="3", width=900, height=900)
        assert await content_of(message(bot, photo=[small, large])) == ("图片.jpg", content)
        with pytest.raises(FileGone):
            await content_of(message(bot, photo=[small]))
        with pytest.raises(FileGone):
            await content_of(message(bot, text="什么也没有"))
    (door.shelf.folder / kept.digest).unlink()
    document = Document(file_id=kept.id, file_unique_id="1", file_name="a")
    with pytest.raises(FileGone):
        await content_of(message(door.bot, document=document))


def message(bot: Bot, **content: Any) -> Message:
    facts = {"message_id": 1, "date": 0, "chat": {"id": 5, "type": "private"}, **content}
    return Message.model_validate(facts, context={"bot": bot})

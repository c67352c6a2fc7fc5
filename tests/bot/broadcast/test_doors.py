"""Files go up once, the page of a web visitor hears at once, and two couriers share the work."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from sqlalchemy import update

from bench.crowd import FIRST, announce, gather
from bench.send_off import Order, send_off, telegram_bot
from bot.channels.kept import KeptFiles
from bot.channels.sockets import Sockets
from bot.channels.web_session import WEB_BOT_ID, WebSession
from bot.fsm import private_key
from handlers.announced import Content, Piece
from handlers.telling import STATE
from storage.archive import Archive
from storage.choices import Choice
from storage.encryption import LOCKED, Vault
from storage.files import Shelf
from storage.keys import fresh_key
from storage.tables import addresses
from tests.bot.broadcast.town import Town


async def kept(town: Town, shelf: Shelf) -> str:
    """A file on the shelf; its id."""
    async with town.database.writing() as work:
        archive, now = Archive(work), town.clock.now()
        person = await archive.people.add("何主任", now)
        shelf.put(b"%PDF-1.4")
        return (await archive.files.add(person, "通知.pdf", b"%PDF-1.4", now, None)).id


async def test_a_file_is_uploaded_once(town: Town, tmp_path: Path) -> None:
    shelf = Shelf(folder=tmp_path / "files", vault=Vault([fresh_key()]))
    piece = Piece(file_id=await kept(town, shelf), name="通知.pdf")
    identity = await town.announce(30, Content(text="见附件", pieces=(piece,)))
    order = Order(database=town.database.url, api=town.address)
    files = KeptFiles(database=town.database, shelf=shelf)
    courier = send_off(order, clock=town.clock, bot=telegram_bot(order, town.clock, files))
    town.couriers.append(courier)
    await town.run(courier)
    assert town.got("sendDocument") == {FIRST + n: 1 for n in range(30)}
    assert town.api.uploads == 1
    assert await town.states(identity, part=1) == {"sent": 30}
    for n in range(30):
        its = [method for _, method, chat, _ in town.api.sent if chat == FIRST + n]
        assert its == ["sendMessage", "sendDocument"]


async def test_two_couriers_at_one_queue(town: Town) -> None:
    if town.database.is_sqlite:
        pytest.skip("one process on SQLite")
    identity = await town.announce(300)
    couriers = [town.courier() for _ in range(2)]
    for _ in range(3):
        await asyncio.gather(*(each.once() for each in couriers))
    assert town.got() == {FIRST + n: 1 for n in range(300)}
    assert await town.states(identity) == {"sent": 300}


class Page:
    """An open page: what it was told."""

    def __init__(self) -> None:
        self.frames: list[dict[str, Any]] = []

    async def send_json(self, frame: dict[str, Any]) -> None:
        self.frames.append(frame)


async def test_on_the_page_it_is_there_at_once_or_at_the_next_visit(
    town: Town, tmp_path: Path
) -> None:
    now = town.clock.now()
    await gather(town.database, 2, now, bot_id=WEB_BOT_ID)
    accounts = []
    async with town.database.writing() as work:
        for n in range(2):
            account = await Archive(work).web_messages.open_account(now)
            accounts.append(account)
            await work.run(
                update(addresses).where(addresses.c.account == FIRST + n).values(account=account)
            )
    identity = await announce(town.database, 2, now, Content(text="<b>年检</b>", confirm=True))
    sockets, page = Sockets(), Page()
    sockets.add(accounts[0], page)  # type: ignore[arg-type]
    session = WebSession(town.database, sockets, town.clock, Shelf(folder=tmp_path, vault=LOCKED))
    bot = Bot(
        f"{WEB_BOT_ID}:web", session=session, default=DefaultBotProperties(parse_mode="HTML")
    )
    order = Order(database=town.database.url, api=town.address)
    courier = send_off(order, clock=town.clock, bot=bot)
    town.couriers.append(courier)
    await town.run(courier)
    assert await town.states(identity) == {"sent": 2}
    (frame,) = page.frames
    assert frame["type"] == "message"
    assert "年检" in json.dumps(frame, ensure_ascii=False)
    async with town.database.reading() as work:
        shown = [await Archive(work).web_messages.after(each, 0) for each in accounts]
    assert [[message.html for message in each] for each in shown] == [["<b>年检</b>"]] * 2
    await town.correct(identity, "改了")
    await town.run(courier)
    assert page.frames[-1]["type"] == "edit"


async def test_its_buttons_may_be_typed_but_no_number_is_taken_over(town: Town) -> None:
    identity = await town.announce(2, Content(text="选一个", choices=("甲", "乙")))
    async with town.database.writing() as work:
        archive = Archive(work)
        await archive.states.keep_state(private_key(7, FIRST), f"{STATE}filing")
        for n in range(2):
            await archive.choices.offer(7, FIRST + n, [Choice(label="1. 是", data="x")])
    courier = town.courier()
    await town.run(courier)
    assert await labels(town) == [["1. 是", "甲", "乙"], ["1. 甲", "2. 乙", "1. 是"]]
    await town.correct(identity, "换一个")
    await town.run(courier)
    assert await labels(town) == [["1. 是", "已阅"], ["1. 已阅", "1. 是"]]


async def labels(town: Town) -> list[list[str]]:
    """What may be typed in the first two chats."""
    async with town.database.reading() as work:
        choices = Archive(work).choices
        offered = [await choices.offered(7, FIRST + n) for n in range(2)]
    return [[each.label for each in some] for some in offered]

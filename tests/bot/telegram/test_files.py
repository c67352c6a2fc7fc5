"""Files through the real Telegram session: uploaded from the shelf, downloaded when sent."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiogram.methods import SendDocument

from bot.app import House
from bot.courier import post
from bot.links import DoorLinks
from handlers.attachments import LARGEST
from handlers.errors import SENTENCES, FileGone, FileTooLarge
from handlers.telling import SHELF
from storage.archive import Archive
from storage.deliveries import DeliveryState
from tests.bot.paper_room import PICTURE, paper_room
from tests.bot.telegram.behaviours import refuses
from tests.bot.telegram.house import open_house, settled, telegram_bot_of
from tests.bot.telegram.rows import rows_of
from tests.bot.telegram.server import FakeTelegram
from tests.bot.telegram.visitor import Visitor
from tests.effort import beating, slowness


@pytest.fixture
async def house(telegram: FakeTelegram, tmp_path: Path) -> AsyncIterator[House]:
    with paper_room():
        async with open_house(telegram, tmp_path / "data") as house:
            yield house


def document(**facts: object) -> dict[str, object]:
    return {"file_id": "f1", "file_unique_id": "u1", "file_name": "名册.xlsx", **facts}


async def test_a_picture_and_a_document_arrive_with_their_content(
    house: House, telegram: FakeTelegram, visitor: Visitor
) -> None:
    await visitor.says("要图片")
    assert (await visitor.sees("电子会员证")).file == ("会员证.png", PICTURE)
    await visitor.says("要文件")
    assert (await visitor.sees("共 12 人")).file == ("会员名册.xlsx", b"PK" * 2000)
    await settled(house)
    states = {row["state"] for row in await rows_of(house, "deliveries")}
    assert states == {DeliveryState.SENT}


async def test_a_file_that_is_gone_fails_and_the_person_is_told(
    house: House, telegram: FakeTelegram, visitor: Visitor
) -> None:
    await visitor.says("要旧文件")
    await visitor.sees("有一个文件没有发出来")
    await settled(house)
    (row,) = await rows_of(house, "deliveries")
    assert (row["state"], row["reason"]) == (DeliveryState.FAILED, "file not sent")
    assert telegram.called("sendDocument") == []


async def test_a_file_left_in_the_outbox_goes_out_after_the_start(
    house: House, telegram: FakeTelegram, visitor: Visitor
) -> None:
    bot, now = telegram_bot_of(house), house.clock.now()
    house.shelf.put(b"left")
    async with house.database.writing() as work:
        archive = Archive(work)
        owner = await archive.people.welcome(bot.id, visitor.account, "王", now)
        file = await archive.files.add(owner.id, "a.txt", b"left", now, None)
        method = SendDocument(chat_id=visitor.account, document=f"{SHELF}{file.id}")
        await post(archive, bot, method, now)
    await house.courier.send_due(bot)
    assert (await visitor.sees("")).file == ("a.txt", b"left")


async def test_what_somebody_sends_is_downloaded(
    house: House, telegram: FakeTelegram, visitor: Visitor
) -> None:
    telegram.files["f1"] = b"\xca\xfe\xba\xbe" * 200_000
    await visitor.sends(document=document(file_size=800_000))
    await visitor.sees("收到 名册.xlsx，800000 字节，以 cafebabe")
    sizes = [{"file_id": "f1", "file_unique_id": "u1", "width": 9, "height": 9}]
    await visitor.sends(photo=sizes)
    await visitor.sees("收到 图片.jpg，800000 字节")


@pytest.mark.parametrize("lost", ["the file", "the content"])
async def test_a_file_telegram_does_not_give_is_asked_for_again(
    lost: str, house: House, telegram: FakeTelegram, visitor: Visitor
) -> None:
    if lost == "the content":
        telegram.files["f1"] = b""
        telegram.script("getFile", _forgets(telegram))
    await visitor.sends(document=document())
    await visitor.sees(SENTENCES[FileGone])


def _forgets(telegram: FakeTelegram):  # type: ignore[no-untyped-def]
    async def answer(_request, as_usual):  # type: ignore[no-untyped-def]
        response = await as_usual()
        telegram.files.clear()
        return response

    return answer


async def test_a_file_too_large_is_not_even_asked_for(
    house: House, telegram: FakeTelegram, visitor: Visitor
) -> None:
    await visitor.sends(document=document(file_size=LARGEST + 1))
    await visitor.sees(SENTENCES[FileTooLarge])
    assert telegram.called("getFile") == []


async def test_a_message_is_taken_back_and_a_refusal_is_harmless(
    house: House, telegram: FakeTelegram, visitor: Visitor
) -> None:
    await visitor.says("密码是 8848")
    await visitor.sees("已经撤回")
    assert len(telegram.deleted) == 1
    telegram.script("deleteMessage", refuses(400, "Bad Request: message can't be deleted"))
    await visitor.says("密码是 8849")
    await visitor.sees("已经撤回")
    assert len(telegram.deleted) == 1


async def test_links_know_the_bot_and_its_payload_comes_in(
    house: House, telegram: FakeTelegram, visitor: Visitor
) -> None:
    links = DoorLinks(page_url="https://chat.example.org", doors=house.doors)
    telegram.script("getMe", refuses(500, "Internal Server Error"))
    assert await links.telegram("abc") is None
    assert await links.telegram("abc") is None  # and is not asked again at once
    assert len(telegram.called("getMe")) == 1
    links = DoorLinks(page_url="https://chat.example.org", doors=house.doors)
    assert await links.page("a-b_1") == "https://chat.example.org/?start=a-b_1"
    for _ in range(2):
        assert await links.telegram("abc") == "https://t.me/xuehui_bot?start=abc"
    assert len(telegram.called("getMe")) == 2
    await visitor.says("/start abc")
    await visitor.sees("您带来的是 abc")


async def test_large_files_leave_the_loop_free(house: House, visitor: Visitor) -> None:
    """Sealing and opening 20 MB: nobody else waits longer than a blink."""
    content = b"\0" * LARGEST
    async with beating(0.001) as beat:
        digest = await asyncio.to_thread(house.shelf.put, content)
        assert len(await asyncio.to_thread(house.shelf.take, digest)) == LARGEST
    assert beat.longest < 0.25 * slowness()

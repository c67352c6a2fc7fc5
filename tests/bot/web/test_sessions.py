"""Who is where: devices and last visits, ended sessions, and coming in by a link."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest
from aiohttp import WSMsgType

from bot.app import House
from bot.channels.sockets import ENDED_CODE
from bot.channels.web_door import WATCH_SECONDS, WebDoor
from bot.rehearsal.clock import MovedClock
from storage.archive import Archive
from storage.engine import Database
from storage.web import WebSession
from tests.bot.web.conftest import Visitor, heard
from tests.effort import PATIENCE_SECONDS

PHONE = (
    "Mozilla/5.0 (Linux; Android 13; V2158A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/116.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.42.2460(0x28002A3B) WeChat/arm64"
)
GREETING = "有政策问题直接打字问我"


async def session_of(house: House, account: int = 1) -> WebSession:
    async with house.database.reading() as work:
        (found,) = await Archive(work).web_messages.sessions([account])
    return found


async def end_elsewhere(house: House, account: int = 1) -> None:
    """As another process of the same installation would."""
    other = Database(house.settings.database)
    async with other.writing() as work:
        await Archive(work).web_messages.close_account(account, house.clock.now())
    await other.close()


async def test_a_visit_is_noted_once_in_ten_minutes(
    visitor: Visitor, house: House, clock: MovedClock
) -> None:
    await visitor.hello(**{"User-Agent": PHONE})
    first = await session_of(house)
    assert first.device == "微信 · 安卓手机"
    assert first.seen_at is not None
    clock.advance(timedelta(minutes=9))
    await visitor.hello()
    assert await session_of(house) == first
    clock.advance(timedelta(minutes=2))
    await visitor.hello(**{"User-Agent": ""})
    later = await session_of(house)
    assert later.seen_at is not None
    assert later.seen_at - first.seen_at > timedelta(minutes=10)
    assert later.device == "其他设备"


async def test_an_ended_session_is_over_within_a_second(
    visitor: Visitor, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the first look that begins after the end; the looks are less than a second apart."""
    looks: list[str] = []
    look, end = WebDoor.end_closed, WebDoor.end

    async def looked(door: WebDoor) -> None:
        looks.append("begun")
        await look(door)

    async def ended(door: WebDoor, account: int) -> None:
        looks.append("ended")
        await end(door, account)

    monkeypatch.setattr(WebDoor, "end_closed", looked)
    monkeypatch.setattr(WebDoor, "end", ended)
    await visitor.hello()
    async with visitor.line() as socket:
        await heard(socket, "message")
        await end_elsewhere(house)
        looks.clear()
        assert "已经退出" in (await heard(socket, "notice"))["text"]
        assert (await socket.receive(timeout=PATIENCE_SECONDS)).type is WSMsgType.CLOSE
        assert WATCH_SECONDS < 1
        assert looks[: looks.index("ended")].count("begun") <= 1
        assert socket.close_code == ENDED_CODE


async def test_what_is_said_after_the_end_is_not_heard(visitor: Visitor, house: House) -> None:
    await visitor.hello()
    async with visitor.line(10**9) as socket:
        await end_elsewhere(house)
        await socket.send_json({"type": "say", "client_id": "1", "text": "还在吗"})
        assert (await socket.receive_json())["type"] == "notice"
        assert (await socket.receive(timeout=PATIENCE_SECONDS)).type is WSMsgType.CLOSE
    async with house.database.reading() as work:
        kept = await Archive(work).web_messages.before(1, None, 10)
    assert [each for each in kept if each.mine] == []


async def test_a_closed_account_is_a_stranger(visitor: Visitor, house: House) -> None:
    await visitor.hello()
    await visitor.says("要图片")
    picture = (await visitor.history())[-1]["picture"]
    await end_elsewhere(house)
    for path in ("/api/history", "/api/socket?after=0"):
        async with visitor.web.get(
            f"{visitor.url}{path}", headers={"Origin": visitor.url}
        ) as response:
            assert response.status == 401
    assert await visitor.status(picture) == 404
    assert (await visitor.starts({"payload": "abc"}))[0] == 401
    await visitor.hello()
    (greeting,) = await visitor.history()
    assert GREETING in greeting["html"]
    assert (await session_of(house, 2)).account == 2
    assert await visitor.status(picture) == 404


async def test_a_room_ends_the_session_it_serves(visitor: Visitor) -> None:
    await visitor.hello()
    async with visitor.line(10**9) as socket:
        await socket.send_json({"type": "say", "client_id": "1", "text": "退出"})
        await heard(socket, "notice")
        assert (await socket.receive(timeout=PATIENCE_SECONDS)).type is WSMsgType.CLOSE


async def test_others_stay_connected(
    visitor: Visitor, visitors: Callable[[], Visitor], house: House
) -> None:
    other = visitors()
    await visitor.hello()
    await other.hello()
    async with visitor.line() as mine, other.line() as theirs:
        await end_elsewhere(house)
        await heard(mine, "notice")
        await theirs.send_json({"type": "ping"})
        await heard(theirs, "pong")
        await asyncio.sleep(0.8)
        assert not theirs.closed


async def test_a_link_takes_the_greetings_place(visitor: Visitor) -> None:
    await visitor.hello("?link=1")
    for _ in range(2):
        assert await visitor.starts({"payload": "a-B_9", "client_id": "1"}) == (204, "")
    (answer,) = await visitor.history()
    assert answer["html"] == "您带来的是 a-B_9"
    assert not answer["mine"]


@pytest.mark.parametrize(
    "body", [{}, [], {"payload": ""}, {"payload": "a b"}, {"payload": "x" * 65}, {"payload": "名"}]
)
async def test_a_link_that_is_no_link_is_refused_in_chinese(
    body: object, visitor: Visitor
) -> None:
    await visitor.hello("?link=1")
    status, sentence = await visitor.starts(body)
    assert status == 400
    assert "链接" in sentence
    assert await visitor.history() == []


async def test_only_our_own_page_follows_links(visitor: Visitor) -> None:
    await visitor.hello("?link=1")
    assert (await visitor.starts({"payload": "abc"}, "https://evil.example"))[0] == 403
    assert await visitor.history() == []


async def test_the_page_offers_the_commands_of_every_door(visitor: Visitor) -> None:
    await visitor.hello()
    commands = (await visitor.hello())["commands"]
    words = ["菜单", "帮助", "办理申报", "我的申报", "我是谁", "有哪些通知", "我问过的问题"]
    assert [each["text"] for each in commands] == words

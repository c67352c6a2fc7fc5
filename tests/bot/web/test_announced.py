"""Announcements on the web door: links that are counted, and the page of their progress."""

import re
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from aiohttp import ClientSession
from pydantic import HttpUrl
from sqlalchemy import func, select

from bot.app import House, build_house
from bot.channels.web_door import WebDoor
from bot.hall import configured_doors
from bot.rehearsal.clock import MovedClock
from bot.settings import Settings
from handlers.announced import FIRST_LINK, Content
from handlers.tracked import LinkForged, Tracking
from knowledge.library import Library
from storage.archive import Archive
from storage.broadcasts import BroadcastState
from storage.encryption import Vault
from storage.keys import fresh_key
from storage.people import Role
from storage.recipients import Recipient
from storage.tables import web_accounts
from storage.web import WEB_BOT_ID
from tests.bot.web.conftest import Visitor
from tests.stagehands import leave_settings_behind
from tests.storage.announcements import Fate, Sent, send

PUBLIC = "https://chat.example.org"
TARGET = "https://example.org/annual?year=2026&x=<b>"
LINKS = ((TARGET, "看议程"), ("https://example.org/2", "看地图"))
CONTENT = Content(text="年会定在十月", links=LINKS)
Come = Callable[[], Visitor]


@pytest.fixture
async def house(
    tmp_path: Path, clock: MovedClock, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[House]:
    """Its page has a public address."""
    leave_settings_behind(monkeypatch, tmp_path)
    settings = Settings(data=tmp_path / "data", web_port=0, web_url=HttpUrl(PUBLIC))
    library = Library(vectors=None, embedder=None)
    house = build_house(settings, library, hang=configured_doors, clock=clock)
    try:
        await house.open()
        yield house
    finally:
        await house.close()


async def announced(house: House, state: BroadcastState = BroadcastState.DONE) -> Sent:
    async with house.database.writing() as work:
        return await send(Archive(work), [Fate(many=2)], state=state, content=CONTENT.as_dict())


async def recipient(house: House, sent: Sent, n: int = 0) -> Recipient:
    async with house.database.reading() as work:
        found = await Archive(work).recipients.get(sent.id, sent.people[n])
    assert found
    return found


def port(house: House) -> str:
    (door,) = house.doors
    assert isinstance(door, WebDoor)
    return f"http://127.0.0.1:{door.port}"


async def opened(house: House, path: str, method: str = "GET") -> tuple[int, str, str]:
    """Status, where it leads, and what it says; redirections are not followed."""
    async with (
        ClientSession() as web,
        web.request(method, f"{port(house)}{path}", allow_redirects=False) as response,
    ):
        return response.status, response.headers.get("Location", ""), await response.text()


async def links_of(house: House, sent: Sent, n: int = 0) -> dict[int, str]:
    async with house.database.reading() as work:
        broadcast = await Archive(work).broadcasts.get(sent.id)
    assert broadcast
    found = await recipient(house, sent, n)
    content = Content.of(broadcast.content)
    return dict(house.services.tracking.links(sent.id, found.id, content))


async def test_a_click_is_noted_once_and_leads_to_what_was_announced(house: House) -> None:
    sent = await announced(house)
    links = await links_of(house, sent)
    assert list(links) == [FIRST_LINK, FIRST_LINK + 1]
    assert all(re.fullmatch(rf"{PUBLIC}/r/[\w-]{{20,50}}", each) for each in links.values())
    path = links[FIRST_LINK].removeprefix(PUBLIC)
    status, target, said = await opened(house, path, "HEAD")
    assert status == 405 and not target
    assert (await recipient(house, sent)).clicked_at is None
    for _ in range(2):
        status, target, said = await opened(house, path)
        assert (status, target, said) == (302, TARGET, "")
    clicked = await recipient(house, sent)
    assert clicked.clicked_at and clicked.read_at
    other = await recipient(house, sent, 1)
    assert other.clicked_at is None


async def test_each_recipient_has_links_of_their_own(house: House) -> None:
    sent = await announced(house)
    mine, theirs = await links_of(house, sent), await links_of(house, sent, 1)
    assert not set(mine.values()) & set(theirs.values())


@pytest.mark.parametrize(
    "token",
    [
        "x",
        "1-21-" + "0" * 20,
        "1-21",
        "https:%2F%2Fevil.example",
        "zzzzzzzzzzzzz-21-" + "a" * 20,
        "%00",
        "1-21-" + "０" * 20,
    ],
)
async def test_a_forged_link_leads_nowhere(house: House, token: str) -> None:
    await announced(house)
    status, target, said = await opened(house, f"/r/{token}")
    assert status == 404 and not target
    assert "链接不完整" in said


async def test_a_signed_link_leads_nowhere_but_to_a_link_of_its_own(house: House) -> None:
    sent = await announced(house)
    tracking = house.services.tracking
    found = await recipient(house, sent)
    beyond = [(found.id, FIRST_LINK + 2), (found.id, 11), (found.id + 99, FIRST_LINK)]
    for recipient_id, button in [*beyond, (2**62, FIRST_LINK)]:
        status, target, _ = await opened(house, f"/r/{tracking.token(recipient_id, button)}")
        assert status == 404 and not target
    for part in ("", "-", "x"):
        token = tracking.token(found.id, FIRST_LINK)
        with pytest.raises(LinkForged):
            tracking.read(f"{part}{token[1:]}")


async def test_a_withdrawn_announcement_has_no_links(house: House) -> None:
    sent = await announced(house, BroadcastState.WITHDRAWN)
    link = (await links_of(house, sent))[FIRST_LINK].removeprefix(PUBLIC)
    status, target, said = await opened(house, link)
    assert (status, target) == (410, "") and "已经撤回" in said
    assert (await recipient(house, sent)).clicked_at is None


def test_links_outlive_a_key_that_is_replaced() -> None:
    old, new = fresh_key(), fresh_key()
    token = Tracking(address=PUBLIC, vault=Vault([old])).token(7, FIRST_LINK)
    assert Tracking(address=PUBLIC, vault=Vault([new, old])).read(token) == (7, FIRST_LINK)
    with pytest.raises(LinkForged):
        Tracking(address=PUBLIC, vault=Vault([new])).read(token)


@pytest.mark.parametrize("number", [0, 1, 35, 36, 10**9, 2**63 - 1])
def test_numbers_of_recipients_survive_their_short_form(number: int) -> None:
    tracking = Tracking(address=PUBLIC, vault=Vault([fresh_key()]))
    assert tracking.read(tracking.token(number, FIRST_LINK + 9)) == (number, FIRST_LINK + 9)


def test_without_a_public_address_links_stay_as_they_are() -> None:
    tracking = Tracking(address="", vault=Vault([fresh_key()]))
    assert tracking.links("x", 1, CONTENT) == {} and not tracking.counts


async def given(house: House, visitor: Visitor, role: Role) -> None:
    """Who has just come is the last account that was opened."""
    await visitor.hello()
    async with house.database.writing() as work:
        archive, now = Archive(work), house.clock.now()
        account = (await work.run(select(func.max(web_accounts.c.id)))).scalar_one()
        person = await archive.people.at(WEB_BOT_ID, account, now)
        assert person
        await archive.roles.give(person.id, role, None, now, given_by=None)


async def test_staff_see_the_progress_and_others_do_not(house: House, visitors: Come) -> None:
    sent = await announced(house, BroadcastState.SENDING)
    clerk, secretary, stranger = visitors(), visitors(), visitors()
    await given(house, clerk, Role.STAFF)
    await given(house, secretary, Role.SECRETARY)
    path = f"/api/sending/{sent.id}"
    async with clerk.web.get(f"{clerk.url}{path}") as response:
        told = await response.json()
        assert response.headers["Cache-Control"] == "no-cache"
    assert told == {
        "title": "关于报送年检材料的通知",
        "state": "正在发送",
        "percent": 100,
        "line": "已发 2 · 没发出 0 · 还剩 0",
        "over": False,
    }
    assert await secretary.status(path) == 403
    assert await stranger.status(path) == 401
    assert await clerk.status("/api/sending/" + "0" * 32) == 404
    assert await clerk.status("/api/sending/x") == 404
    draft = await announced(house, BroadcastState.DRAFT)
    assert await clerk.status(f"/api/sending/{draft.id}") == 404


async def test_the_page_itself_says_nothing_to_anybody(house: House, visitor: Visitor) -> None:
    sent = await announced(house)
    async with visitor.web.get(f"{visitor.url}/sending/{sent.id}") as response:
        page = await response.text()
        assert response.status == 200
        assert "script-src 'self'" in response.headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
    assert "年检" not in page and "发送进度" in page
    for each in re.findall(r'(?:href|src)="\.\./(page/[^"]+)"', page):
        assert await visitor.status(f"/{each}") == 200, each

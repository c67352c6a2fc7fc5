"""The page of an announcement's progress, in a real browser: it keeps itself up to date."""

from pathlib import Path

import pytest
from playwright.async_api import Page, expect
from sqlalchemy import select, update

from bot.app import House, build_house
from bot.channels.web_door import WebDoor
from bot.hall import configured_doors
from bot.settings import Settings
from knowledge.library import Library
from storage.archive import Archive
from storage.broadcasts import BroadcastState
from storage.clock import SystemClock
from storage.roles import Role
from storage.tables import addresses, deliveries
from tests.stagehands import leave_settings_behind
from tests.storage.announcements import Fate, Sent, send

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
TITLE = "关于报送材料的通知<img src=x onerror=alert(1)>"


async def _sent(house: House) -> Sent:
    fates = [Fate(many=62), Fate(many=38, states=("pending",))]
    async with house.database.writing() as work:
        return await send(Archive(work), fates, state=BroadcastState.SENDING, title=TITLE)


async def _become_staff(house: House) -> None:
    async with house.database.writing() as work:
        archive = Archive(work)
        for person_id in (await work.run(select(addresses.c.person_id))).scalars().all():
            now = SystemClock().now()
            await archive.roles.give(person_id, Role.STAFF, None, now, given_by=None)


async def _finish(house: House, sent: Sent) -> None:
    async with house.database.writing() as work:
        await work.run(update(deliveries).values(state="sent"))
        every, done = list(BroadcastState), BroadcastState.DONE
        await Archive(work).broadcasts.move(sent.id, every, done, SystemClock().now())


async def test_it_follows_to_the_end(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_settings_behind(monkeypatch, tmp_path)
    settings = Settings(data=tmp_path / "data", web_port=0)
    library = Library(vectors=None, embedder=None)
    house = build_house(settings, library, hang=configured_doors)
    await house.open()
    try:
        (door,) = house.doors
        assert isinstance(door, WebDoor)
        address, sent = f"http://127.0.0.1:{door.port}", await _sent(house)
        await page.goto(address)
        await expect(page.locator("#log .message").first).to_be_visible()
        await page.goto(f"{address}/sending/{sent.id}")
        await expect(page.locator("#note")).to_contain_text("您现在的身份不能办这件事")
        await expect(page.locator("#title")).to_have_text("")
        await _become_staff(house)
        await page.reload()
        await expect(page.locator("#percent")).to_have_text("62%")
        await expect(page.locator("#title")).to_have_text(TITLE)
        await expect(page.locator("img")).to_have_count(0)
        await _finish(house, sent)
        await expect(page.locator("#state")).to_have_text("发完了")
        await expect(page.locator("#line")).to_have_text("已发 100 · 没发出 0")
        await expect(page.locator("#way")).to_be_visible()
    finally:
        await house.close()

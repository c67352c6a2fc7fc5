"""The page of a whole form in a real house: opened for somebody, looked at from behind."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from playwright.async_api import Locator, Page, expect

from bot.channels.web_identity import COOKIE, Cookies, signing_key
from bot.channels.web_session import WEB_BOT_ID
from bot.settings import Settings
from forms.drafts import Draft
from storage.clock import SystemClock
from storage.engine import Database
from storage.people import Person
from tests.bot.filings import arrive, begin, draft_of
from tests.bot.page.browser import enter
from tests.bot.page.house import WORDS_ONLY, HouseProcess

PASTE = """(element, text) => {
  const carried = new DataTransfer();
  carried.setData("text/plain", text);
  const more = {clipboardData: carried, bubbles: true, cancelable: true};
  element.dispatchEvent(new ClipboardEvent("paste", more));
}"""


@dataclass(kw_only=True)
class FormHouse:
    """A house, and its database seen from the test."""

    house: HouseProcess
    database: Database

    async def open(self, page: Page, form: str, draft: Draft | None = None) -> str:
        """The id of a filing that has just been begun and stands on the page."""
        filing = await begin(self.database, await self.person(page), form, now(), draft)
        await self.go(page, filing)
        return filing

    async def person(self, page: Page) -> Person:
        """Who this browser is, a secretary now."""
        await enter(page, self.house)
        (cookie,) = [each for each in await page.context.cookies() if each["name"] == COOKIE]
        account = Cookies(signing_key(self.house.data))._signer.loads(cookie["value"])
        return await arrive(self.database, WEB_BOT_ID, int(account), now())

    async def go(self, page: Page, filing: str) -> None:
        await page.goto(f"{self.house.url}form/{filing}")
        await expect(page.locator(".field").first).to_be_visible()

    async def holds(self, filing: str, condition: Callable[[Draft], bool]) -> Draft:
        """Waits for the answers to be so; the test's timeout is the only clock."""
        while not condition(draft := await draft_of(self.database, filing)):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        return draft


def now() -> datetime:
    return SystemClock().now()


def field(page: Page, place: str) -> Locator:
    return page.locator(f"[data-place='{place}']")


def box(page: Page, place: str) -> Locator:
    return page.locator(f"[id='f-{place}']")


async def fill(page: Page, place: str, text: str) -> None:
    await box(page, place).fill(text)
    await box(page, place).press("Tab")


async def saved(page: Page) -> None:
    await expect(page.locator("#saved")).to_have_text("全部已保存")


@asynccontextmanager
async def form_house(data: Path) -> AsyncIterator[FormHouse]:
    house = HouseProcess(data=data, settings=WORDS_ONLY)
    await house.start()
    settings = Settings(data=data)
    database = Database(settings.database, settings.vault)
    yield FormHouse(house=house, database=database)
    await database.close()
    await house.stop()

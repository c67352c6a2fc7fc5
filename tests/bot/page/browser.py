"""Chromium as the tests start it: the machine's own, or the one Playwright brought."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Page, async_playwright, expect

from tests.bot.page.house import HouseProcess

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium() -> str | None:
    """XUEHUI_CHROMIUM, then what the machine has; None leaves the choice to Playwright."""
    found = (shutil.which(name) for name in NAMES)
    return os.environ.get("XUEHUI_CHROMIUM") or next(filter(None, found), None)


@asynccontextmanager
async def open_browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=find_chromium(), args=list(QUIET)
        )
        try:
            yield browser
        finally:
            await browser.close()


async def enter(page: Page, house: HouseProcess) -> None:
    """Open the real page and wait for its greeting."""
    await page.goto(house.url)
    await expect(page.get_by_role("button", name="可以问什么")).to_be_visible()


async def say(page: Page, text: str) -> None:
    await page.get_by_label("输入您的问题").fill(text)
    await page.get_by_label("输入您的问题").press("Enter")

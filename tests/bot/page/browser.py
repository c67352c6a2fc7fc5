"""Chromium as the tests start it: the machine's own, or the one Playwright brought."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, async_playwright

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

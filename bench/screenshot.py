"""Photographs a real conversation for the README: `python -m bench.screenshot`."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import Page, ViewportSize, expect

from tests.bot.page.browser import enter, open_browser, say
from tests.bot.page.house import ROOT, HouseProcess

PICTURE = ROOT / "docs" / "images" / "chat.png"
QUESTION = "今年青年人才托举工程选多少人？"
PHONE = ViewportSize(width=390, height=760)


async def converse(page: Page, house: HouseProcess) -> None:
    await enter(page, house)
    await say(page, QUESTION)
    await expect(page.locator("blockquote")).to_contain_text("60名")
    await page.locator("#text").blur()
    # The answer from its question on; the greeting above is cut by the frame.
    await page.locator("#scroller").evaluate("(scroller) => { scroller.scrollTop = 1e6; }")


async def photograph() -> None:
    with TemporaryDirectory() as folder:
        house = HouseProcess(data=Path(folder))
        await house.start()
        try:
            async with open_browser() as browser:
                page = await browser.new_page(viewport=PHONE, device_scale_factor=2)
                await converse(page, house)
                PICTURE.parent.mkdir(parents=True, exist_ok=True)
                await page.screenshot(path=PICTURE)
        finally:
            await house.stop()
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size // 1024} KB")


if __name__ == "__main__":
    asyncio.run(photograph())

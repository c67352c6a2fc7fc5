"""Photographs the demonstration: `python -m bench.screenshot` for the READMEs, `… filing`,
`… announcement` and `… library` for the lives told in docs/forms.md, docs/announcements.md and
docs/library.md.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.async_api import Browser, Page, ViewportSize, expect

from bench import announcement_life, filing_life, library_life
from tests.bot.page.browser import enter, open_browser, say
from tests.bot.page.house import ROOT, HouseProcess

PICTURES = ROOT / "docs" / "images"
QUESTION = "今年青年人才托举工程选多少人？"
SETTINGS = {
    "XUEHUI_MESSAGES_PER_MINUTE": "600",  # nobody types as fast as this
    "XUEHUI_BROADCAST_APPROVAL_ABOVE": "0",
    "XUEHUI_REMINDER_HOUR": "21",  # or the letter of the day comes in between
}
LIVES = {
    "filing": filing_life.live,
    "announcement": announcement_life.live,
    "library": library_life.live,
}
# Below the top of the last message, as far as it goes.
SCROLL = """(scroller, further) => {
  [...scroller.querySelectorAll('article')].at(-1).scrollIntoView();
  scroller.scrollTop += further;
}"""
PHONE = ViewportSize(width=390, height=960)  # tall enough for a member and their card


async def converse(page: Page) -> None:
    """A question, and the answer with its source."""
    await say(page, QUESTION)
    await expect(page.locator("blockquote")).to_contain_text("60名")


async def show_card(page: Page) -> None:
    """A member looks at what is on file about them, and at their card."""
    await become(page, "会员")
    await say(page, "我的会籍")
    await expect(page.locator("article").last).to_contain_text("状态：已核实")
    await say(page, "会员证")
    picture = page.locator("article").last.locator("img")
    await expect(picture).to_be_visible()
    await expect(picture).to_have_js_property("complete", value=True)


async def open_roster(page: Page) -> None:
    """A secretary opens the roster of their society and its first page."""
    await become(page, "学会秘书")
    await say(page, "会员名册")
    await page.get_by_role("button", name="看全部").click()
    await expect(page.locator("article").last).to_contain_text("点一位会员")


async def become(page: Page, role: str) -> None:
    await page.locator("#role").select_option(label=role)
    await expect(page.locator("article").last).to_contain_text(f"您现在的身份是{role}")


SCENES: dict[str, Callable[[Page], Awaitable[None]]] = {
    "chat.png": converse,
    "card.png": show_card,
    "roster.png": open_roster,
}


async def photograph(page: Page, house: HouseProcess, name: str) -> None:
    await enter(page, house)
    await SCENES[name](page)
    weigh(await take(page, name))


async def take(page: Page, name: str, *, top: bool = False) -> Path:
    """The end of the conversation or the top of its last message; the top of any other page."""
    await page.mouse.move(0, 0)  # or the button pressed last stays grey
    if await page.locator("#scroller").count():
        await page.locator("#text").blur()
        await page.locator("#scroller").evaluate(SCROLL, 0 if top else 1e6)
    path = PICTURES / name
    await page.screenshot(path=path)
    return path


def weigh(path: Path) -> None:
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} KB")


async def take_small(page: Page, name: str, *, top: bool = False) -> None:
    """For a page that shows many: a palette is enough for flat colours."""
    path = await take(page, name, top=top)
    with Image.open(path) as picture:
        picture.convert("RGB").quantize(32).save(path, optimize=True)
    weigh(path)


async def each_scene(browser: Browser, house: HouseProcess) -> None:
    for name in SCENES:  # each on a browser of their own
        context = await browser.new_context(viewport=PHONE, device_scale_factor=2)
        await photograph(await context.new_page(), house, name)
        await context.close()


async def main(what: str = "") -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        house = HouseProcess(data=Path(folder), settings=SETTINGS, forked=False)
        await house.start()
        try:
            async with open_browser() as browser:
                if what in LIVES:
                    await LIVES[what](browser, house, take_small)
                else:
                    await each_scene(browser, house)
        finally:
            await house.stop()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:2]))

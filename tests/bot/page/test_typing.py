"""Writing to the house: Enter, pinyin input, the menu, length, what is half written."""

import pytest
from playwright.async_api import Page, expect

from tests.bot.page.browser import enter, say
from tests.bot.page.house import HouseProcess

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_enter_sends_and_shift_enter_starts_a_line(page: Page, house: HouseProcess) -> None:
    await enter(page, house)
    await page.locator("#text").press_sequentially("一")
    await page.locator("#text").press("Shift+Enter")
    await page.locator("#text").press_sequentially("二")
    await page.locator("#text").press("Enter")
    await expect(page.locator(".mine .body")).to_have_text(["一\n二"])


@pytest.mark.parametrize("sign", ["isComposing: true", "keyCode: 229"])
async def test_enter_that_picks_a_candidate_does_not_send(
    page: Page, house: HouseProcess, sign: str
) -> None:
    await enter(page, house)
    await page.locator("#text").fill("tuoju")
    await page.evaluate(
        "document.getElementById('text').dispatchEvent("
        f"new KeyboardEvent('keydown', {{key: 'Enter', bubbles: true, {sign}}}))"
    )
    await expect(page.locator("#text")).to_have_value("tuoju")
    await page.locator("#text").press("Enter")
    await expect(page.locator(".mine .body")).to_have_text(["tuoju"])


async def test_half_written_sentence_survives_reload_until_sent(
    page: Page, house: HouseProcess
) -> None:
    await enter(page, house)
    await page.locator("#text").fill("写到一半")
    await page.reload()
    await expect(page.locator("#text")).to_have_value("写到一半")
    await page.locator("#text").press("Enter")
    await expect(page.locator(".mine .body")).to_have_text(["写到一半"])
    await page.reload()
    await expect(page.locator(".mine .body")).to_have_text("写到一半")
    await expect(page.locator("#text")).to_have_value("")


async def test_blank_is_not_sent(page: Page, house: HouseProcess) -> None:
    await enter(page, house)
    await page.locator("#text").fill(" \n ")
    await page.locator("#text").press("Enter")
    await page.locator("#text").fill("有字")
    await page.locator("#text").press("Enter")
    await expect(page.locator(".mine .body")).to_have_text(["有字"])


async def test_menu_says_the_command_and_closes(page: Page, house: HouseProcess) -> None:
    await enter(page, house)
    opener = page.locator("#menu-button")
    await opener.click()
    await expect(page.locator("#menu button").first).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.locator("#menu")).to_be_hidden()
    await expect(opener).to_be_focused()
    await opener.click()
    await page.locator("#menu").get_by_role("button", name="帮助").click()
    await expect(page.locator(".mine .body")).to_have_text(["帮助"])
    await expect(page.locator("#menu")).to_be_hidden()


@pytest.mark.parametrize("length", [4001, 100_000])
async def test_too_long_is_refused_and_nothing_is_lost(
    page: Page, house: HouseProcess, length: int
) -> None:
    await enter(page, house)
    await say(page, "字" * length)
    await expect(page.locator("#hint")).to_contain_text(f"写了 {length} 字，一次最多 4000 字")
    await page.reload()
    await expect(page.locator("#text")).to_have_value("字" * length)
    await expect(page.locator(".mine")).to_have_count(0)


async def test_longest_text_arrives_whole(page: Page, house: HouseProcess) -> None:
    await enter(page, house)
    await say(page, "😀" * 4000)
    await expect(page.locator(".message:not(.mine)")).to_have_count(2)
    await expect(page.locator(".mine .body")).to_have_text("😀" * 4000)


async def test_page_works_where_storage_is_forbidden(page: Page, house: HouseProcess) -> None:
    await page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })"
    )
    await enter(page, house)
    await page.locator("#text").fill("照常")
    await page.locator("#text").press("Enter")
    await expect(page.locator(".mine .body")).to_have_text(["照常"])
    await expect(page.locator(".message:not(.mine)")).to_have_count(2)

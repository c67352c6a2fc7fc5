"""Writing to the assistant: sending, Enter, pinyin input, length, what is half written."""

import pytest
from playwright.async_api import Page, expect

from tests.bot.page.server import PageServer, until

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


def said(server: PageServer) -> list[str]:
    return [frame["text"] for frame in server.received if frame["type"] == "say"]


async def test_sentence_is_sent_shown_and_delivered(page: Page, server: PageServer) -> None:
    await page.goto(server.url)
    await page.get_by_label("输入您的问题").fill("论坛要提前几天备案？")
    await page.get_by_role("button", name="发送").click()
    await expect(page.locator(".mine .body")).to_have_text("论坛要提前几天备案？")
    await expect(page.locator(".mine .state")).to_have_text("已送达")
    await expect(page.locator("#text")).to_have_value("")
    assert said(server) == ["论坛要提前几天备案？"]


async def test_enter_sends_and_shift_enter_starts_a_line(page: Page, server: PageServer) -> None:
    await page.goto(server.url)
    await page.locator("#text").press_sequentially("一")
    await page.locator("#text").press("Shift+Enter")
    await page.locator("#text").press_sequentially("二")
    await page.locator("#text").press("Enter")
    await until(lambda: said(server) == ["一\n二"])


@pytest.mark.parametrize("sign", ["isComposing: true", "keyCode: 229"])
async def test_enter_that_picks_a_candidate_does_not_send(
    page: Page, server: PageServer, sign: str
) -> None:
    await page.goto(server.url)
    await page.locator("#text").fill("tuoju")
    await page.evaluate(
        "document.getElementById('text').dispatchEvent("
        f"new KeyboardEvent('keydown', {{key: 'Enter', bubbles: true, {sign}}}))"
    )
    await expect(page.locator("#text")).to_have_value("tuoju")
    await page.locator("#text").press("Enter")
    await until(lambda: said(server) == ["tuoju"])


async def test_own_markup_stays_text(page: Page, server: PageServer) -> None:
    markup = "<b>粗</b> & <img src=x onerror=alert(1)>"
    await page.goto(server.url)
    await page.locator("#text").fill(markup)
    await page.locator("#text").press("Enter")
    await expect(page.locator(".mine .state")).to_have_text("已送达")
    await expect(page.locator(".mine .body")).to_have_text(markup)
    await page.reload()
    await expect(page.locator(".mine .body")).to_have_text(markup)


@pytest.mark.parametrize("length", [4001, 100_000])
async def test_too_long_is_refused_and_nothing_is_lost(
    page: Page, server: PageServer, length: int
) -> None:
    await page.goto(server.url)
    await page.locator("#text").fill("字" * length)
    await page.locator("#text").press("Enter")
    await expect(page.locator("#hint")).to_contain_text(f"写了 {length} 字，一次最多 4000 字")
    await expect(page.locator("#text")).to_have_value("字" * length)
    await page.reload()
    await expect(page.locator("#text")).to_have_value("字" * length)
    assert said(server) == []


async def test_longest_sentence_counts_characters_not_units(
    page: Page, server: PageServer
) -> None:
    await page.goto(server.url)
    await page.locator("#text").fill("😀" * 4000)
    await page.locator("#text").press("Enter")
    await until(lambda: said(server) == ["😀" * 4000])


async def test_half_written_sentence_survives_reload_until_sent(
    page: Page, server: PageServer
) -> None:
    await page.goto(server.url)
    await page.locator("#text").fill("写到一半")
    await page.reload()
    await expect(page.locator("#text")).to_have_value("写到一半")
    await page.locator("#text").press("Enter")
    await until(lambda: said(server) == ["写到一半"])
    await page.reload()
    await expect(page.locator(".mine .body")).to_have_text("写到一半")
    await expect(page.locator("#text")).to_have_value("")


async def test_blank_is_not_sent(page: Page, server: PageServer) -> None:
    await page.goto(server.url)
    await page.locator("#text").fill(" \n ")
    await page.locator("#text").press("Enter")
    await page.locator("#text").fill("有字")
    await page.locator("#text").press("Enter")
    await until(lambda: said(server) == ["有字"])


async def test_menu_says_the_command_and_closes(page: Page, server: PageServer) -> None:
    await page.goto(server.url)
    opener = page.get_by_role("button", name="菜单")
    await opener.click()
    await expect(page.get_by_role("button", name="帮助")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.locator("#menu")).to_be_hidden()
    await expect(opener).to_be_focused()
    await opener.click()
    await page.get_by_role("button", name="通知").click()
    await until(lambda: said(server) == ["通知"])
    await expect(page.locator("#menu")).to_be_hidden()


async def test_refused_sentence_can_be_sent_again(page: Page, server: PageServer) -> None:
    server.refusal = "您发得太快了，请过十秒再试。"
    await page.goto(server.url)
    await page.locator("#text").fill("急")
    await page.locator("#text").press("Enter")
    await expect(page.locator(".mine .state")).to_contain_text("您发得太快了")
    await page.reload()
    await expect(page.locator(".mine .state")).to_contain_text("未送达")
    server.refusal = None
    await page.get_by_role("button", name="点此重发").click()
    await expect(page.locator(".mine .state")).to_have_text("已送达")
    assert [message["html"] for message in server.messages] == ["急"]


async def test_refused_sentence_can_be_deleted(page: Page, server: PageServer) -> None:
    server.refusal = "请稍后再试。"
    await page.goto(server.url)
    await page.locator("#text").fill("算了")
    await page.locator("#text").press("Enter")
    await page.get_by_role("button", name="删除").click()
    await expect(page.locator(".mine")).to_have_count(0)
    await page.reload()
    await expect(page.locator("#association")).to_have_text("云岭省科协")
    await expect(page.locator(".mine")).to_have_count(0)

"""Refused sentences; the stand-in refuses at will, the house only what the page never sends."""

import pytest
from playwright.async_api import Page, expect

from tests.bot.page.server import PageServer

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


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


async def test_what_to_do_about_a_refusal_is_in_view(page: Page, server: PageServer) -> None:
    for number in range(30):
        server.store(f"消息{number}")
    server.refusal = "您发得太快了，请过十秒再试。"
    await page.goto(server.url)
    await page.locator("#text").fill("急")
    await page.locator("#text").press("Enter")
    await expect(page.get_by_role("button", name="点此重发")).to_be_in_viewport(ratio=1)


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

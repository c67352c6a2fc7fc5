"""A visitor of the real house, in a real browser: what must hold on the day it opens."""

import asyncio

import pytest
from playwright.async_api import FilePayload, Page, expect

from tests.bot.page.browser import enter, say
from tests.bot.page.house import HouseProcess

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

QUESTION = "今年青年人才托举工程选多少人？"
MENU_OF_STAFF = "等待答复的问题"


async def bodies(page: Page) -> list[str]:
    return await page.locator("#log .body").all_inner_texts()


async def test_question_citation_context_reload(page: Page, house: HouseProcess) -> None:
    await enter(page, house)
    await say(page, QUESTION)
    answer = page.locator(".message:not(.mine)", has=page.locator("blockquote")).first
    await expect(answer.locator("blockquote")).to_contain_text("60名")
    await expect(answer.locator(".source")).to_contain_text("出处：《")
    await expect(answer.locator(".source")).to_contain_text("青年人才托举工程")
    await answer.get_by_role("button", name="看原文上下文").click()
    item = page.locator(".message:not(.mine)", has=page.locator("b", has_text="60名"))
    await expect(item).to_have_count(1)
    await expect(page.locator(".mine .body").last).to_contain_text("看原文上下文")
    before = await bodies(page)
    await page.reload()
    await expect(page.locator("#log .message")).to_have_count(len(before))
    assert await bodies(page) == before
    await expect(page.locator("#log .message").last).to_be_in_viewport()


async def test_button_can_be_typed_as_a_number(page: Page, house: HouseProcess) -> None:
    await enter(page, house)
    await say(page, QUESTION)
    await expect(page.get_by_role("button", name="1. 看原文上下文")).to_be_visible()
    await say(page, "1")
    await expect(page.locator("b", has_text="60名")).to_be_visible()


async def test_menu_command_is_answered(page: Page, house: HouseProcess) -> None:
    await enter(page, house)
    await page.get_by_role("button", name="菜单", exact=True).click()
    await page.locator("#menu").get_by_role("button", name="有哪些通知").click()
    await expect(page.locator(".message:not(.mine) .body").last).to_contain_text("云岭省科协")


async def test_role_switch_greets_with_the_roles_menu(page: Page, house: HouseProcess) -> None:
    await enter(page, house)
    await expect(page.get_by_text(MENU_OF_STAFF)).to_have_count(0)
    await page.get_by_role("combobox", name="我是").select_option("工作人员")
    await expect(page.get_by_text(MENU_OF_STAFF)).to_be_visible()
    await page.reload()
    await expect(page.get_by_role("combobox", name="我是")).to_have_value("staff")


async def test_markup_stays_text_also_where_it_is_repeated(
    page: Page, house: HouseProcess
) -> None:
    markup = "<b>粗</b> & <img src=x onerror=alert(1)> <script>alert(1)</script>"
    await enter(page, house)
    await say(page, markup)
    await expect(page.locator(".message:not(.mine)")).to_have_count(2)
    await say(page, "我问过的问题")
    await expect(page.locator(".message:not(.mine)")).to_have_count(3)
    await page.reload()
    await expect(page.locator(".mine .body").first).to_have_text(markup)
    await expect(page.locator("#log img, #log script, #log .mine b")).to_have_count(0)


async def test_two_tabs_show_the_same(page: Page, house: HouseProcess) -> None:
    await enter(page, house)
    other = await page.context.new_page()
    await enter(other, house)
    await say(page, QUESTION)
    for tab in (page, other):
        await expect(tab.locator("blockquote").first).to_contain_text("60名")
        await expect(tab.locator(".mine .body")).to_have_text([QUESTION])


async def test_file_is_kept_and_answered_kindly(page: Page, house: HouseProcess) -> None:
    paper = FilePayload(
        name="备案表.docx", mimeType="application/octet-stream", buffer=b"x" * 3000
    )
    await enter(page, house)
    async with page.expect_file_chooser() as chooser:
        await page.get_by_role("button", name="上传文件").click()
    await (await chooser.value).set_files([paper])
    await expect(page.locator(".message:not(.mine) .body").last).to_contain_text("还不会读")
    async with page.expect_download() as download:
        await page.get_by_role("link", name="备案表.docx").click()
    assert (await download.value).suggested_filename == "备案表.docx"
    assert (await (await download.value).path()).read_bytes() == b"x" * 3000


async def test_sentence_said_while_the_house_restarts_is_answered_once(
    page: Page, house: HouseProcess
) -> None:
    await enter(page, house)
    await house.stop()
    await expect(page.get_by_text("连接断开，正在重连…")).to_be_visible()
    await say(page, QUESTION)
    await expect(page.locator(".mine .state")).to_have_text("发送中…")
    await house.start()
    await page.evaluate("window.dispatchEvent(new Event('online'))")
    await expect(page.locator("blockquote").first).to_contain_text("60名")
    await expect(page.locator("#banner")).to_be_hidden()
    await page.reload()
    await expect(page.locator("#log .message")).to_have_count(3)
    await asyncio.gather(
        expect(page.locator(".mine .body")).to_have_text([QUESTION]),
        expect(page.locator("blockquote").first).to_contain_text("60名"),
    )

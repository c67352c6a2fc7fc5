"""What is shown, and where the eye is kept.

The stand-in serves here: edits, deletions, drafts, disorder and hundreds of messages on command
are what the real house does rarely or not at all.
"""

import pytest
from playwright.async_api import Page, expect

from tests.bot.page.server import Json, PageServer, until

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LONG = "\n".join(f"第{number}行" for number in range(60))
AT_END = """() => {
  const { scrollHeight, scrollTop, clientHeight } = document.getElementById("scroller");
  return scrollHeight - scrollTop - clientHeight < 2;
}"""


async def open_page(page: Page, server: PageServer) -> None:
    await page.goto(server.url)
    await until(lambda: bool(server.sockets))


async def top_of(page: Page, text: str) -> float:
    box = await page.get_by_text(text, exact=True).bounding_box()
    assert box is not None
    return box["y"]


async def test_earlier_messages_come_above_and_the_view_stays(
    page: Page, server: PageServer
) -> None:
    for number in range(70):
        server.store(f"消息{number}")
    await open_page(page, server)
    await expect(page.locator(".message")).to_have_count(50)
    await page.get_by_role("button", name="查看更早的消息").scroll_into_view_if_needed()
    await expect(page.locator(".message")).to_have_count(70)
    await expect(page.locator(".body").first).to_have_text("消息0")
    await expect(page.get_by_text("消息20", exact=True)).to_be_in_viewport()
    await expect(page.locator("#older")).to_be_hidden()


async def test_messages_stand_in_the_servers_order(page: Page, server: PageServer) -> None:
    first, second, third = (server.store(text) for text in "甲乙丙")
    server.messages.clear()
    await open_page(page, server)
    for message in (second, third, first, second):
        await server.push({"type": "message", "message": message})
    await expect(page.locator(".body")).to_have_text(["甲", "乙", "丙"])


async def test_edit_replaces_and_delete_removes(page: Page, server: PageServer) -> None:
    kept, gone = server.store("旧"), server.store("多余")
    await open_page(page, server)
    await server.edit({**kept, "html": "新"})
    await server.push({"type": "delete", "id": gone["id"]})
    await expect(page.locator(".body")).to_have_text(["新"])


async def test_press_is_sent_and_shows_work_until_acknowledged(
    page: Page, server: PageServer
) -> None:
    buttons = [
        [{"text": "相关条款", "data": "r:1"}],
        [{"text": "官网", "url": "https://example.org"}],
    ]
    message = server.store("答案", buttons=buttons)
    server.acknowledges = False
    await open_page(page, server)
    button = page.get_by_role("button", name="相关条款")
    await button.click()
    await button.click(force=True)
    await until(lambda: bool(server.received))
    await expect(button).to_have_attribute("aria-busy", "true")
    frame = server.received[0]
    assert (frame["type"], frame["message_id"], frame["data"]) == ("press", message["id"], "r:1")
    await server.push({"type": "ack", "client_id": frame["client_id"]})
    await expect(button).to_have_attribute("aria-busy", "false")
    assert len(server.received) == 1
    link = page.get_by_role("link", name="官网")
    await expect(link).to_have_attribute("href", "https://example.org/")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")


async def test_refused_press_says_why_and_frees_the_button(page: Page, server: PageServer) -> None:
    server.store("答案", buttons=[[{"text": "相关条款", "data": "r"}]])
    server.refusal = "请稍候再点。"
    await open_page(page, server)
    await page.get_by_role("button", name="相关条款").click()
    await expect(page.locator("#toast")).to_have_text("请稍候再点。")
    button = page.get_by_role("button", name="相关条款")
    await expect(button).to_have_attribute("aria-busy", "false")


async def test_focus_stays_on_the_button_when_its_message_is_edited(
    page: Page, server: PageServer
) -> None:
    def page_of(number: int) -> list[list[Json]]:
        back, on = (
            {"text": "上一页", "data": f"{number - 1}"},
            {"text": "下一页", "data": f"{number + 1}"},
        )
        return [[back, on]]

    message = server.store("第1页", buttons=page_of(1))
    await open_page(page, server)
    await page.get_by_role("button", name="下一页").focus()
    await page.keyboard.press("Enter")
    await server.edit({**message, "html": "第2页", "buttons": page_of(2)})
    await expect(page.locator(".body")).to_have_text("第2页")
    await expect(page.get_by_role("button", name="下一页")).to_be_focused()


async def test_typing_then_draft_then_answer(page: Page, server: PageServer) -> None:
    await open_page(page, server)
    await server.push({"type": "typing"})
    await expect(page.locator(".dots")).to_be_visible()
    status = page.locator("article[role=status] .sender")
    await expect(status).to_have_text("助手正在处理，请稍候")  # a file is read, or a question
    for html in ("计划", "计划选<b>60", "计划选<b>60</b>名"):
        await server.push({"type": "draft", "draft_id": 7, "html": html})
        await server.push({"type": "typing"})
    await expect(page.locator(".draft .body")).to_have_text("计划选60名")
    await expect(page.locator(".dots")).to_have_count(0)
    await server.reply("计划选<b>60</b>名。")
    await expect(page.locator("#coming .message")).to_have_count(0)
    await expect(page.locator("#log .body")).to_have_text(["计划选60名。"])


async def test_time_is_shown_after_a_pause_only(page: Page, server: PageServer) -> None:
    for at in (
        "2025-01-02T03:04:05+08:00",
        "2025-01-02T03:05:05+08:00",
        "2025-01-02T13:00:00+08:00",
    ):
        server.store("在", at=at)
    await open_page(page, server)
    times = ["2025年1月2日 03:04", "", "2025年1月2日 13:00"]
    await expect(page.locator(".when")).to_have_text(times)


async def test_times_are_worded_as_in_wechat_and_in_chinas_time(
    page: Page, server: PageServer
) -> None:
    await open_page(page, server)
    worded = await page.evaluate(
        """async () => {
          const { timeText } = await import(new URL("page/times.js", document.baseURI));
          const now = Date.parse("2026-11-23T00:30:00+08:00");
          return ["2026-11-23T00:05:00+08:00", "2026-11-22T23:59:00+08:00",
            "2026-11-17T08:00:00+08:00", "2026-11-16T08:00:00+08:00",
            "2025-12-31T16:00:00Z", "2025-12-31T15:00:00Z"]
            .map((at) => timeText(Date.parse(at), now));
        }"""
    )
    assert worded == [
        "00:05",
        "昨天 23:59",
        "星期二 08:00",
        "11月16日 08:00",
        "1月1日 00:00",
        "2025年12月31日 23:00",
    ]


async def test_tall_answer_is_shown_from_its_beginning(page: Page, server: PageServer) -> None:
    server.store(LONG)
    await open_page(page, server)
    await page.wait_for_function(AT_END)
    await server.reply(f"开头\n{LONG}")
    await expect(page.get_by_text("开头")).to_be_in_viewport(ratio=0.1)
    await server.reply("随后")
    await expect(page.get_by_role("button", name="有新消息")).to_be_visible()
    await expect(page.get_by_text("开头")).to_be_in_viewport(ratio=0.1)
    await page.get_by_role("button", name="有新消息").click()
    await expect(page.get_by_text("随后")).to_be_in_viewport()
    await expect(page.locator("#newer")).to_be_hidden()


async def test_end_stays_in_view_when_the_input_grows(page: Page, server: PageServer) -> None:
    for number in range(30):
        server.store(f"消息{number}")
    await open_page(page, server)
    await page.wait_for_function(AT_END)
    await page.locator("#text").fill("一\n二\n三\n四")
    await page.wait_for_function(AT_END)
    await page.get_by_role("button", name="菜单").click()
    await page.wait_for_function(AT_END)
    await page.set_viewport_size({"width": 390, "height": 480})
    await page.wait_for_function(AT_END)
    await expect(page.get_by_text("消息29", exact=True)).to_be_in_viewport()


async def test_nobody_is_pulled_away_from_reading(page: Page, server: PageServer) -> None:
    for number in range(30):
        server.store(f"消息{number}")
    await open_page(page, server)
    await page.locator("#scroller").hover()
    await page.mouse.wheel(0, -600)
    await page.wait_for_function(f"() => !({AT_END})()")
    place = await top_of(page, "消息20")
    await server.reply("新的")
    await expect(page.get_by_role("button", name="有新消息")).to_be_visible()
    assert await top_of(page, "消息20") == place


async def test_notice_passes_as_a_toast(page: Page, server: PageServer) -> None:
    await page.clock.install()
    await open_page(page, server)
    await server.push({"type": "something newer"})
    await server.push({"type": "notice", "text": "已记下。"})
    await expect(page.locator("#toast")).to_have_text("已记下。")
    await page.clock.run_for(10_000)
    await expect(page.locator("#toast")).to_have_text("")

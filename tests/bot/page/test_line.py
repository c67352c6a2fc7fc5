"""A line that breaks: nothing said is lost, nothing is said twice, nothing is missed.

The stand-in withholds acknowledgements and changes the past while the page is away; the real
house's restart is in test_house.
"""

import pytest
from playwright.async_api import Page, expect

from tests.bot.page.server import PageServer, until

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

BANNER = "连接断开，正在重连…"


async def open_page(page: Page, server: PageServer) -> None:
    await page.goto(server.url)
    await until(lambda: bool(server.sockets))


async def come_back(page: Page, server: PageServer, port: int) -> None:
    await server.listen(port)
    await page.evaluate("window.dispatchEvent(new Event('online'))")


async def test_lost_acknowledgement_sends_again_under_the_same_id(
    page: Page, server: PageServer
) -> None:
    server.acknowledges = False
    await open_page(page, server)
    await page.locator("#text").fill("只说一次")
    await page.locator("#text").press("Enter")
    await until(lambda: len(server.received) == 1)
    server.acknowledges = True
    await server.hang_up()
    await expect(page.locator(".mine .state")).to_have_text("已送达")
    assert len({frame["client_id"] for frame in server.received}) == 1
    await expect(page.locator(".mine")).to_have_count(1)


async def test_unsent_sentence_survives_reload(page: Page, server: PageServer) -> None:
    server.acknowledges = False
    await open_page(page, server)
    await page.locator("#text").fill("还没到")
    await page.locator("#text").press("Enter")
    await until(lambda: len(server.received) == 1)
    server.acknowledges = True
    await page.reload()
    await expect(page.locator(".mine .state")).to_have_text("已送达")
    await page.reload()
    await expect(page.locator(".mine .body")).to_have_text(["还没到"])
    assert len(server.messages) == 1


async def test_old_unsent_sentence_waits_for_the_person(page: Page, server: PageServer) -> None:
    server.acknowledges = False
    await open_page(page, server)
    await page.locator("#text").fill("昨天的")
    await page.locator("#text").press("Enter")
    await until(lambda: len(server.received) == 1)
    await page.evaluate(
        """() => {
          const key = Object.keys(localStorage).find((key) => key.includes("outbox"));
          const frame = JSON.parse(localStorage.getItem(key));
          localStorage.setItem(key, JSON.stringify({ ...frame, at: frame.at - 86400e3 }));
        }"""
    )
    server.acknowledges = True
    await page.reload()
    await expect(page.locator(".mine .state")).to_contain_text("未送达")
    await page.get_by_role("button", name="点此重发").click()
    await expect(page.locator(".mine .state")).to_have_text("已送达")


async def test_everything_of_a_long_absence_is_there(page: Page, server: PageServer) -> None:
    edited, deleted = server.store("旧"), server.store("要删的")
    await open_page(page, server)
    port = await server.stop_listening()
    edited["html"] = "改过"
    server.messages.remove(deleted)
    for number in range(120):
        server.store(f"消息{number}")
    await come_back(page, server, port)
    await expect(page.locator(".message")).to_have_count(122)
    texts = await page.locator(".body").all_inner_texts()
    assert texts[2:] == [f"消息{number}" for number in range(120)]


async def test_recent_edits_and_deletions_are_caught_up(page: Page, server: PageServer) -> None:
    edited, deleted = server.store("旧"), server.store("要删的")
    await open_page(page, server)
    port = await server.stop_listening()
    edited["html"] = "改过"
    server.messages.remove(deleted)
    await come_back(page, server, port)
    await expect(page.locator(".body")).to_have_text(["改过"])


async def test_first_load_waits_for_a_server_that_starts(page: Page, server: PageServer) -> None:
    server.store("您好")
    await page.route("**/api/hello", lambda route: route.abort())
    await page.goto(server.url)
    await expect(page.get_by_text(BANNER)).to_be_visible()
    await page.unroute("**/api/hello")
    await expect(page.locator(".body")).to_have_text(["您好"])


async def test_crowded_server_says_what_to_do(page: Page, server: PageServer) -> None:
    sentence = "来访的人有点多，请一分钟后再打开。"
    await page.route("**/api/hello", lambda route: route.fulfill(status=429, body=sentence))
    await page.goto(server.url)
    await expect(page.get_by_text(sentence)).to_be_visible()

"""For every eye and hand: type, targets, names, contrast, zoom, dark mode, the demo switch."""

from itertools import product

import pytest
from playwright.async_api import Page, expect

from tests.bot.page.server import PageServer, until

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

BUTTONS = [[{"text": "打开原文", "data": "o"}], [{"text": "官网", "url": "https://example.org"}]]
CONTROLS = "button:visible, select:visible, textarea:visible, .buttons a:visible"
CONTRASTS = """() => {
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = (text) => rgb(text).slice(0, 3).map((v) => v / 255)
    .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      if (rgb(color)[3] !== 0) return color;
    }
  };
  return [...document.querySelectorAll("body *")]
    .filter((e) => e.checkVisibility())
    .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
    .map((e) => {
      const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
      return [e.textContent.slice(0, 20), (a + 0.05) / (b + 0.05)];
    });
}"""


async def furnish(page: Page, server: PageServer) -> None:
    server.store("<b>答</b> <a href='/x'>原文</a>\n<blockquote>引</blockquote>", buttons=BUTTONS)
    server.store("问", mine=True)
    server.store("", files=[{"name": "a.pdf", "size": 1, "url": "/api/files/1"}])
    await page.goto(server.url)
    await until(lambda: bool(server.sockets))
    server.refusal = "请稍后再试。"
    await page.locator("#text").fill("急")
    await page.locator("#text").press("Enter")
    await expect(page.locator(".state.failed")).to_be_visible()
    await page.locator("#text").fill("字" * 4001)
    await page.get_by_role("button", name="菜单").click()


async def test_type_is_large_and_targets_fit_a_thumb(page: Page, server: PageServer) -> None:
    await furnish(page, server)
    size = await page.locator(".body").first.evaluate("(e) => getComputedStyle(e).fontSize")
    assert float(size.removesuffix("px")) >= 17
    for control in await page.locator(CONTROLS).all():
        box = await control.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44, await control.inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_text_can_be_read_in_both_schemes(
    page: Page, server: PageServer, scheme: str
) -> None:
    await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    await furnish(page, server)
    contrasts = await page.evaluate(CONTRASTS)
    assert len(contrasts) > 10
    assert [pair for pair in contrasts if pair[1] < 4.5] == []


async def test_nothing_is_cut_off_sideways(page: Page, server: PageServer) -> None:
    await furnish(page, server)
    for width, zoom in product((320, 390, 1280), (100, 200)):
        await page.set_viewport_size({"width": width, "height": 800})
        await page.evaluate(f"document.documentElement.style.fontSize = '{1.0625 * zoom}%'")
        wide = await page.locator("body *:visible").evaluate_all(
            "(all) => all.filter((e) => e.getBoundingClientRect().right > innerWidth + 1)"
            ".map((e) => e.id || e.className)"
        )
        assert wide == [], (width, zoom)
        await expect(page.get_by_role("button", name="发送")).to_be_in_viewport(ratio=1)


async def test_screen_reader_finds_names_and_hears_new_messages(
    page: Page, server: PageServer
) -> None:
    await furnish(page, server)
    log = page.get_by_role("log", name="消息")
    await expect(log).to_have_attribute("aria-live", "polite")
    await expect(log.locator(".sender").first).to_have_text("助手说：")
    for name in ("菜单", "发送"):
        await expect(page.get_by_role("button", name=name)).to_be_visible()
    await expect(page.get_by_role("combobox", name="我是")).to_be_visible()
    await expect(page.get_by_role("textbox", name="输入您的问题")).to_be_visible()


async def test_keyboard_reaches_a_buttons_action(page: Page, server: PageServer) -> None:
    server.store("答", buttons=BUTTONS)
    await page.goto(server.url)
    await expect(page.get_by_role("button", name="打开原文")).to_be_visible()
    await page.locator("#role").focus()
    for _ in range(2):
        await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="打开原文")).to_be_focused()
    await page.keyboard.press("Enter")
    await until(lambda: [frame["type"] for frame in server.received] == ["press"])


async def test_switch_goes_back_when_the_change_failed(page: Page, server: PageServer) -> None:
    await page.goto(server.url)
    await page.route("**/api/role", lambda route: route.abort())
    await page.get_by_role("combobox", name="我是").select_option("秘书")
    await expect(page.locator("#toast")).to_contain_text("身份没有换成")
    await expect(page.get_by_role("combobox", name="我是")).to_have_value("guest")


async def test_no_switch_outside_the_demonstration(page: Page, server: PageServer) -> None:
    server.demo = False
    await page.goto(server.url)
    await expect(page.locator("#association")).to_have_text("云岭省科协")
    await expect(page.locator("#demo")).to_be_hidden()


async def test_motion_stops_for_those_who_ask(page: Page, server: PageServer) -> None:
    await page.emulate_media(reduced_motion="reduce")
    await page.goto(server.url)
    await until(lambda: bool(server.sockets))
    await server.push({"type": "typing"})
    motion = await page.locator(".dots i").first.evaluate(
        "(e) => getComputedStyle(e).animationName"
    )
    assert motion == "none"

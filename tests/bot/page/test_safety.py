"""Markup that means harm, and what the page may fetch."""

import pytest
from playwright.async_api import Page, expect

from tests.bot.page.server import PAGE, PageServer

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

HARMLESS = {
    "<img src=x onerror=\"document.title='坏'\">文": "文",
    "<script>document.title='坏'</script>文": "文",
    "<b onclick=\"document.title='坏'\" style='color:red' id='log'>文</b>": "<b>文</b>",
    "<a href='javascript:document.title=1'>文</a>": "文",
    "<a href=' java\nscript:alert(1)'>文</a>": "文",
    "<a href='data:text/html,x'>文</a>": "文",
    "<svg><a href='https://example.org'>文</a></svg>字": "字",
    "<form action='https://example.org'><input name=a>文</form>": "文",
    "<div><p>文<iframe src='https://example.org'></iframe></p></div>": "文",
    "<noscript><b title='</noscript><img src=x>'>文</b></noscript>字": "字",
    "<template><b>文</b></template>字": "字",
    "<u>文<s>字</s></u><code>1</code>": "<u>文<s>字</s></u><code>1</code>",
    "前\n<blockquote>引</blockquote>\n后": "前\n<blockquote>引</blockquote>后",
    "1 &lt; 2 &amp;&amp; 3": "1 &lt; 2 &amp;&amp; 3",
}


async def test_only_the_allow_list_gets_in(page: Page, server: PageServer) -> None:
    for html in HARMLESS:
        server.store(html)
    await page.goto(server.url)
    await expect(page.locator(".message")).to_have_count(len(HARMLESS))
    bodies = await page.locator(".body").all()
    shown = [await body.evaluate("(body) => body.innerHTML") for body in bodies]
    assert dict(zip(HARMLESS, shown, strict=True)) == HARMLESS
    await expect(page).to_have_title("云岭省科协 · 学会助手")


async def test_link_opens_elsewhere_and_tells_nothing(page: Page, server: PageServer) -> None:
    server.store("<a href='/api/files/3' target='_top' onclick='x()'>原文</a>")
    await page.goto(server.url)
    link = page.get_by_role("link", name="原文")
    names = await link.evaluate("(link) => link.getAttributeNames().sort()")
    assert names == ["href", "rel", "target"]
    await expect(link).to_have_attribute("href", f"{server.url}api/files/3")
    await expect(link).to_have_attribute("target", "_blank")


async def test_deep_and_huge_markup_is_survived(page: Page, server: PageServer) -> None:
    server.store("<b>" * 5000 + "深" + "</b>" * 5000)
    server.store("<i>长</i>" * 20_000)
    await page.goto(server.url)
    await expect(page.locator(".body").first).to_have_text("深")
    await expect(page.locator(".body").nth(1)).to_have_text("长" * 20_000)


async def test_button_with_a_harmful_address_is_no_link(page: Page, server: PageServer) -> None:
    server.store("文", buttons=[[{"text": "点我", "url": "javascript:document.title='坏'"}]])
    await page.goto(server.url)
    await expect(page.locator(".buttons a")).to_have_count(0)


async def test_first_visit_is_small_and_asks_only_this_server(
    page: Page, server: PageServer
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(server.url)
    await expect(page.locator("#association")).to_have_text("云岭省科协")
    assert [url for url in asked if not url.startswith(server.url)] == []
    assert sum(file.stat().st_size for file in PAGE.iterdir() if file.is_file()) < 60_000


async def test_every_module_is_fetched_ahead(page: Page, server: PageServer) -> None:
    await page.goto(server.url)
    ahead = await page.locator("link[rel=modulepreload]").evaluate_all(
        "(links) => links.map((link) => link.getAttribute('href'))"
    )
    modules = {f"page/{file.name}" for file in PAGE.glob("*.js")} - {"page/chat.js"}
    assert set(ahead) == modules

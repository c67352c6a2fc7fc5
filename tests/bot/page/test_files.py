"""Files that are refused, too large, empty or on a broken line; the good way is in test_house."""

import pytest
from playwright.async_api import FilePayload, Page, expect

from tests.bot.page.server import PageServer, until

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c626001000000050001a5f645400000000049454e44ae426082"
)


def paper(name: str = "备案表.docx", content: bytes = b"x" * 3000) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


async def open_page(page: Page, server: PageServer) -> None:
    await page.goto(server.url)
    await until(lambda: bool(server.sockets))


async def test_refused_file_says_why_and_goes_again(page: Page, server: PageServer) -> None:
    server.file_refusal = (415, "这种文件还读不了，请换成 Word 或 PDF 再传。")
    await open_page(page, server)
    await page.locator("#file").set_input_files(paper())
    await expect(page.locator(".mine .state")).to_contain_text("这种文件还读不了")
    server.file_refusal = None
    await page.get_by_role("button", name="点此重发").click()
    await expect(page.locator(".mine .state")).to_have_text("已送达")
    assert server.uploads == [("备案表.docx", b"x" * 3000)]


async def test_broken_line_says_what_to_do(page: Page, server: PageServer) -> None:
    await open_page(page, server)
    await page.route("**/api/files", lambda route: route.abort())
    await page.locator("#file").set_input_files(paper())
    await expect(page.locator(".mine .state")).to_contain_text("请检查网络后重发")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"x" * 5000, "太大了，一个文件最大 4 KB"), (b"", "是空的，请检查后再选一次")],
)
async def test_too_large_or_empty_is_said_at_once(
    page: Page, server: PageServer, content: bytes, sentence: str
) -> None:
    server.limit = 4096
    await open_page(page, server)
    await page.locator("#file").set_input_files(paper(content=content))
    await expect(page.locator("#toast")).to_contain_text(sentence)
    await expect(page.locator(".mine")).to_have_count(0)
    assert server.uploads == []


async def test_picture_is_shown_before_it_has_arrived(page: Page, server: PageServer) -> None:
    await open_page(page, server)
    await page.route("**/api/files", lambda route: route.abort())
    await page.locator("#file").set_input_files(
        {"name": "会场.png", "mimeType": "image/png", "buffer": DOT}
    )
    picture = page.get_by_role("img", name="图片")
    await expect(picture).to_be_visible()
    await page.wait_for_function("() => document.querySelector('.picture img').naturalWidth === 1")


async def test_name_is_text(page: Page, server: PageServer) -> None:
    name = "<img src=x onerror=alert(1)>.pdf"
    server.store("", files=[{"name": name, "size": 2_621_440, "url": "/api/files/9"}])
    await open_page(page, server)
    await expect(page.locator(".file .name")).to_have_text(name)
    await expect(page.locator(".file small")).to_have_text("2.5 MB")

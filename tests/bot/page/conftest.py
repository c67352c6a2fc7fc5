"""A browser and a house for the whole run, a fresh visitor for every test."""

import os
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Error, Page, ViewportSize, expect

from tests.bot.page.browser import open_browser
from tests.bot.page.house import HouseProcess
from tests.bot.page.server import PageServer

# The browser's complaints, not the page's, and some tests want them: a line that is down, a
# refused file, harmful markup met by a parser that runs nothing.
EXPECTED = (
    "ERR_",
    "before receiving a handshake",
    "status of 4",
    "inline event handler",
    "inline style",
)
PHONE = ViewportSize(width=390, height=844)
expect.set_options(timeout=120_000)  # a machine may be busy with other tests


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    opened = open_browser()
    try:
        browser = await opened.__aenter__()
    except Error:
        if os.environ.get("CI"):
            raise
        pytest.skip("没有可用的 Chromium；安装后或设置 XUEHUI_CHROMIUM 再运行浏览器测试。")
    yield browser
    await opened.__aexit__(None, None, None)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[HouseProcess]:
    # As an operator starts it: it is stopped and started again under a page that is open.
    house = HouseProcess(data=tmp_path_factory.mktemp("house"), forked=False)
    await house.start()
    yield house
    await house.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def server() -> AsyncIterator[PageServer]:
    server = PageServer()
    await server.start()
    yield server
    await server.close()


@pytest_asyncio.fixture(loop_scope="session")
async def page(chromium: Browser) -> AsyncIterator[Page]:
    """A phone; whatever the page complains about in its console fails the test."""
    context = await chromium.new_context(viewport=PHONE, locale="zh-CN")
    page = await context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda entry: complaints.append(entry.text))
    yield page
    await context.close()
    assert [text for text in complaints if not any(word in text for word in EXPECTED)] == []

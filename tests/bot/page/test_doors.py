"""Pictures, file chips, links that bring people in, masked bubbles and ended sessions."""

import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from handlers.roles import LABELS
from tests.bot.page.browser import enter, say
from tests.bot.page.house import WORDS_ONLY, HouseProcess
from tests.bot.page.server import PageServer, until
from tests.forms.numbers import identity

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

IDENTITY = identity("41010119900101002")
THEIRS = ".message:not(.mine)"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[HouseProcess]:
    data = tmp_path_factory.mktemp("doors")
    house = HouseProcess(data=data, module="tests.bot.page.with_paper_room", settings=WORDS_ONLY)
    await house.start()
    yield house
    await house.stop()


async def test_a_picture_is_looked_at_in_the_conversation(page: Page, house: HouseProcess) -> None:
    await enter(page, house)
    await say(page, "要图片")
    picture = page.locator(f"{THEIRS} .picture img")
    await expect(picture).to_be_visible()
    for _ in range(2):
        await expect(picture).to_have_js_property("naturalWidth", 600)
        await expect(page.locator(THEIRS).last).to_contain_text("电子会员证")
        box = await picture.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        await expect(picture).to_be_in_viewport()
        await page.reload()


async def test_a_file_is_a_chip_that_saves_it(page: Page, house: HouseProcess) -> None:
    await enter(page, house)
    await say(page, "要文件")
    chip = page.get_by_role("link", name="会员名册.xlsx")
    await expect(chip).to_contain_text("4 KB")
    async with page.expect_download() as download:
        await chip.click()
    assert (await download.value).suggested_filename == "会员名册.xlsx"
    assert (await (await download.value).path()).read_bytes() == b"PK" * 2000


async def test_a_new_visitor_by_link_is_answered_instead_of_greeted(
    page: Page, house: HouseProcess
) -> None:
    await page.goto(f"{house.url}?start=a-B_9")
    await expect(page.locator(f"{THEIRS} .body")).to_have_text(["您带来的是 a-B_9"])
    assert page.url == house.url
    await page.reload()
    await expect(page.locator("#log .body")).to_have_text(["您带来的是 a-B_9"])


async def test_who_is_known_comes_in_by_link_too(page: Page, house: HouseProcess) -> None:
    await enter(page, house)
    await page.goto(f"{house.url}?from=wechat&start=second")
    await expect(page.locator(f"{THEIRS} .body").last).to_have_text("您带来的是 second")
    await expect(page.locator("#log .message")).to_have_count(2)
    assert page.url == f"{house.url}?from=wechat"


async def test_a_link_that_is_cut_off_is_no_link(page: Page, house: HouseProcess) -> None:
    await page.goto(f"{house.url}?start=%E4%BD%A0%20")
    await expect(page.get_by_role("button", name="可以问什么")).to_be_visible()
    assert page.url == house.url


async def test_a_number_is_masked_as_soon_as_it_is_stored(page: Page, house: HouseProcess) -> None:
    await enter(page, house)
    await say(page, f"我的身份证 {IDENTITY} 年检")
    mine = page.locator(".mine .body")
    await expect(mine).to_have_text([f"我的身份证 ••••{IDENTITY[-4:]} 年检"])
    await page.reload()
    await expect(mine).to_have_text([f"我的身份证 ••••{IDENTITY[-4:]} 年检"])
    assert IDENTITY not in await page.evaluate("JSON.stringify({...localStorage})")
    assert IDENTITY not in house.log.read_text()


async def test_a_message_that_is_taken_back_disappears(page: Page, house: HouseProcess) -> None:
    await enter(page, house)
    await say(page, "密码是 8848")
    await expect(page.locator(f"{THEIRS} .body").last).to_contain_text("已经撤回")
    await expect(page.locator(".mine")).to_have_count(0)


async def test_an_ended_session_begins_anew(page: Page, house: HouseProcess) -> None:
    await enter(page, house)
    await say(page, "谢谢")
    await expect(page.locator(f"{THEIRS} .body").last).to_contain_text("不客气")
    database = sqlite3.connect(house.data / "xuehui.db")
    with database:
        database.execute("UPDATE web_accounts SET closed_at = ?", (datetime.now(UTC),))
    database.close()
    await expect(page.locator("#toast")).to_contain_text("已经退出")
    await expect(page.locator("#log .message")).to_have_count(1)
    await expect(page.get_by_role("button", name="可以问什么")).to_be_visible()
    await say(page, "谢谢")
    await expect(page.locator(f"{THEIRS} .body").last).to_contain_text("不客气")


async def test_all_roles_fit_a_phone(page: Page, house: HouseProcess) -> None:
    await enter(page, house)
    select = page.get_by_role("combobox", name="我是")
    assert await select.locator("option").all_inner_texts() == list(LABELS.values())
    for label in LABELS.values():
        await select.select_option(label)
        box = await select.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 390
        assert box["height"] >= 44
    header = await page.locator("header").bounding_box()
    assert header is not None
    assert header["height"] < 844 / 6


async def test_a_link_waits_for_a_line_that_is_down(page: Page, server: PageServer) -> None:
    await page.route("**/api/start", lambda route: route.abort())
    await page.goto(f"{server.url}?start=abc")
    await expect(page.locator("#association")).to_have_text("云岭省科协")
    assert "start=abc" in page.url
    await page.unroute("**/api/start")
    await until(lambda: bool(server.started))
    await page.wait_for_url(server.url)
    (told,) = server.started
    assert told["payload"] == "abc"

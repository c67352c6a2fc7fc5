"""A whole form in a browser: typing, mistakes, rows, files, bad lines, other windows."""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, FilePayload, Page, Request, Route, expect

from forms.drafts import Draft
from forms.examples import example
from storage.archive import Archive
from tests.bot.filings import draft_of
from tests.bot.page.forms import PASTE, FormHouse, box, field, fill, form_house, now, saved
from tests.forms.catalogues import EIGHT
from tests.forms.numbers import identity

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

FORUM, TALENT, SALON = "forum-report", "young-talent-apply", "secretary-salon"
LOOK = "document.dispatchEvent(new Event('visibilitychange'))"
SMALL = """() => [...document.querySelectorAll("main button, main select, .line > input")]
  .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 40)
  .map((e) => e.outerHTML)"""
UNNAMED = """() => [...document.querySelectorAll("main :is(input, select, textarea)")]
  .filter((e) => e.checkVisibility() && !e.ariaHidden && !e.ariaLabel && !e.labels.length)
  .map((e) => e.outerHTML)"""
WATCH = """() => {
  window.longest = 0;
  const watch = (list) => {
    for (const each of list.getEntries()) window.longest = Math.max(longest, each.duration);
  };
  new PerformanceObserver(watch).observe({entryTypes: ["longtask"]});
}"""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def forms(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[FormHouse]:
    async with form_house(tmp_path_factory.mktemp("forms")) as house:
        yield house


def whole(form: str, *without: str) -> Draft:
    draft = example(EIGHT.forms[form], EIGHT, now().replace(tzinfo=None)).draft
    gone = {"society_id", "recommend_society", *without}
    return replace(draft, answers={k: v for k, v in draft.answers.items() if k not in gone})


def paper(name: str, content: bytes = b"%PDF-1.4 fictional") -> FilePayload:
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


async def test_what_is_typed_is_saved_and_the_page_follows(page: Page, forms: FormHouse) -> None:
    filing = await forms.open(page, FORUM)
    await expect(field(page, "society_name").locator("output")).to_have_text("云岭省材料学会")
    await expect(box(page, "venue")).to_have_count(0)
    await page.get_by_text("线下", exact=True).click()
    await expect(box(page, "venue")).to_be_visible()
    await fill(page, "venue", "会议中心二楼")
    await fill(page, "start_at", "明年6月18号上午九点")
    await expect(box(page, "start_at")).to_have_value(re.compile(r"\d{4}年6月18日（周.）09:00"))
    await fill(page, "people_expected", "一百二十人")
    await expect(box(page, "people_expected")).to_have_value("120")
    await expect(field(page, "people_expected").locator(".state")).to_have_text("已保存 ✓")
    await saved(page)
    draft = await draft_of(forms.database, filing)
    assert (draft.answers["mode"], draft.answers["people_expected"]) == ("offline", 120)
    await page.reload()
    await expect(box(page, "venue")).to_have_value("会议中心二楼")
    await expect(page.get_by_label("线下", exact=True)).to_be_checked()


async def test_a_mistake_is_told_at_its_field_and_kept_until_mended(
    page: Page, forms: FormHouse
) -> None:
    await forms.open(page, FORUM)
    await fill(page, "start_at", "2020年1月1日 9:00")
    news = field(page, "start_at").locator(".news")
    await expect(news).to_contain_text("应在今天之后")
    await expect(box(page, "start_at")).to_have_attribute("aria-invalid", "true")
    await expect(page.locator("#saved")).to_contain_text("1 处没有保存")
    await page.reload()
    await expect(box(page, "start_at")).to_have_value("2020年1月1日 9:00")
    await expect(news).to_contain_text("应在今天之后")
    await fill(page, "start_at", "明年1月1日 9:00")
    await expect(news).to_be_hidden()
    await saved(page)


async def test_what_is_unusual_asks_why(page: Page, forms: FormHouse) -> None:
    filing = await forms.open(page, FORUM)
    await fill(page, "activity_name", "云岭省材料峰会")
    trouble = field(page, "activity_name").locator(".trouble")
    await expect(trouble).to_contain_text("慎用")
    await trouble.get_by_label("请写明原因").fill("已经批准")
    await trouble.get_by_label("请写明原因").press("Tab")
    await forms.holds(filing, lambda draft: draft.reasons == {"activity_name": "已经批准"})
    await expect(trouble).to_contain_text("原因已保存")


async def test_emptying_and_taking_back(page: Page, forms: FormHouse) -> None:
    filing = await forms.open(page, SALON)
    await fill(page, "attendee_name", "沈知微")
    await fill(page, "attendee_name", "")
    await forms.holds(filing, lambda draft: "attendee_name" not in draft.answers)
    await field(page, "hotel").get_by_text("是", exact=True).click()
    await forms.holds(filing, lambda draft: draft.answers.get("hotel") is True)
    await field(page, "hotel").get_by_role("button", name="不填了").click()
    await forms.holds(filing, lambda draft: draft.answers.get("hotel") is None)
    await expect(field(page, "hotel").get_by_label("是", exact=True)).not_to_be_checked()


async def test_rows_are_added_and_taken_out(page: Page, forms: FormHouse) -> None:
    filing = await forms.open(page, FORUM)
    await fill(page, "speakers.0.name", "甲一")
    for n, name in ((1, "乙二"), (2, "丙三")):
        await page.get_by_role("button", name="添加一项").click()
        await expect(box(page, f"speakers.{n}.name")).to_be_focused()
        await fill(page, f"speakers.{n}.name", name)
    await box(page, "speakers.2.title").fill("还没有离开这一格")
    remove = page.get_by_role("button", name="删去第2项")
    await remove.click()
    await expect(remove).to_have_text("确定删去？")
    await remove.click()
    draft = await forms.holds(filing, lambda draft: len(draft.rows("speakers")) == 2)
    assert [row["name"] for row in draft.rows("speakers")] == ["甲一", "丙三"]
    await expect(box(page, "speakers.1.title")).to_have_value("还没有离开这一格")
    await forms.holds(filing, lambda draft: draft.rows("speakers")[1].get("title") is not None)


async def test_lines_of_a_spreadsheet_are_pasted(page: Page, forms: FormHouse) -> None:
    await page.set_viewport_size({"width": 1280, "height": 900})
    filing = await forms.open(page, FORUM)
    lines = "".join(f"沈{n}\t云岭大学教授\t题目{n}\t内地\t是\t否\n" for n in range(40))
    await box(page, "speakers.0.name").evaluate(PASTE, lines)
    await forms.holds(filing, lambda draft: len(draft.rows("speakers")) == 40)
    await expect(page.locator(".row")).to_have_count(40)
    await page.get_by_role("button", name="从表格粘贴").click()
    await page.get_by_label("从表格里复制的内容").fill("姓名\t国别地区\n沈末\t火星\n")
    await page.get_by_role("button", name="填进表里").click()
    await forms.holds(filing, lambda draft: len(draft.rows("speakers")) == 41)
    await expect(box(page, "speakers.40.name")).to_have_value("沈末")
    news = field(page, "speakers.40.nationality").locator(".news")
    await expect(news).to_contain_text("请从这些里选")
    await expect(page.locator("#saved")).to_contain_text("1 处没有保存")


async def test_a_long_text_may_have_lines_of_its_own(page: Page, forms: FormHouse) -> None:
    filing = await forms.open(page, TALENT)
    await box(page, "works.0.desc").evaluate(PASTE, "第一行\n第二行")
    await fill(page, "works.0.desc", "第一行写成果是什么样的\n第二行写本人做了哪一部分")
    draft = await forms.holds(filing, lambda draft: bool(draft.rows("works")))
    assert "\n" in draft.rows("works")[0]["desc"]


async def test_files_are_sent_replaced_saved_and_taken_out(page: Page, forms: FormHouse) -> None:
    filing = await forms.open(page, FORUM)
    agenda = field(page, "agenda")
    await box(page, "agenda").set_input_files(
        [paper("议程.pdf"), paper("方案.pdf", b"%PDF-1.4 2")]
    )
    await expect(agenda.locator(".name")).to_have_text(["议程.pdf（1 KB）", "方案.pdf（1 KB）"])
    async with page.expect_download() as download:
        await agenda.get_by_role("button", name="下载：方案.pdf").click()
    assert (await (await download.value).path()).read_bytes() == b"%PDF-1.4 2"
    async with page.expect_file_chooser() as chooser:
        await agenda.get_by_role("button", name="替换：议程.pdf").click()
    await (await chooser.value).set_files([paper("新议程.pdf", b"%PDF-1.4 3")])
    await expect(agenda.locator(".name")).to_have_text(["新议程.pdf（1 KB）", "方案.pdf（1 KB）"])
    await agenda.get_by_role("button", name="删去：方案.pdf").click()
    await expect(agenda.locator(".name")).to_have_text(["新议程.pdf（1 KB）"])
    await box(page, "agenda").set_input_files([paper("议程.exe"), paper("空.pdf", b"")])
    await expect(agenda.locator(".refused")).to_have_count(2)
    await expect(agenda).to_contain_text("类型不对")
    await expect(agenda).to_contain_text("是空的")
    draft = await draft_of(forms.database, filing)
    assert [each["name"] for each in draft.answers["agenda"]] == ["新议程.pdf"]


async def test_a_lost_line_loses_nothing(page: Page, forms: FormHouse) -> None:
    filing = await forms.open(page, FORUM)
    await page.route("**/api/filings/**", lambda route: route.abort())
    await fill(page, "theme", "新材料与新工艺")
    await fill(page, "people_scope", "全省科技工作者")
    await expect(page.locator("#saved")).to_contain_text("2 处还没有保存")
    await expect(field(page, "theme").locator(".state")).to_contain_text("连上网后自动保存")
    await page.unroute("**/api/filings/**")
    draft = await forms.holds(filing, lambda draft: "people_scope" in draft.answers)
    assert draft.answers["theme"] == "新材料与新工艺"
    await saved(page)


async def test_what_was_typed_before_the_page_was_closed_is_saved_at_the_next_visit(
    page: Page, forms: FormHouse
) -> None:
    filing = await forms.open(page, FORUM)
    await box(page, "theme").fill("没有离开这一格就关了")
    await page.goto("about:blank")
    await forms.go(page, filing)
    await forms.holds(filing, lambda draft: draft.answers.get("theme") == "没有离开这一格就关了")
    await saved(page)


async def test_a_slow_answer_never_writes_over_what_is_typed_next(
    page: Page, forms: FormHouse
) -> None:
    filing = await forms.open(page, FORUM)

    async def slowly(route: Route) -> None:
        await asyncio.sleep(0.6)
        await route.continue_()

    await page.route("**/api/filings/*", slowly)
    await fill(page, "theme", "一")
    await box(page, "theme").focus()
    await page.keyboard.type("二")
    await page.wait_for_timeout(1500)
    await expect(box(page, "theme")).to_be_focused()
    typed = await box(page, "theme").input_value()
    assert "二" in typed
    await box(page, "theme").press("Tab")
    await forms.holds(filing, lambda draft: draft.answers.get("theme") == typed)


async def test_two_windows_do_not_write_over_each_other(page: Page, forms: FormHouse) -> None:
    filing = await forms.open(page, FORUM)
    other = await page.context.new_page()
    await forms.go(other, filing)
    await box(page, "theme").fill("我正在写的")
    await fill(other, "theme", "另一个窗口写的")
    await fill(other, "people_scope", "全省")
    await saved(other)
    await page.evaluate(LOOK)
    await expect(box(page, "people_scope")).to_have_value("全省")
    await expect(box(page, "theme")).to_have_value("我正在写的")
    choice = field(page, "theme").locator(".news")
    await expect(choice).to_contain_text("改成「另一个窗口写的」")
    await choice.get_by_role("button", name="用我填的").click()
    await forms.holds(filing, lambda draft: draft.answers["theme"] == "我正在写的")
    await fill(other, "theme", "后写的")
    await expect(field(other, "theme").locator(".news")).to_contain_text("改成「我正在写的」")
    await field(other, "theme").get_by_role("button", name="用别处的").click()
    await expect(box(other, "theme")).to_have_value("我正在写的")
    await other.close()


async def test_a_row_taken_out_elsewhere_does_not_take_the_typing_along(
    page: Page, forms: FormHouse
) -> None:
    filing = await forms.open(page, FORUM)
    await box(page, "speakers.0.name").evaluate(PASTE, "甲一\t甲大\n乙二\t乙大\n")
    await forms.holds(filing, lambda draft: len(draft.rows("speakers")) == 2)
    other = await page.context.new_page()
    await forms.go(other, filing)
    await box(page, "speakers.0.title").fill("甲一的题目")
    for _ in range(2):
        await other.get_by_role("button", name="删去第1项").click()
    await forms.holds(filing, lambda draft: len(draft.rows("speakers")) == 1)
    await box(page, "speakers.0.title").press("Tab")
    await expect(field(page, "speakers.0.title").locator(".news")).to_contain_text("别处")
    assert "title" not in (await draft_of(forms.database, filing)).rows("speakers")[0]
    await other.close()


async def test_the_end_marks_what_is_missing_and_tells_the_chat_once(
    page: Page, forms: FormHouse
) -> None:
    filing = await forms.open(page, FORUM, whole(FORUM, "theme", "contact_email"))
    await page.get_by_role("button", name="填好了，回到对话提交").click()
    await expect(page.locator("#finish-say")).to_contain_text("还有 1 处要填")
    await expect(box(page, "theme")).to_be_focused()
    await expect(field(page, "theme").locator(".trouble")).to_be_visible()
    await fill(page, "theme", "新材料")
    for _ in range(2):
        await page.get_by_role("button", name="填好了，回到对话提交").click()
        await expect(page.locator("#finish-say")).to_contain_text("都填好了，还没有提交")
    draft = await draft_of(forms.database, filing)
    assert draft.answers["contact_email"] is None
    await page.get_by_role("link", name="回到对话").click()
    told = page.locator(".message:not(.mine)", has_text="整张表都填好了，还没有提交")
    await expect(told).to_have_count(1)
    await told.get_by_role("button", name="接着填").click()
    await expect(page.locator("#log")).to_contain_text("新材料")


async def test_what_is_missing_is_listed_with_links(page: Page, forms: FormHouse) -> None:
    await forms.open(page, FORUM, whole(FORUM, "theme", "contact_name"))
    button = page.locator("#missing-button")
    await expect(button).to_contain_text("还差 2 处")
    await button.click()
    await page.get_by_role("link", name="联系人", exact=True).click()
    await expect(box(page, "contact_name")).to_be_focused()
    await expect(page.locator("#missing")).to_be_hidden()
    await fill(page, "contact_name", "沈知微")
    await expect(button).to_contain_text("还差 1 处")


async def test_a_returned_filing_opens_only_what_is_to_be_mended(
    page: Page, forms: FormHouse
) -> None:
    filing = await forms.open(page, FORUM, whole(FORUM))
    async with forms.database.writing() as work:
        archive = Archive(work)
        found = await archive.filings.get(filing)
        assert found is not None
        await archive.filings.move(found, "returned", now=now(), named={"theme"})
    await page.reload()
    await expect(page.locator("#note")).to_contain_text("请修改")
    await expect(box(page, "theme")).to_be_editable()
    await expect(box(page, "goal")).to_have_count(0)
    await expect(field(page, "theme").locator(".tag")).to_have_text("请修改")
    async with forms.database.writing() as work:
        archive = Archive(work)
        found = await archive.filings.get(filing)
        assert found is not None
        await archive.filings.move(found, "received", now=now())
    await fill(page, "theme", "来不及了")
    await expect(field(page, "theme")).to_contain_text("现在不能改")
    await page.reload()
    await expect(page.locator("#note")).to_contain_text("只能看")
    await expect(page.locator("main :is(input, textarea, select):visible")).to_have_count(0)


async def test_markup_in_a_value_is_text(page: Page, forms: FormHouse) -> None:
    hostile = "<img src=x onerror=alert(1)><b>粗</b>"
    await forms.open(page, FORUM)
    await fill(page, "theme", hostile)
    await fill(page, "speakers.0.name", hostile)
    await fill(page, "activity_name", f"峰会{hostile}")
    await box(page, "agenda").set_input_files(paper(f"{hostile.replace('/', '')}.pdf"))
    await expect(field(page, "agenda").locator(".name")).to_contain_text("onerror")
    await saved(page)
    await page.reload()
    await expect(box(page, "theme")).to_have_value(hostile)
    assert await page.locator("main img, main b").count() == 0


async def test_numbers_of_persons_stay_out_of_the_device(page: Page, forms: FormHouse) -> None:
    number = identity("53010019020101001")
    filing = await forms.open(page, TALENT)
    await page.route("**/api/filings/**", lambda route: route.abort())
    await fill(page, "id_no", number)
    await fill(page, "goal", "还没有保存的目标")
    kept = await page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")
    assert "还没有保存的目标" in kept
    assert number not in kept
    await page.unroute("**/api/filings/**")
    await forms.holds(filing, lambda draft: draft.answers.get("id_no") == number)
    await expect(box(page, "id_no")).to_have_value("")
    await expect(box(page, "id_no")).to_have_attribute("placeholder", re.compile(number[-4:]))
    assert number not in await page.content()


async def test_who_has_no_business_here_is_told_so(
    page: Page, forms: FormHouse, chromium: Browser
) -> None:
    filing = await forms.open(page, FORUM)
    context = await chromium.new_context()
    stranger = await context.new_page()
    await stranger.goto(f"{forms.house.url}form/{filing}")
    await expect(stranger.locator("#note")).to_contain_text("请先打开对话")
    await forms.person(stranger)
    await stranger.goto(f"{forms.house.url}form/{filing}")
    await expect(stranger.locator("#note")).to_contain_text("没有找到")
    await expect(stranger.get_by_role("link", name="回到对话")).to_be_visible()
    await context.close()


async def test_inside_telegram_a_pass_takes_the_place_of_the_cookie(
    page: Page, forms: FormHouse
) -> None:
    filing = await forms.open(page, FORUM)
    entered: list[object] = []
    passes: list[str | None] = []

    async def enter_(route: Route) -> None:
        entered.append(route.request.post_data_json)
        await route.fulfill(json={"pass": f"p{len(entered)}"})

    async def checked(route: Route, request: Request) -> None:
        passes.append(request.headers.get("x-form-pass"))
        if passes[-1] == "p1" and len(passes) == 2:
            await route.fulfill(status=401, body="请重新打开。")
            return
        headers = {k: v for k, v in request.headers.items() if k != "x-form-pass"}
        await route.continue_(headers=headers)

    await page.route("**/api/form-pass", enter_)
    await page.route("**/api/filings/**", checked)
    word = "user%3D1%26hash%3Dabc"
    await page.goto("about:blank")
    await page.goto(f"{forms.house.url}form/{filing}#tgWebAppData={word}&tgWebAppVersion=8.0")
    await expect(box(page, "theme")).to_be_visible()
    assert "tgWebAppData" not in page.url
    await fill(page, "theme", "新材料")
    await saved(page)
    assert entered == [{"init_data": "user=1&hash=abc"}] * 2
    assert passes[:3] == ["p1", "p1", "p2"]
    await page.reload()
    await expect(box(page, "theme")).to_have_value("新材料")


@pytest.mark.parametrize("form", sorted(EIGHT.forms))
async def test_nothing_is_cut_off_and_all_can_be_reached(
    page: Page, forms: FormHouse, form: str
) -> None:
    await forms.open(page, form, whole(form))
    for width, zoom in product((320, 390, 1280), (100, 200)):
        await page.set_viewport_size({"width": width, "height": 800})
        await page.evaluate(f"document.documentElement.style.fontSize = '{1.125 * zoom}%'")
        wide = await page.locator("body *:visible").evaluate_all(
            "(all) => all.filter((e) => e.getBoundingClientRect().right > innerWidth + 1"
            " && !e.closest('.picker')).map((e) => e.id || e.className)"
        )
        assert wide == [], (width, zoom)
    await page.evaluate("document.documentElement.style.fontSize = ''")
    await page.set_viewport_size({"width": 390, "height": 844})
    assert await page.evaluate(SMALL) == []
    assert await page.evaluate(UNNAMED) == []


async def test_sixty_rows_stay_quick(page: Page, forms: FormHouse) -> None:
    draft = whole(FORUM)
    rows = [dict(draft.rows("speakers")[0], name=f"沈{n}") for n in range(60)]
    await page.set_viewport_size({"width": 1280, "height": 900})
    filing = await forms.open(page, FORUM, draft.with_rows("speakers", rows, {}))
    await expect(page.locator(".row")).to_have_count(60)
    await page.evaluate(WATCH)
    await fill(page, "speakers.59.name", "沈末")
    await forms.holds(filing, lambda draft: draft.rows("speakers")[59]["name"] == "沈末")
    await saved(page)
    assert await page.evaluate("window.longest") < 400


async def test_every_module_is_preloaded_and_the_page_is_small() -> None:
    folder = Path(__file__).parents[3] / "bot/channels/page/form"
    html = (folder / "form.html").read_text()
    modules = {path.name for path in folder.glob("*.js")} - {"main.js"}
    assert modules == set(re.findall(r'modulepreload" href="\.\./page/form/(.*?)"', html))
    assert sum(path.stat().st_size for path in folder.iterdir()) < 70_000

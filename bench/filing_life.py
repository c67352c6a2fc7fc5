"""The life of one forum report, photographed: each role in a browser of its own.

`python -m bench.screenshot filing` writes the pictures of docs/forms.md.
"""

from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Protocol

from playwright.async_api import Browser, FilePayload, Locator, Page, ViewportSize, expect

from tests.bot.page.browser import enter, say
from tests.bot.page.house import ROOT, HouseProcess

PHONE = ViewportSize(width=390, height=780)
PAPER = (ROOT / "tests" / "dialogues" / "files" / "certificate.pdf").read_bytes()
MESSAGE = (
    "10月20日上午9点到10月21日下午5点在云州国际会议中心办超硬材料学术年会，"
    "300人，线下，不收费，预算三万五"
)
TABLE = "主讲人、报告人"
# A question of the form, by its label → what is said to it.
ANSWERS = {
    "主题": "超硬材料的制备与应用",
    "预期目标": "交流超硬材料的最新研究成果，形成一份学科发展建议。",
    "主要内容与议题": "上午主旨报告三场；下午分制备工艺、检测方法、产业应用三个专题研讨。",
    "是否属于章程规定的业务范围": "是",
    "学会内部审议会议": "理事会",
    "审议日期": "上周五",
    "参加人员范围": "全省超硬材料领域科技工作者",
    "主办单位": "云岭省材料学会",
    "承办单位": "跳过",
    "协办、支持、指导单位": "跳过",
    "是否以党政机关名义或与其联合举办": "否",
    "合作方是否含企业等营利机构": "否",
    "姓名": "林知远",
    "单位及职务": "云岭大学教授",
    "报告题目": "超硬材料的新进展",
    "国别地区": "内地",
    "是否已了解其思想政治倾向并审核题目、内容": "是",
    "是否在职党政领导干部": "否",
    TABLE: "没有了",
    "境外（含港澳台）人员数": "0",
    "是否含评选、排名、颁奖": "否",
    "经费来源": "会费、会议费",
    "是否有媒体报道或直播": "否",
    "安全与舆情应急预案": "秘书长总负责，会场设两名安全员；有舆情一小时内报省科协，统一回应。",
    "未按期报告的原因": "会场刚刚确定，以后提前报告。",
    "学会党组织形式": "党支部",
    "党组织审核意见": "同意",
    "党组织审核人": "沈怀瑾",
    "党组织审核日期": "昨天",
    "联系人": "何清和",
    "联系人手机": "13800138500",
    "联系人邮箱": "跳过",
    "是否承诺所填内容真实、活动合规": "是",
}
PAPERS = {"活动方案与议程": "年会方案.pdf", "内部审议会议纪要": "理事会纪要.pdf"}


class Take(Protocol):
    """Takes one picture."""

    def __call__(self, page: Page, name: str, *, top: bool = False) -> Awaitable[None]: ...


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody at the page in one role; every deed waits for its answer."""

    page: Page

    async def says(self, text: str) -> None:
        await self._answered(say(self.page, text))

    async def presses(self, label: str) -> None:
        button = self.page.locator("article:not(.mine)").get_by_role("button", name=label)
        await self._answered(button.last.click())  # a letter may have come in below it

    async def sends(self, name: str) -> None:
        content = PAPER + f"%{name}".encode()  # the same file twice is one
        paper = FilePayload(name=name, mimeType="application/pdf", buffer=content)
        await self._answered(self.page.locator("input[type=file]").set_input_files([paper]))

    async def sees(self, text: str) -> None:
        await expect(self._last).to_contain_text(text)

    async def asked(self) -> str:
        """The label of the question that is open."""
        bold = self._last.locator("b")
        return await bold.first.inner_text() if await bold.count() else ""

    @property
    def _last(self) -> Locator:
        return self.page.locator("article:not(.mine)").last

    async def _answered(self, deed: Awaitable[None]) -> None:
        heard = self.page.locator("article:not(.mine)")
        before = await heard.count()
        await deed
        await expect(heard.nth(before)).to_be_visible()
        await self.page.wait_for_timeout(500)  # a second bubble may follow


@asynccontextmanager
async def visiting(browser: Browser, house: HouseProcess, role: str) -> AsyncIterator[Visitor]:
    context = await browser.new_context(viewport=PHONE, device_scale_factor=2)
    page = await context.new_page()
    await enter(page, house)
    await page.locator("#role").select_option(label=role)
    await expect(page.locator("article").last).to_contain_text(f"您现在的身份是{role}")
    yield Visitor(page)
    await context.close()


async def live(browser: Browser, house: HouseProcess, take: Take) -> None:
    """From the first message to the calendar."""
    async with (
        visiting(browser, house, "学会秘书") as secretary,
        visiting(browser, house, "学会负责人") as leader,
        visiting(browser, house, "工作人员") as staff,
    ):
        await fill_in(secretary, take)
        await hand_in(secretary, take)
        await confirm(leader, take)
        await send_back(staff)
        await mend(secretary, take)
        await confirm(leader, None)
        await accept(staff, take)
        await look_back(secretary, take)


async def fill_in(secretary: Visitor, take: Take) -> None:
    await secretary.says("一会一报")
    await secretary.presses("开始填")
    await secretary.says(MESSAGE)
    await take(secretary.page, "filing-message.png")
    await secretary.presses("都对，填上")
    while (label := await secretary.asked()) in ANSWERS | PAPERS:
        if label in PAPERS:
            await secretary.sends(PAPERS[label])
            await secretary.presses("没有了") if await secretary.asked() == label else None
        elif label == TABLE and not await _has_rows(secretary):
            await secretary.presses("添一项")
        else:
            await secretary.says(ANSWERS[label])


async def _has_rows(secretary: Visitor) -> bool:
    last = secretary.page.locator("article:not(.mine)").last
    return "再添一项" in await last.inner_text()


async def hand_in(secretary: Visitor, take: Take) -> None:
    async with secretary.page.expect_popup() as opened:
        await secretary.page.get_by_role("link", name="打开整张表").last.click()
    whole = await opened.value
    await expect(whole.get_by_text("必填的都填好了")).to_be_visible()
    await take(whole, "filing-page.png")
    await whole.close()
    await secretary.presses("下一页")
    await take(secretary.page, "filing-summary.png")
    await secretary.presses("提交")
    await secretary.presses("回执")
    await take(secretary.page, "filing-receipt.png")


async def confirm(leader: Visitor, take: Take | None) -> None:
    await leader.says("待办审核")
    await leader.presses("超硬材料学术年会")
    await leader.presses("确认报送")
    if take:
        await take(leader.page, "filing-leader.png")
    await leader.presses("情况属实，同意")
    await leader.presses("确定")


async def send_back(staff: Visitor) -> None:
    await staff.says("待办审核")
    await staff.presses("超硬材料学术年会")
    await staff.presses("退回修改")
    await staff.says("地点：请写到会场、4")
    await staff.says("请补充会场，主题再具体一些。")
    await staff.presses("确定")


async def mend(secretary: Visitor, take: Take) -> None:
    await secretary.sees("请修改：主题、地点")
    await secretary.presses("接着填")
    await take(secretary.page, "filing-returned.png")
    await secretary.says("超硬材料的低成本制备与产业应用")
    await secretary.says("云州国际会议中心二楼报告厅")
    await secretary.presses("提交")


async def accept(staff: Visitor, take: Take) -> None:
    await staff.says("待办审核")
    await staff.presses("超硬材料学术年会")
    await take(staff.page, "filing-card.png", top=True)
    await staff.presses("受理")
    await staff.presses("再看这一件")
    await staff.presses("备案")
    await staff.presses("1. 同意")
    await staff.presses("确定")


async def look_back(secretary: Visitor, take: Take) -> None:
    await secretary.says("活动日历")
    await secretary.says("我的申报")
    await secretary.presses("超硬材料学术年会")
    await take(secretary.page, "filing-history.png")

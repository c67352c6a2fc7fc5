"""The life of one notice, photographed: sent, checked, asked about; a question answered by staff.

`python -m bench.screenshot library` writes the pictures of docs/library.md.
"""

from io import BytesIO

from docx import Document
from playwright.async_api import Browser, FilePayload

from bench.filing_life import Take, Visitor, visiting
from tests.bot.page.house import HouseProcess

NAME = "能力提升项目通知.docx"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TITLE = "关于组织申报2027年度学会能力提升项目的通知"
LINES = (
    "云岭科协发〔2026〕31号",
    TITLE,
    "各省级学会：",
    "为支持学会改革发展，现将申报2027年度学会能力提升项目有关事项通知如下：",
    "一、支持名额和经费",
    "全省共支持30个学会，每个学会支持经费8万元，分两次拨付。",
    "二、申报方式",
    "请于2027年1月15日前将申报书一式三份报送省科协学会部。",
    "三、其他事项",
    "《云岭省科协2026年学会学术工作要点》（云岭科协办发〔2026〕5号）同时废止。",
    "附件：学会能力提升项目申报书",
    "云岭省科学技术协会",
    "2026年11月20日",
)
QUESTION = "2027年度学会能力提升项目支持多少个学会？"
UNANSWERED = "食堂几点开门？"


async def live(browser: Browser, house: HouseProcess, take: Take) -> None:
    """From the file that was sent to the page of the passage, and from a question to its reply."""
    async with (
        visiting(browser, house, "工作人员") as staff,
        visiting(browser, house, "会员") as member,
        visiting(browser, house, "学会秘书") as secretary,
    ):
        await take_in(staff, take)
        await member.says(QUESTION)
        await take(member.page, "library-answer.png")
        await follow(member, take)
        await secretary.says(UNANSWERED)
        await secretary.presses("请工作人员回答")
        await reply(staff, take)
        await secretary.sees("您的问题有答复了")
        await take(secretary.page, "library-reply.png")


async def take_in(staff: Visitor, take: Take) -> None:
    await staff.says("收录通知")
    paper = FilePayload(name=NAME, mimeType=WORD, buffer=written())
    await staff.page.locator("input[type=file]").set_input_files([paper])
    await staff.page.get_by_role("button", name="改内容").last.wait_for()
    await take(staff.page, "library-card.png", top=True)
    await staff.page.get_by_role("button", name="收录", exact=False).last.wait_for()
    await staff.says("收录")
    await staff.says("会员")
    await take(staff.page, "library-taken.png")


def written() -> bytes:
    document, stream = Document(), BytesIO()
    for line in LINES:
        document.add_paragraph(line)
    document.save(stream)
    return stream.getvalue()


async def follow(member: Visitor, take: Take) -> None:
    """The link under the answer, opened."""
    async with member.page.context.expect_page() as opened:
        await member.page.get_by_role("link", name="在网页上看这一条").first.click()
    page = await opened.value
    await page.set_viewport_size({"width": 390, "height": 780})
    await page.locator("mark").first.wait_for()
    await take(page, "library-page.png")
    await page.close()


async def reply(staff: Visitor, take: Take) -> None:
    await staff.says("待答问题")
    await staff.presses(UNANSWERED)
    await take(staff.page, "library-question.png")
    await staff.presses("我来答")
    await staff.says("工作日十一点半开门，周末不开。")
    await staff.presses("收进问答库")
    await staff.says(UNANSWERED)
    await staff.presses("所有人")
    await staff.presses("确定")

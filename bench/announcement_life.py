"""The life of one announcement, photographed: written, agreed to, received, counted.

`python -m bench.screenshot announcement` writes the pictures of docs/announcements.md.
"""

from playwright.async_api import Browser

from bench.filing_life import Take, Visitor, visiting
from tests.bot.page.house import HouseProcess

TITLE = "关于召开秘书长会议的通知"
TEXT = (
    f"{TITLE}\n各学会：定于12月10日上午9点在云岭科技馆201会议室召开秘书长会议，"
    "请秘书长参加。能否参加，请在下面选一项。"
)
AT_NIGHT = "还是同意"  # asked once more, lest it rings at ten
CHOICES = "参加、不参加、派人参加"


async def live(browser: Browser, house: HouseProcess, take: Take) -> None:
    """From the first word to the report, and what is due for the one who got it."""
    async with (
        visiting(browser, house, "学会秘书") as secretary,
        visiting(browser, house, "学会秘书"),  # another, who has not read it
        visiting(browser, house, "部门负责人") as head,
        visiting(browser, house, "工作人员") as staff,
    ):
        await write(staff)
        await choose(staff, take)
        await agree(head, take)
        await receive(secretary, take)
        await staff.presses("看报告")
        await take(staff.page, "announcement-report.png", top=True)
        await secretary.says("我的待办")
        await take(secretary.page, "announcement-duties.png")


async def write(staff: Visitor) -> None:
    await staff.says("写通知")
    await staff.says(TEXT)
    await staff.sends("会议议程.pdf")
    await staff.presses("完成")
    await staff.presses("加按钮")
    await staff.presses("要已阅")
    await staff.presses("加投票")
    await staff.says(CHOICES)
    await staff.presses("回到这条通知")


async def choose(staff: Visitor, take: Take) -> None:
    await staff.presses("发给谁")
    await staff.presses("全部学会秘书")
    await take(staff.page, "announcement-audience.png")
    await staff.presses("选好了")
    await take(staff.page, "announcement-draft.png", top=True)
    await staff.presses("送核准")


async def agree(head: Visitor, take: Take) -> None:
    asked = head.page.get_by_role("button", name="同意发送")
    await asked.last.wait_for()
    await take(head.page, "announcement-approval.png")
    await head.presses("同意发送")
    if await head.page.get_by_role("button", name=AT_NIGHT).count():
        await head.presses(AT_NIGHT)


async def receive(secretary: Visitor, take: Take) -> None:
    await secretary.presses("已阅")
    await secretary.presses("1. 参加")
    await take(secretary.page, "announcement-received.png")

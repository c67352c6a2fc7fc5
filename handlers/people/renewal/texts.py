"""What the corner says; everything that came from outside is escaped here."""

from datetime import date
from html import escape

from handlers.acting import heading
from handlers.days import day
from handlers.people.fields import lines
from handlers.people.renewal.service import Everywhere, Here, Progress
from storage.campaigns import Campaign
from storage.members import Member

TITLE = "会员动态更新"
NONE_OPEN = "现在没有进行中的动态更新。"
DUE = "截止日期是哪一天？例如 {example}。"
DUE_HINT = "会员要在这一天之前确认自己的信息，必须晚于今天。"
DUE_PAST = "截止日期要晚于今天。请再填一次，例如 {example}。"
SUMMARY = (
    "<b>{year}年会员信息动态更新</b>\n"
    "截止日期：{due}\n"
    "已核实的会员：{many} 人，都会变为「需更新」，并收到一条提醒。\n"
    "各学会秘书也会收到通知。一年只能开启一次，请核对后点「确定」："
)
OPENED = (
    "已开启{year}年动态更新，截止{due}。{many} 位会员的状态变为「需更新」，"
    "提醒正在分批发出，学会秘书也会收到通知。"
)
SURE = (
    "要结束{year}年的动态更新吗？还没有发出的提醒不再发，没有确认的会员仍是「需更新」，"
    "由学会秘书继续核对。今年不能再开启。"
)
CLOSED = "已结束{year}年动态更新。没有确认的会员可由学会秘书继续核对。"
EXPORTED = "各学会的进度表在这里，完成得少的排在前面。"
TO_SECRETARY = (
    "{top}\n{year}年会员信息动态更新开始了，请在{due}前完成。本学会有 {open} 位会员要更新："
    "用这里的会员会收到提醒、自己确认；没有用的，请您联系核对后在名册里点「标为已核实」。"
)
TO_MEMBER = (
    "{top}\n{name}，您好！今年的会员信息请您看一遍，请在{due}前确认：\n{known}\n"
    "没有变化就点「信息没有变化」，有变化就点「要更正」。"
)
STILL_OPEN = "还没有更新的会员，点姓名可以核对："
ALL_DONE = "全部更新完了，谢谢！"
NOBODY = "还没有已核实的会员，没有要更新的。"
WORST_FIRST = "第 {number}/{pages} 页，完成得少的排在前面，点学会看名单："


def summary(year: int, due: date, many: int) -> str:
    return SUMMARY.format(year=year, due=day(due), many=many)


def opened(year: int, due: date, many: int) -> str:
    return OPENED.format(year=year, due=day(due), many=many)


def _standing(campaign: Campaign | None) -> str:
    if campaign is None:
        return NONE_OPEN
    return f"{campaign.year}年动态更新，截止{day(campaign.due)}。"


def everywhere(found: Everywhere) -> str:
    top = f"<b>{TITLE}进度</b>\n{_standing(found.campaign)}"
    if not found.societies:
        return f"{top}\n{NOBODY}"
    total = f"全部学会：已更新 {found.done} 人，未更新 {found.open} 人。"
    page = WORST_FIRST.format(number=found.number + 1, pages=found.pages)
    return "\n".join([top, total, page])


def line(found: Progress) -> str:
    """A button: plain text."""
    return f"{found.society[:40]} {found.percent}%（未更新 {found.open}）"


def _figures(found: Progress) -> str:
    return f"{found.percent}%（已更新 {found.done}，未更新 {found.open}）"


def here(found: Here) -> str:
    top = f"{heading(TITLE, found.progress.society)}\n{_standing(found.campaign)}"
    if not found.progress.total:
        return f"{top}\n{NOBODY}"
    known = f"完成 {_figures(found.progress)}。"
    rest = STILL_OPEN if found.members else ALL_DONE
    return f"{top}\n{known}\n{rest}"


def to_secretary(campaign: Campaign, found: Progress) -> str:
    return TO_SECRETARY.format(
        top=heading(TITLE, found.society),
        year=campaign.year,
        due=day(campaign.due),
        open=found.open,
    )


def to_member(campaign: Campaign, member: Member) -> str:
    return TO_MEMBER.format(
        top=heading(TITLE, member.society),
        name=escape(member.name),
        due=day(campaign.due),
        known="\n".join(lines(member)),
    )


def sure(campaign: Campaign) -> str:
    return SURE.format(year=campaign.year)


def closed(campaign: Campaign) -> str:
    return CLOSED.format(year=campaign.year)

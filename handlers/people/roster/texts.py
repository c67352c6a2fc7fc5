"""What the corner says; everything that came from outside is escaped here."""

from html import escape

from handlers.acting import heading
from handlers.days import day, short_day
from handlers.people.fields import STATES, TITLES, lines
from handlers.people.roster.service import Deed, Opened, Overview, Page
from storage.members import Member, MemberState

TITLE = "会员名册"
EMPTY = "名册还是空的。可以一位一位添加，或者下载模板填好后整批导入。"
NONE_HERE = "这里现在没有人。"
PICK = "点一位会员，看他的信息："
NOBODY_FOUND = "名册里没有名字含「{name}」的会员。请核对姓名，或换一个字再找。"
SEVERAL_FOUND = "找到 {many} 位，姓名相同的请看工作单位和号码末四位："
ADDED = "已加入名册，状态是「待核实」。可以邀请这位会员自己来认证。"
CHANGED = "已更改。"
MARKED_LEFT = "已标为退会，会员身份同时结束。"
BACK_AGAIN = "已恢复为「待核实」，请这位会员重新认证。"
CHECKED = "已标为「已核实」。"
SURE = "要把<b>{name}</b>标为「已退会」吗？他的会员身份会同时结束；以后可以恢复。"
TOLD_LEFT = "<b>{society}</b>已把您的会籍标为「已退会」。如有疑问，请联系学会秘书。"
LATEST = "<b>最近的变动</b>"
DEEDS = {
    "member added": "添加",
    "member imported": "导入",
    "member changed": "更改",
    "member left": "标为已退会",
    "member back": "恢复",
    "member checked": "标为已核实",
    "membership confirmed": "本人认证",
    "membership renewed": "本人确认信息没有变化",
    "correction wished": "申请更正",
}
OTHER_DEED = "更新"


def overview(found: Overview) -> str:
    top = heading(TITLE, found.society)
    if not found.total:
        return f"{top}\n{EMPTY}"
    parts = [f"{label} {found.counts.get(state, 0)} 人" for state, label in STATES.items()]
    return f"{top}\n共 {found.total} 人：{'，'.join(parts)}。"


def page(found: Page) -> str:
    title = f"{TITLE}（{STATES[found.state]}）" if found.state else TITLE
    top = heading(title, found.overview.society)
    if not found.members:
        return f"{top}\n{NONE_HERE}"
    return f"{top}\n第 {found.number + 1}/{found.pages} 页。{PICK}"


def member(found: Opened, before: str = "") -> str:
    person = found.member
    state = f"状态：{STATES[person.state]}（{day(person.state_since)}起）"
    known = [heading("会员", person.society), *lines(person), state]
    history = [LATEST, *map(_deed, found.history)] if found.history else []
    return "\n".join([*filter(None, [before]), *known, *history])


def _deed(deed: Deed) -> str:
    field = TITLES.get(deed.entry.detail.get("field", ""), "")
    who = escape(deed.who[:20]) or "系统"
    return f"• {short_day(deed.at)} {who} {DEEDS.get(deed.entry.action, OTHER_DEED)}{field}"


def found(society: str, name: str, members: list[Member]) -> str:
    top = heading("找会员", society)
    if not members:
        return f"{top}\n{NOBODY_FOUND.format(name=escape(name))}"
    return f"{top}\n{SEVERAL_FOUND.format(many=len(members))}"


def sure(person: Member) -> str:
    return f"{heading('会员', person.society)}\n{SURE.format(name=escape(person.name))}"


def told_left(person: Member) -> str:
    return TOLD_LEFT.format(society=escape(person.society))


def is_open(state: MemberState) -> bool:
    """Whether somebody has still to look at it."""
    return state in (MemberState.UNVERIFIED, MemberState.OUTDATED)

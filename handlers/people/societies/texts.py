"""What is said about a society's record."""

from datetime import date
from html import escape

from forms.masking import last_four
from handlers.acting import heading
from handlers.days import day, short_day
from handlers.people.fields import STATES
from handlers.people.societies import fields
from handlers.people.societies.service import Dossier
from handlers.roles import LABELS
from storage.corrections import Correction
from storage.societies import Society

LIST = "<b>学会名录</b>（共 {count} 个，第 {page}/{pages} 页）"
EMPTY_LIST = "还没有收录学会。可以发「导入学会」，或点「新增学会」。"
NO_SOCIETY = "您还没有学会的身份。收到邀请的，发「输入邀请码或登录码」。"
WHICH_FIELD = "{top}\n要更正哪一项？请选择："
CHANGED = "已改好：{title}现在是「{value}」。"
PROPOSED = "已提交给科协核对：{title}改为「{value}」。核对后会马上告诉您，之前的信息先不变。"
NONE_WAITING = "没有待核对的更正。"
WAITING = "<b>待核对的更正</b>，先到的在前："
ACCEPTED = "已采纳，「{society}」的{title}已更新。"
REFUSED = "已告知对方没有采纳，原因：{reason}"
TOLD_ACCEPTED = "您对「{society}」{title}的更正已采纳，现在是「{value}」。"
TOLD_REFUSED = "您对「{society}」{title}的更正没有采纳。原因：{reason}\n可以补充后再提交。"
TOLD_STAFF = "「{society}」提交了一条更正（{title}），请核对。"
ASK_REASON = "为什么不采纳？请用一句话告诉对方该怎么办。"
ADDED = "已新增「{name}」。其余信息可以在它的页面上逐项补充。"
SAME_AS_NOW = "和现在登记的一样，不用更正。请发新的内容；不改了发「取消」。"
SOON = 365


def dossier(found: Dossier, today: date) -> str:
    society = found.society
    lines = [heading("学会信息", society.name), *_record(society)]
    if term := _term(society, today):
        lines.append(term)
    if found.counts:
        counted = "，".join(
            f"{label} {found.counts[state]}"
            for state, label in STATES.items()
            if found.counts.get(state)
        )
        lines.append(f"会员：{counted}")
    lines += [
        f"• {LABELS[each.standing.role]}：{escape(each.name)}" for each in found.holders[:15]
    ]
    if found.corrections:
        waiting = "、".join(fields.title(each.field) for each in found.corrections)
        lines.append(f"待核对的更正：{escape(waiting)}")
    if found.invitations:
        lines.append(f"还没用的邀请：{len(found.invitations)} 个")
    return "\n".join(lines)


def _record(society: Society) -> list[str]:
    lines = []
    for name in fields.names(staff=True):
        value = fields.plain(society, name)
        if value is None or name in ("name", "term_number", "term_began", "term_years"):
            continue
        shown = fields.shown(name, value)
        if name == fields.SECRET:
            shown = f"尾号 {last_four(shown)}"
        lines.append(f"{fields.title(name)}：{escape(shown[:200])}")
    return lines


def _term(society: Society, today: date) -> str:
    """When the term ends, and whether it is time to prepare the re-election."""
    number = f"第{society.term_number}届" if society.term_number else "本届"
    if society.term_began is None or society.term_ends is None:
        return f"届次：{number}" if society.term_number else ""
    ends = society.term_ends
    left = (ends - today).days
    urgent = "，已到期，请尽快换届" if left < 0 else f"，还有 {left} 天" if left < SOON else ""
    began = society.term_began
    return f"{number}：{day(began)}起，应于 {day(ends)} 前换届{urgent}"


def covered(name: str, value: str | None) -> str:
    """A value in a message: of a mobile number only its end."""
    if not value:
        return "（没有）"
    if name == fields.SECRET:
        return f"尾号 {last_four(value)}"
    return escape(fields.shown(name, value)[:300])


def correction(found: Correction, who: str) -> str:
    name = found.field
    return (
        f"<b>{escape(found.society)}</b>：{fields.title(name)}\n"
        f"现在：{covered(name, found.before)}\n"
        f"改为：{covered(name, found.after)}\n"
        f"{escape(who)} 提交于 {short_day(found.at)} {found.at:%H:%M}"
    )


def summary(society: Society, name: str, value: str | None) -> str:
    return (
        f"<b>请核对</b>\n学会：{escape(society.name)}\n"
        f"{fields.title(name)}：{covered(name, fields.plain(society, name))}"
        f" → {covered(name, value)}"
    )


def line(found: Correction) -> str:
    """A button: plain text."""
    return f"{found.society}：{fields.title(found.field)}"


def told_staff(society: str, title: str) -> str:
    return TOLD_STAFF.format(society=escape(society), title=title)


def added(name: str) -> str:
    return ADDED.format(name=escape(name))


def refused(reason: str) -> str:
    return REFUSED.format(reason=escape(reason))


def accepted(found: Correction) -> str:
    return ACCEPTED.format(society=escape(found.society), title=fields.title(found.field))


def told_accepted(found: Correction) -> str:
    value = covered(found.field, found.after)
    society = escape(found.society)
    return TOLD_ACCEPTED.format(society=society, title=fields.title(found.field), value=value)


def told_refused(found: Correction, reason: str) -> str:
    return TOLD_REFUSED.format(
        society=escape(found.society), title=fields.title(found.field), reason=escape(reason)
    )


def listed(count: int, number: int, pages: int) -> str:
    return LIST.format(count=count, page=number, pages=pages) if count else EMPTY_LIST


def which_field(society: Society) -> str:
    return WHICH_FIELD.format(top=heading("更正信息", society.name))

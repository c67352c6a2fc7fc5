"""What is said of duties; everything from people and notices is escaped."""

from datetime import date
from html import escape

from handlers.agenda.mine.service import Due
from handlers.days import day
from handlers.duties.duty import Duty, Source

HEAD = "我的待办"
NOTHING = "现在没有要您办的事，请放心。\n有了新的期限会出现在这里；快到期时，我也会提醒您。"
COUNT = "一共 {count} 件{overdue}。"
OVERDUE_COUNT = "，其中 {many} 件已经逾期，请先办"
OVERDUE, COMING = "<b>已经逾期</b>", "<b>快要到期</b>"
FOOT = "点按钮（或发送它的数字）就去办；办好的，会自己从这里消失。"
BASES = "<b>这些期限的依据</b>"
NO_BASIS = "没有写明依据，请向省科协学会学术部询问。"
BY_SECRETARY = "由学会秘书办理"
TENTATIVE = "暂定，节假日安排还没有公布"
TODAY, LEFT, LATE = "就是今天", "还有 {many} 天", "逾期 {many} 天"
TICKED = "记下了：「{what}」已经办好，不再提醒。谢谢！\n点错了，可以撤回。"
UNTICKED = "好的，「{what}」改回「没有办」，到期前会照常提醒。"


def agenda(found: Due, today: date) -> str:
    if not found.duties:
        return f"<b>{HEAD}</b>\n{NOTHING}"
    page = f"（第 {found.number + 1}/{found.pages} 页）" if found.pages > 1 else ""
    overdue = OVERDUE_COUNT.format(many=found.overdue) if found.overdue else ""
    lines = [f"<b>{HEAD}</b>{page}", COUNT.format(count=found.count, overdue=overdue)]
    late = [each for each in found.duties if each.days_left(today) < 0]
    for head, duties in ((OVERDUE, late), (COMING, found.duties[len(late) :])):
        if duties:
            lines += ["", head, *(f"• {line(each, found, today)}" for each in duties)]
    return "\n".join([*lines, "", FOOT])


def line(duty: Duty, found: Due, today: date) -> str:
    """「报送「年度检查」（2025年）：3月31日前，还有 12 天」."""
    notes = [when(duty, today)]
    if duty.object not in found.theirs:
        notes.append(BY_SECRETARY)
    if found.several and duty.society:
        notes.append(escape(duty.society))
    return f"{escape(duty.what)}：{'，'.join(notes)}"


def when(duty: Duty, today: date) -> str:
    at = day(duty.due) if duty.source is Source.EVENT else f"{day(duty.due)}前"
    return "，".join(filter(None, (at, days_left(duty.due, today), _vague(duty))))


def days_left(due: date, today: date) -> str:
    left = (due - today).days
    if not left:
        return TODAY
    return LEFT.format(many=left) if left > 0 else LATE.format(many=-left)


def _vague(duty: Duty) -> str:
    return TENTATIVE if duty.tentative else ""


def bases(found: Due, today: date) -> str:
    blocks = [
        f"• {escape(each.what)}（{when(each, today)}）\n　{escape(each.basis) or NO_BASIS}"
        for each in found.duties
    ]
    return "\n".join([BASES, *blocks])


def ticked(duty: Duty) -> str:
    return TICKED.format(what=escape(duty.what))


def unticked(duty: Duty) -> str:
    return UNTICKED.format(what=escape(duty.what))

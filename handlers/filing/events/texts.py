"""What the corner says; everything from people is escaped here."""

from collections.abc import Sequence
from html import escape

from handlers.casework.event_texts import moment, when, where
from handlers.casework.places_left import Counted
from handlers.filing.events.checking import AtTheDoor
from handlers.filing.events.guests import Guests
from handlers.filing.events.service import Coming, Listed, Shown
from storage.events import Event
from storage.filings import Filing

NOTHING = "近期还没有活动。各学会的活动备案以后，会出现在这里。"
FOOT = "点活动的名称看详情；能报名的，详情里有「报名」。"
ADDED = "已开好这一场，秘书们现在就能报名。"
PLACES_CHANGED = "名额已改好。"
NOBODY_IN = "您现在没有可以签到的场次。签到要先报名并确认，从开始前2小时起。"
WHICH = "您有几个名额，请选择谁到了："
EXPORTED = "参加人员名单在这里，一行一位，手机号只有末四位。"
ASK = {
    "title": "这一场叫什么？例如：秘书长沙龙第一期。",
    "begins_at": "什么时候开始？例如：6月18号上午九点。",
    "ends_at": "什么时候结束？例如：6月18号中午12点。",
    "venue": "在哪里办？写到会场。",
    "places": "多少个名额？不限名额就发「跳过」。",
    "sign_up_until": "报名截止到什么时候？发「跳过」就是到开始为止。",
}
BACKWARDS = "结束要在开始之后。请再填一次。"
PAST = "开始时间要在现在之后。请再填一次。"
TOO_LATE = "报名截止要在现在之后、开始之前。请再填一次。"


def coming(found: Coming) -> str:
    if not found.events:
        return f"<b>活动日历</b>\n{NOTHING}"
    page = f"（第 {found.number + 1}/{found.pages} 页）" if found.pages > 1 else ""
    lines = [f"<b>活动日历</b>{page}"]
    return "\n".join([*lines, *(f"• {line(each)}" for each in found.events), FOOT])


def line(listed: Listed) -> str:
    """「2026年6月18日（周四）9:00 秘书长沙龙，云州市，学术交流中心，还有 3 个名额」."""
    event = listed.event
    parts = [
        f"{moment(event.begins_at)} {escape(event.title)}",
        host(listed),
        where(event),
        _left(listed.places),
    ]
    return "，".join(filter(None, parts))


def host(listed: Listed) -> str:
    """「云岭省材料学会（材料）」."""
    society, discipline = escape(listed.society or ""), escape(listed.discipline or "")
    return f"{society}（{discipline}）" if society and discipline else society


def _left(places: Counted | None) -> str:
    if places is None or places.left is None:
        return ""
    return f"还有 {places.left} 个名额" if places.left else "名额已满，可排候补"


def event(found: Shown, before: str = "") -> str:
    event, places = found.event, found.listed.places
    lines = [before, f"<b>{escape(event.title)}</b>"]
    if event.cancelled_at:
        lines.append("这一场已经取消。")
    facts = (
        ("时间", when(event)),
        ("地点", where(event)),
        ("主办学会", host(found.listed)),
        ("名额", _places(event, places) if places else ""),
        ("报名截止", moment(event.sign_up_until) if event.sign_up_until else ""),
    )
    lines += [f"{label}：{said}" for label, said in facts if said]
    return "\n".join(filter(None, lines))


def _places(event: Event, places: Counted) -> str:
    waiting = f"，候补 {places.waiting} 人" if places.waiting else ""
    if event.places is None:
        return f"不限，已报 {places.taken} 人"
    return f"{event.places} 个，已占 {places.taken} 个{waiting}"


def guests(found: Guests) -> str:
    counts = "，".join(f"{label} {many} 人" for label, many in found.counts.items())
    lines = [f"<b>参加人员 · {escape(found.event.title)}</b>", counts or "还没有人报名。"]
    lines += [
        f"• {_name(each)}（{escape(each.society or '')}）{found.labels[each.state]}"
        for each in found.filings
    ]
    if found.checks_in and "confirmed" in found.labels:
        lines.append("到了的，点「签到」：")
    return "\n".join(lines)


def _name(filing: Filing) -> str:
    return escape(filing.title or "（没有写姓名）")


def checked_in(filing: Filing, event: Event) -> str:
    return f"「{_name(filing)}」签到成功 ✓　{escape(event.title)}，欢迎参加。"


def at_the_door(found: AtTheDoor) -> str:
    return (
        f"<b>签到码 · {escape(found.event.title)}</b>\n"
        f"请与会者扫下面的图，或在这里发送：<b>签到 {found.code}</b>\n"
        f'也可以把<a href="{escape(found.link)}">签到链接</a>发到群里。从开始前2小时起可以签到。'
    )


def sure_to_cancel(event: Event, many: int, reason: str) -> str:
    told = f"报了名的 {many} 人会马上收到通知。" if many else "还没有人报名。"
    return f"要取消「{escape(event.title)}」（{when(event)}）吗？\n原因：{escape(reason)}\n{told}"


def cancelled(letters: Sequence[object]) -> str:
    return f"已取消这一场，{len(letters)} 人会收到通知。"


def promoted(letters: Sequence[object]) -> str:
    return f"{PLACES_CHANGED}{f'候补的 {len(letters)} 人递补上来，已通知。' if letters else ''}"

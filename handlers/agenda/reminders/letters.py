"""The letter of a day, as it is read: what is due, what is new, where to go."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from html import escape

from handlers.callbacks import Go
from handlers.days import day, short_day
from handlers.desk import Button
from handlers.duties.daily import DailyLetter
from handlers.duties.duty import Duty, Source
from handlers.duties.planning import Line
from handlers.letters import Letter
from handlers.place_words import LABELS
from handlers.places import Place
from handlers.replies import numbered
from storage.events import Event

MOST_LINES, MOST_EVENTS = 8, 5
LONGEST_TITLE, LONGEST_LABEL = 80, 40
DUTIES = "<b>待办提醒</b>"
LATE = "<b>请您督促</b>\n下面的事逾期一周以上，学会秘书还没有办："
EVENTS = "<b>您订阅的新活动</b>"
MORE = "还有 {many} 件，全部看「我的待办」。"
MORE_EVENTS = "还有 {many} 场，全部看「活动日历」。"
UNWANTED = "不想收到？发「提醒设置」。"
TENTATIVE = "，暂定"


def letter(found: DailyLetter, today: date) -> Letter:
    text = "\n\n".join(filter(None, [*_duties(found.lines, today), _events(found.events, today)]))
    return Letter(
        person_id=found.person_id,
        text=f"{text}\n\n{UNWANTED}",
        keyboard=numbered(_buttons(found)),
    )


def left(duty: Duty, today: date) -> str:
    """「还有 7 天，12月1日截止」; where the calendar is not announced, it says so."""
    days, due = duty.days_left(today), date_of(duty.due, today)
    vague = TENTATIVE if duty.tentative else ""
    if duty.source is Source.EVENT:
        return {0: f"今天（{due}）", 1: f"明天（{due}）"}.get(days, due)
    if days < 0:
        return f"已逾期 {-days} 天（{due}截止{vague}）"
    soon = {0: "今天截止", 1: "明天截止"}.get(days)
    return f"{soon}（{due}{vague}）" if soon else f"还有 {days} 天，{due}截止{vague}"


def date_of(due: date, today: date) -> str:
    return short_day(due) if due.year == today.year else day(due)


def _duties(lines: Sequence[Line], today: date) -> list[str]:
    """One's own, then those of a secretary who is late; so many as one reads at a glance."""
    shown = lines[:MOST_LINES]
    several = len({each.duty.society_id for each in lines}) > 1
    mine = [_line(each.duty, today, several) for each in shown if not each.to_leader]
    late = [_line(each.duty, today, several) for each in shown if each.to_leader]
    parts = ["\n".join([head, *found]) for head, found in ((DUTIES, mine), (LATE, late)) if found]
    if rest := len(lines) - len(shown):
        parts.append(MORE.format(many=rest))
    return parts


def _line(duty: Duty, today: date, several: bool) -> str:
    whose = f"（{escape(duty.society)}）" if several and duty.society else ""
    return f"• {escape(duty.what[:LONGEST_TITLE])}{whose}：{left(duty, today)}"


def _events(events: Sequence[Event], today: date) -> str:
    if not events:
        return ""
    shown = events[:MOST_EVENTS]
    lines = [EVENTS, *(_event(each, today) for each in shown)]
    if rest := len(events) - len(shown):
        lines.append(MORE_EVENTS.format(many=rest))
    return "\n".join(lines)


def _event(event: Event, today: date) -> str:
    begins = f"{date_of(event.begins_at.date(), today)} {event.begins_at:%H:%M}"
    where = f"，{escape(event.city)}" if event.city else ""
    return f"• {escape(event.title[:LONGEST_TITLE])}：{begins}{where}"


def _buttons(found: DailyLetter) -> list[Button]:
    shown = [each.duty for each in found.lines[:MOST_LINES] if not each.to_leader]
    buttons = _told_apart(shown)
    buttons += [
        (each.title[:LONGEST_LABEL], Go(to=Place.EVENT, id=each.id))
        for each in found.events[:MOST_EVENTS]
    ]
    ways = [Place.AGENDA] if found.lines else []
    ways += [Place.SUBSCRIPTIONS] if found.events else []
    return [*buttons, *((LABELS[each], Go(to=each)) for each in (*ways, Place.REMINDERS))]


def _told_apart(duties: Sequence[Duty]) -> list[Button]:
    """Each way once; where two are called the same, with what they are for."""
    ways = {each.button[1].pack(): (each.button, each) for each in duties if each.button}
    times = Counter(label for (label, _), _ in ways.values())
    return [
        (f"{label}：{duty.what}"[:LONGEST_LABEL] if times[label] > 1 else label, data)
        for (label, data), duty in ways.values()
    ]

"""What is said about an event and a place there; everything from people is escaped."""

from datetime import datetime, timedelta
from html import escape

from handlers.days import day
from storage.events import Event

WEEKDAYS = "一二三四五六日"
CLOSED = "这一场的报名已经截止或取消了。发「活动日历」看看别的场次。"
ALREADY = "「{name}」已经报了这一场，不用再报。发「活动日历」看报名的情况。"
FULL = "这一场的名额已经满了，请改选别的场次；不参加了，请取消报名。"
NO_PLACE = "这一场已经没有空名额，不能再确认。请先增加名额。"


def moment(at: datetime) -> str:
    """2026年6月18日（周四）9:00."""
    return f"{day(at)}（周{WEEKDAYS[at.weekday()]}）{at:%-H:%M}"


def when(event: Event) -> str:
    """From, to; the day is said once where both are the same."""
    if event.ends_at is None:
        return moment(event.begins_at)
    same = event.ends_at.date() == event.begins_at.date()
    return (
        f"{moment(event.begins_at)}—{f'{event.ends_at:%-H:%M}' if same else moment(event.ends_at)}"
    )


def where(event: Event) -> str:
    return "，".join(escape(each) for each in (event.city, event.venue) if each)


def expected(event: Event) -> str:
    """For whoever has a place."""
    place = f"，{where(event)}" if event.venue or event.city else ""
    return f"名额已经留好：「{escape(event.title)}」{when(event)}{place}。到会后发「签到」。"


def waits(position: int) -> str:
    return f"名额满了，您排在候补第 {position} 位；一有空位，按先后递补，马上告诉您。"


def not_the_time(event: Event, before: timedelta) -> str:
    hours = int(before.total_seconds() // 3600)
    return f"现在不能签到。签到从{moment(event.begins_at)}前{hours}小时开始，散会后不久结束。"

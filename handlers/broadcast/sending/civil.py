"""When people are written to: not in the past, and not at night without thinking twice."""

from datetime import datetime, timedelta

from forms.values import Complaint

MORNING, EVENING, NINE = 7, 22, 9
PAST = "这个时间已经过去了。请说一个以后的时间，例如：明天上午九点。"
AFTER_END = "这比「到期不再发」的时间还晚。请说早一点的，或者先改「到期不再发」。"
BEFORE_START = "这比发送的时间还早。请说晚一点的时间。"


def is_civil(at: datetime) -> bool:
    """From 7 to 22."""
    return MORNING <= at.hour < EVENING


def next_nine(at: datetime) -> datetime:
    """Nine in the morning that follows such a night."""
    nine = at.replace(hour=NINE, minute=0, second=0, microsecond=0)
    return nine if nine > at else nine + timedelta(days=1)


def refuse_past(
    at: datetime | None,
    now: datetime,
    *,
    before: datetime | None = None,
    after: datetime | None = None,
) -> None:
    """Raises Complaint for a moment that is over, or on the wrong side of another."""
    if at is None:
        return
    if at <= now:
        raise Complaint(PAST)
    if before and at >= before:
        raise Complaint(AFTER_END)
    if after and at <= after:
        raise Complaint(BEFORE_START)

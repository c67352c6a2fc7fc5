"""By when something is due, in words: working days left, or past."""

from datetime import date

from forms.workdays import workdays_between
from handlers.days import short_day
from storage.filings import Filing

TENTATIVE = "，暂定"


def is_overdue(filing: Filing, today: date) -> bool:
    return filing.due is not None and filing.due < today


def due_words(filing: Filing, today: date) -> str:
    """「12月3日到期，还有 5 个工作日」; 暂定 where the calendar is not announced yet."""
    if filing.due is None:
        return ""
    counted = workdays_between(today, filing.due)
    vague = TENTATIVE if filing.due_tentative or counted.tentative else ""
    return f"{short_day(filing.due)}到期，{_left(filing.due, today, counted.days)}{vague}"


def _left(due: date, today: date, workdays: int) -> str:
    if due == today:
        return "就是今天"
    if due > today:
        return f"还有 {workdays} 个工作日" if workdays else "已没有工作日"
    return f"超期 {-workdays} 个工作日" if workdays else "刚过期"

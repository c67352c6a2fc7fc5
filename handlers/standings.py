"""Whether a notice counts, as it is said beside its title."""

from datetime import date

from handlers.days import day
from knowledge.notice import Standing

SUPERSEDED, REPEALED = "已被替代", "已废止"
EXPIRED, NOT_YET = "{day}已失效", "{day}起施行"


def mark(
    standing: str, effective: date | None, expires: date | None, today: date, successor: str = ""
) -> str:
    """「〔已废止〕」, or empty where a notice counts; `successor` is escaped."""
    if standing == Standing.REPEALED:
        return f"〔{REPEALED}〕"
    if standing == Standing.SUPERSEDED:
        return f"〔已被{successor}替代〕" if successor else f"〔{SUPERSEDED}〕"
    if expires and expires < today:
        return f"〔{EXPIRED.format(day=day(expires))}〕"
    if effective and effective > today:
        return f"〔{NOT_YET.format(day=day(effective))}〕"
    return ""

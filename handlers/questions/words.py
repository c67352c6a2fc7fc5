"""Words that several pages of the room share; everything from outside is escaped."""

from datetime import datetime, timedelta
from html import escape

from handlers.citing import cut
from handlers.days import day
from handlers.rating_words import RATINGS

LONGEST_QUESTION, LONGEST_REPLY = 200, 1200
BY = "科协工作人员"


def quoted(text: str) -> str:
    return f"「{escape(cut(text, LONGEST_QUESTION))}」"


def moment(at: datetime) -> str:
    return f"{day(at)} {at:%H:%M}"


def rated(rating: str | None, why: str | None) -> str:
    """「👎 没答好（内容过时）」."""
    if not rating:
        return ""
    return RATINGS.get(rating, rating) + (f"（{escape(why)}）" if why else "")


def waited(since: datetime, now: datetime) -> str:
    days, rest = divmod(now - since, timedelta(days=1))
    hours = int(rest.total_seconds() // 3600)
    if days:
        return f"{days} 天"
    return f"{hours} 小时" if hours else "不到 1 小时"

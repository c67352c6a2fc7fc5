"""Days as people read them: 2026年3月1日, everywhere the same."""

from datetime import date


def day(at: date) -> str:
    return f"{at.year}年{at.month}月{at.day}日"


def short_day(at: date) -> str:
    return f"{at.month}月{at.day}日"

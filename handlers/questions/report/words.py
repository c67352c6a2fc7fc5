"""Words of the report on its page and in its workbook."""

from datetime import timedelta

TITLE = "提问统计"


def percent(share: float) -> str:
    return f"{share * 100:.0f}%"


def span(wait: timedelta | None) -> str:
    if wait is None:
        return "还没有"
    hours = wait.total_seconds() / 3600
    if hours < 1:
        return f"{max(round(hours * 60), 1)} 分钟"
    return f"{hours:.1f} 小时" if hours < 48 else f"{hours / 24:.1f} 天"

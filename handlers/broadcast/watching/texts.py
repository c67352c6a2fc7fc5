"""What the progress of an announcement says; its title is escaped."""

from html import escape

from handlers.broadcast.watching.progress import CELLS, Progress
from storage.broadcasts import BroadcastState

FULL, EMPTY = "▓", "░"
HOUR = 3600
STATES = {
    BroadcastState.SENDING: "正在发送",
    BroadcastState.PAUSED: "已暂停",
    BroadcastState.DONE: "发完了",
    BroadcastState.CANCELLED: "已停发，后面的没有再发",
    BroadcastState.EXPIRED: "到期了，后面的没有再发",
    BroadcastState.WITHDRAWN: "已撤回",
}
WHOLE = "<b>{state}</b>：{title}\n{bar} {percent}%\n{line}"
OVER = "{whole}\n谁看过、谁没收到，请看报告。"


def progress(found: Progress) -> str:
    whole = WHOLE.format(
        state=state(found),
        title=escape(found.broadcast.title),
        bar=bar(found.percent),
        percent=found.percent,
        line=line(found),
    )
    return OVER.format(whole=whole) if found.is_over else whole


def state(found: Progress) -> str:
    return STATES.get(found.broadcast.state, "")


def bar(percent: int, cells: int = CELLS) -> str:
    full = percent * cells // 100
    return FULL * full + EMPTY * (cells - full)


def line(found: Progress) -> str:
    """「已发 1,860 · 没发出 3 · 还剩 1,137 · 大约还要 45 秒」."""
    parts = [f"已发 {found.sent:,}", f"没发出 {found.failed:,}"]
    if found.uncertain:
        parts.append(f"没把握 {found.uncertain:,}")
    if found.stopped:
        parts.append(f"停发 {found.stopped:,}")
    if not found.is_over:
        parts.append(f"还剩 {found.left:,}")
    if found.seconds_left is not None:
        parts.append(f"大约还要 {span(found.seconds_left)}")
    return " · ".join(parts)


def span(seconds: int) -> str:
    if seconds < 90:
        return f"{seconds} 秒"
    if seconds < HOUR:
        return f"{round(seconds / 60)} 分钟"
    hours, rest = divmod(seconds, HOUR)
    minutes = rest // 60
    return f"{hours} 小时 {minutes} 分钟" if minutes else f"{hours} 小时"

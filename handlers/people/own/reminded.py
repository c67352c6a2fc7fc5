"""What somebody was reminded of and wants to hear, as pages of their workbook."""

from collections.abc import Mapping
from typing import Any

from handlers.duties.topic_words import LABELS
from handlers.people.own.reading import Kind, plain, worded

DIGESTS = {"daily": "待办提醒和新活动", "staff": "工作摘要"}
MATTERS = {
    "d": "科协定的期限",
    "f": "每年要报的",
    "t": "换届",
    "filing": "办理中的申报",
    "draft": "草稿",
    "event": "报了名的活动",
}
CHOSEN = {"discipline": "学科", "city": "城市"}
TOPICS = {str(topic): label for topic, label in LABELS.items()}


def level(row: Mapping[str, Any]) -> str:
    """How long before, or after, it was."""
    days = row["level"]
    if days > 0:
        return f"到期前{days}天"
    return f"逾期满{-days}天" if days else "已到期"


def matter(row: Mapping[str, Any]) -> str:
    """What sort of thing it was: which one is a number of the house."""
    return MATTERS.get(str(row["object"]).partition(".")[0], "其他")


KINDS = (
    Kind(
        name="reminders",
        title="提醒过的事",
        columns={
            "事项": matter,
            "到期": plain("due_on"),
            "哪一次": level,
            "时间": plain("at"),
        },
    ),
    Kind(
        name="digests",
        title="提醒的日子",
        columns={"种类": worded("kind", DIGESTS), "日期": plain("day"), "时间": plain("at")},
    ),
    Kind(
        name="mutes",
        title="关闭的提醒",
        columns={"提醒": worded("topic", TOPICS), "关闭时间": plain("since")},
    ),
    Kind(
        name="subscriptions",
        title="活动订阅",
        columns={
            "按": worded("kind", CHOSEN),
            "选的是": plain("value"),
            "订阅时间": plain("since"),
        },
    ),
    Kind(name="calendar_links", title="日历订阅", columns={"生成时间": plain("created_at")}),
    Kind(
        name="duties_done",
        title="记为已办的事",
        columns={"事项": plain("object"), "时间": plain("at")},
    ),
)

"""What is said about reminders, and why some cannot be muted."""

from collections.abc import Iterable

from handlers.agenda.reminders.service import Standing, Wishes
from handlers.duties.topic_words import LABELS
from handlers.duties.topics import Topic

HEAD = "<b>提醒设置</b>\n工作日的白天发，一天最多一封。"
WHAT = {
    Topic.DUTIES: "快到期和逾期的事",
    Topic.EVENTS: "您订阅的学科、城市有了新活动",
    Topic.DIGEST: "新收的申报、超期未审的、没送到的消息",
    Topic.ANNOUNCEMENTS: "省科协发给您的通知（标为必达的，总会送到）",
}
STATES = {Standing.ON: "开着", Standing.MUTED: "已关闭", Standing.MANDATORY: "必收"}
LINE = "• {label}（{state}）：{what}"
WHY = {
    Topic.DUTIES: (
        "「待办提醒」关不了：您是学会秘书，学会要办的事靠您按时办，漏了会误事。"
        "办好一件，它的提醒就停了。"
    ),
    Topic.DIGEST: (
        "「工作摘要」关不了：您是部门负责人，超期的和没送到的要有人知道。没有事的日子不会发。"
    ),
}
MAY = "可以关的：{labels}。"
NONE_LEFT = "其他的您都已经关了。"
WHICH_MUTE = "要关哪一种？"
WHICH_RESUME = "要恢复哪一种？"
ALL_ON = "没有关着的提醒，不用恢复。"
ALL_OFF = "能关的都已经关了。"
MUTED = "好的，「{label}」已关闭。什么时候想恢复，发「恢复提醒」。"
RESUMED = "好的，「{label}」恢复了。"
MUTED_ANNOUNCEMENTS = "标为必达的通知仍会送到。"


def page(wishes: Wishes) -> str:
    return "\n".join([HEAD, *lines(wishes), *why(wishes)])


def lines(wishes: Wishes) -> Iterable[str]:
    return (
        LINE.format(label=LABELS[topic], state=STATES[how], what=WHAT[topic])
        for topic, how in wishes.of
    )


def why(wishes: Wishes) -> list[str]:
    return [WHY[topic] for topic in wishes.which(Standing.MANDATORY)]


def muted(topic: Topic, wishes: Wishes) -> str:
    if wishes.how(topic) is Standing.MANDATORY:
        return "\n".join([WHY[topic], may(wishes)])
    further = MUTED_ANNOUNCEMENTS if topic is Topic.ANNOUNCEMENTS else ""
    return MUTED.format(label=LABELS[topic]) + further


def may(wishes: Wishes) -> str:
    """What can still be muted."""
    labels = "、".join(f"「{LABELS[each]}」" for each in wishes.which(Standing.ON))
    return MAY.format(labels=labels) if labels else NONE_LEFT


def resumed(topic: Topic) -> str:
    return RESUMED.format(label=LABELS[topic])


def ask_mute(wishes: Wishes) -> str:
    asked = WHICH_MUTE if wishes.which(Standing.ON) else ALL_OFF
    return "\n".join([*why(wishes), asked])


def ask_resume(wishes: Wishes) -> str:
    return WHICH_RESUME if wishes.which(Standing.MUTED) else ALL_ON

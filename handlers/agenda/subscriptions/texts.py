"""What the corner says; values come from people and are escaped."""

from collections.abc import Sequence
from html import escape

from handlers.agenda.subscriptions.service import Choices
from storage.subscriptions import Subscription, Topic

HEAD = "活动订阅"
NONE = "您还没有订阅。选好学科或城市，有了新的公开活动，我会在当天的提醒里告诉您。"
MINE = "有这些学科或城市的新活动时，我会告诉您（对上一项就算）："
NAMES = {Topic.DISCIPLINE: "学科", Topic.CITY: "城市"}
CHOOSE = "点一下就选上，再点一下就取消。已经选了：{chosen}"
NOBODY_YET = "现在还没有可以选的{what}。"
NONE_CHOSEN = "（还没有）"
ADDED = "选上了「{value}」。"
DROPPED = "不再订阅「{value}」。"
ALL_DROPPED = "已退订全部 {many} 项，不再告诉您新的活动。想再看，随时发「活动订阅」。"
NOTHING_DROPPED = "您没有订阅，不用退订。"


def mine(found: Sequence[Subscription], before: str = "") -> str:
    lines = [f"{before}\n" if before else "", f"<b>{HEAD}</b>"]
    if not found:
        return "\n".join(filter(None, [*lines, NONE]))
    lines.append(MINE)
    for topic, name in NAMES.items():
        values = [escape(each.value) for each in found if each.topic is topic]
        if values:
            lines.append(f"• {name}：{'、'.join(values)}")
    return "\n".join(filter(None, lines))


def choices(found: Choices, before: str = "") -> str:
    name = NAMES[found.topic]
    page = f"（第 {found.number + 1}/{found.pages} 页）" if found.pages > 1 else ""
    lines = [before, f"<b>{HEAD} · {name}</b>{page}"]
    chosen = "、".join(escape(each) for each in sorted(found.chosen)) or NONE_CHOSEN
    said = CHOOSE.format(chosen=chosen) if found.values else NOBODY_YET.format(what=name)
    return "\n".join(filter(None, [*lines, said]))


def turned(wanted: Subscription, *, is_on: bool) -> str:
    return (ADDED if is_on else DROPPED).format(value=escape(wanted.value))


def dropped(many: int) -> str:
    return ALL_DROPPED.format(many=many) if many else NOTHING_DROPPED

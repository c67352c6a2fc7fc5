"""What is said about an audience; everything that came from outside is escaped."""

from collections.abc import Mapping, Sequence
from html import escape

from handlers.broadcast.audience.service import LeftOut, View
from handlers.broadcast.naming import TITLES, UNTITLED, Item
from handlers.roles import LABELS
from storage.audiences import HELD, MUTED, NO_DOOR, WITHDRAWN, Found
from storage.roles import Role

HEAD = "<b>发给谁</b>：「{title}」"
EMPTY = "还没有选。点一个最常用的，或者点「更多条件」自己配。"
SETTLED = "这条通知已经不是草稿，收件人不能再改。"
ANY_ROLE = "• 身份：不限，学会里有身份的人都算，会员也在内。要只发秘书，请加条件「身份」。"
COUNT = "<b>现在能收到的：{many}人</b>"
EXCEPT = "，另有{many}人收不到"
NOBODY = "<b>现在一个人也没有。</b>条件太严，请去掉一个再看。"
SAMPLE = "例如：{names}"
UNKNOWN = "未登记"
LONGEST, SHOWN = 40, 8
REASONS = {
    HELD: "他的聊天拒收我们的消息，已暂停投递；他再来说句话就恢复",
    NO_DOOR: "还没有在这里登录过，没有地方可发",
    WITHDRAWN: "撤回了同意，现在也没有身份",
    MUTED: "自己关掉了通知公告",
}
SHORT = {HELD: "暂停投递", NO_DOOR: "还没登录过", WITHDRAWN: "撤回了同意", MUTED: "自己关了通知"}
MORE = "再加哪一样条件？\n不同的条件要同时满足；同一样里选几个，满足一个就行。"
LESS = "要去掉哪一个条件？"
SURE = "要把选好的条件全部去掉、重新选吗？"
EXCLUDED = "<b>收不到的{many}人</b>"
NONE_EXCLUDED = "选中的人都能收到。"
ASK_NAME = "这份名单叫什么？请起一个短名字，例如：医学类学会秘书。"
NAME_TAKEN = "已经有一份名单叫「{name}」。请换一个名字。"
SAVED = "已存为常用名单「{name}」。以后在「常用名单」里一点就有。"
ASK_VALUES = "要哪些{title}？点一个，或者一次发几个号，例如：1、3。"
NOT_SHOWN = "没有列出来的，请直接发名称。"
NO_VALUES = "现在没有可以选的{title}。"
ASK_DID = "按做过什么、没做过什么来选，选哪一种？"
ASK_SUBJECT = "{title}，是哪一个？点一个，或者一次发几个号，例如：1、3。"
NO_SUBJECT = "现在没有可以选的：没有这样的活动或通知。请换一种，或发「取消」。"


def one(view: View) -> str:
    title = view.broadcast.title[:LONGEST] or UNTITLED
    lines = [HEAD.format(title=escape(title))]
    if not view.is_draft:
        lines.append(SETTLED)
    if not view.items:
        return "\n".join([*lines, EMPTY] if view.is_draft else lines)
    lines += conditions(view.items)
    if view.is_any_role:
        lines.append(ANY_ROLE)
    return "\n".join([*lines, "", *_counted(view)])


def conditions(items: Sequence[Item]) -> list[str]:
    """「• 城市：春城、云港」."""
    by_sort: dict[str, list[str]] = {}
    for item in items:
        by_sort.setdefault(item.sort, []).append(item.label)
    return [f"• {TITLES[sort]}：{_listed(labels)}" for sort, labels in by_sort.items()]


def _listed(labels: Sequence[str]) -> str:
    shown = "、".join(escape(label) for label in labels[:SHOWN])
    return f"{shown}等{len(labels)}个" if len(labels) > SHOWN else shown


def _counted(view: View) -> list[str]:
    found = view.breakdown
    left_out = sum(found.excluded.values())
    if not found.total:
        lines = [NOBODY] if not left_out else [COUNT.format(many=0)]
    else:
        lines = [COUNT.format(many=found.total)]
    if left_out:
        lines[0] += EXCEPT.format(many=left_out)
        lines.append(f"收不到：{_tally({SHORT[key]: n for key, n in found.excluded.items()})}")
    if found.total:
        roles = {LABELS[Role(role)]: many for role, many in found.by_role.items()}
        lines.append(f"身份：{_tally(roles)}")
        lines += _of_places(found.by_city, "城市") + _of_places(found.by_discipline, "学科")
        names = "、".join(_person(each) for each in view.sample)
        lines.append(SAMPLE.format(names=names + ("等" if found.total > len(view.sample) else "")))
    return lines


def _of_places(counted: Mapping[str, int], title: str) -> list[str]:
    """Nothing where nothing is known."""
    return [f"{title}：{_tally(counted)}"] if any(counted) else []


def _tally(counted: Mapping[str, int]) -> str:
    shown = [f"{escape(name or UNKNOWN)} {many}" for name, many in list(counted.items())[:SHOWN]]
    return "、".join(shown) + (f" 等{len(counted)}种" if len(counted) > SHOWN else "")


def _person(found: Found) -> str:
    name = escape(found.name)
    return f"{name}（{escape(found.society)}）" if found.society else name


def left_out(found: LeftOut) -> str:
    if not found.total:
        return NONE_EXCLUDED
    page = f"（第{found.number + 1}/{found.pages}页）" if found.pages > 1 else ""
    lines = [f"• {_person(each)}：{REASONS[each.excluded or NO_DOOR]}" for each in found.found]
    return "\n".join([EXCLUDED.format(many=found.total) + page, *lines])


def ask_values(title: str, many: int, shown: int) -> str:
    if not many:
        return NO_VALUES.format(title=title)
    asked = ASK_VALUES.format(title=title)
    return f"{asked}\n{NOT_SHOWN}" if many > shown else asked

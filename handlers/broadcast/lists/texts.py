"""What is said about lists and tags; everything that came from outside is escaped."""

from collections.abc import Mapping
from html import escape

from handlers.broadcast.audience.texts import SHORT, conditions
from handlers.broadcast.lists.service import ListsPage, ListView
from handlers.broadcast.lists.tagging import Tagged

NONE = (
    "<b>常用名单</b>：还没有。\n给通知选好收件人后点「保存为常用名单」，或者在这里用一张表格新建。"
)
ALL = "<b>常用名单</b>：{many}份。"
WRITTEN, ASKED = "固定的{many}人", "按条件，每次重新找"
NOW = "现在能收到的：{many}人"
LEFT_OUT = "收不到：{tally}"
SAMPLE = "例如：{names}"
ASK_NAME = "这份名单叫什么？请起一个短名字，例如：评审联络组。"
ASK_NEW_NAME = "新的名字？"
NAME_TAKEN = "已经有一份名单叫「{name}」。请换一个名字。"
SURE = "要删除常用名单「{name}」吗？用到它的草稿会少掉这些人；已经发出的不受影响。"
REMOVED = "已删除常用名单「{name}」。"
SAVED = "已存为常用名单「{name}」。"
DRAFTED = "已经给「{name}」开好一份通知草稿。接下来写内容，或者再看看发给谁。"
NO_TAGS = "<b>学会标签</b>：还没有。\n给几个学会打上同一个标签，发通知时一点就能选中它们。"
TAGS = "<b>学会标签</b>：{many}个。点一个看有哪些学会。"
TAG = "<b>标签「{tag}」</b>：{many}个学会{page}。点学会去掉它的这个标签。"
NO_TAG = "这个标签已经没有学会了。"
ASK_TAG = "打什么标签？点一个已有的，或者发一个新的，例如：重点联系。"
ASK_SOCIETIES = "给哪些学会打上？请发学会名称，一次可以发几个，用顿号隔开，发一部分也行。"
PUT = "好了，新打上标签「{tag}」的学会有{many}个。"
PUT_ALREADY = "这些学会原来就有标签「{tag}」。"
TAKEN = "已去掉一个学会的标签「{tag}」。"


def every(page: ListsPage) -> str:
    if not page.total:
        return NONE
    lines = [ALL.format(many=page.total)]
    for each in page.lists:
        how = ASKED if each.audience else WRITTEN.format(many=each.many)
        lines.append(f"• {escape(each.name)}：{how}")
    return "\n".join(lines)


def one(view: ListView) -> str:
    saved, found = view.saved, view.breakdown
    how = ASKED if saved.audience else WRITTEN.format(many=saved.many)
    lines = [f"<b>{escape(saved.name)}</b>：{how}", *conditions(view.items)]
    lines.append(NOW.format(many=found.total))
    if found.excluded:
        tally = "、".join(f"{SHORT[key]} {many}" for key, many in found.excluded.items())
        lines.append(LEFT_OUT.format(tally=tally))
    if view.sample:
        lines.append(SAMPLE.format(names="、".join(escape(each.name) for each in view.sample)))
    return "\n".join(lines)


def tags(found: Mapping[str, int]) -> str:
    return TAGS.format(many=len(found)) if found else NO_TAGS


def tag(found: Tagged) -> str:
    page = f"（第{found.number + 1}/{found.pages}页）" if found.pages > 1 else ""
    return TAG.format(tag=escape(found.tag), many=found.total, page=page)


def put(name: str, many: int) -> str:
    said = PUT if many else PUT_ALREADY
    return said.format(tag=escape(name), many=many)

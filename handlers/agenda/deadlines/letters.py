"""What people are told when a deadline they were reminded of is changed or lifted."""

from html import escape

from handlers.days import day
from storage.deadlines import Deadline

CHANGED = (
    "期限有变动：「{title}」原定{before}前，现在改为<b>{after}前</b>。发「我的待办」看全部期限。"
)
RENAMED = "期限的内容有变动：「{before}」改为「{after}」，{due}前办好。发「我的待办」看全部期限。"
CANCELLED = "「{title}」（{due}前）这个期限已经取消，不用办了。"


def changed(before: Deadline, after: Deadline) -> str:
    """Nothing where nothing of it is new."""
    if before.due_on != after.due_on:
        return CHANGED.format(
            title=escape(after.title), before=day(before.due_on), after=day(after.due_on)
        )
    if before.title != after.title:
        return RENAMED.format(
            before=escape(before.title), after=escape(after.title), due=day(after.due_on)
        )
    return ""


def cancelled(found: Deadline) -> str:
    return CANCELLED.format(title=escape(found.title), due=day(found.due_on))

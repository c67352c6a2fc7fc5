"""What is said to whoever got an announcement; everything that came from outside is escaped."""

from html import escape

from handlers.broadcast.receiving.service import Pressed
from storage.broadcasts import Broadcast

READ = "已记下您已阅。"
READ_LATEST = "已记下您已阅：「{title}」。"
OVER = "这条通知已经过了期限，不过还是记下您看过了。"
ANSWERED = "已记下您选的是「{choice}」。"
CHANGED = "已改成「{choice}」（原来选的是「{before}」）。"
HOW_TO_CHANGE = "要改的话，按下面别的选项就行{until}。"
UNTIL = "，{month}月{day}日{hour:02}:{minute:02}前都可以"
POLL_OVER = "这条通知已经过了期限，不再收选择了。{kept}"
KEPT = "您原来选的「{choice}」还算数。"
FORM_OVER = "这条通知已经过了期限。「{label}」能不能办，要看这张表现在还收不收，您可以打开看看。"


def pressed(found: Pressed) -> str:
    if found.form:
        return FORM_OVER.format(label=escape(found.form[1]))
    if found.is_answer:
        return poll_over(found) if found.is_over else answered(found)
    return OVER if found.is_over else READ


def answered(found: Pressed) -> str:
    choices = found.content.choices
    choice, before = escape(choices[found.button - 1]), found.before
    said = ANSWERED.format(choice=choice)
    if before and before != found.button and before <= len(choices):
        said = CHANGED.format(choice=choice, before=escape(choices[before - 1]))
    return f"{said}\n{HOW_TO_CHANGE.format(until=_until(found.broadcast))}"


def poll_over(found: Pressed) -> str:
    choices, before = found.content.choices, found.before or 0
    kept = KEPT.format(choice=escape(choices[before - 1])) if 0 < before <= len(choices) else ""
    return POLL_OVER.format(kept=kept)


def _until(broadcast: Broadcast) -> str:
    at = broadcast.expires_at
    if at is None:
        return ""
    return UNTIL.format(month=at.month, day=at.day, hour=at.hour, minute=at.minute)


def latest(broadcast: Broadcast) -> str:
    return READ_LATEST.format(title=escape(broadcast.title))

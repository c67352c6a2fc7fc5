"""What is said about reminding those who have not read an announcement."""

from dataclasses import replace

from handlers.broadcast.reporting import keyboards
from handlers.broadcast.reporting.reminding import Reminded
from handlers.desk import Reply

SURE = (
    "还有 {unread:,} 人没有读。要提醒他们吗？\n"
    "原来的内容会再发一次，前面标上【提醒】；人多的话，照样先请同事核准。一天只提醒一次。"
)
DRAFTED = "写好了一条【提醒】，给还没读的 {unread:,} 人。打开看一看，就可以发出去。"
MADE = "已经写好一条【提醒】，给还没读的 {unread:,} 人。\n{further}"


def said(found: Reminded) -> Reply:
    """Whatever sending it says follows, with its buttons and letters."""
    if found.draft_id is None:
        buttons = keyboards.sure_to_remind(found.broadcast.id)
        return Reply(text=SURE.format(unread=found.unread), buttons=buttons)
    if found.reply is None:
        text = DRAFTED.format(unread=found.unread)
        return Reply(text=text, buttons=keyboards.draft(found.draft_id))
    text = MADE.format(unread=found.unread, further=found.reply.text)
    return replace(found.reply, text=text)

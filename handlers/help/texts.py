"""What the room says."""

from collections.abc import Sequence
from datetime import date
from html import escape

from handlers.citing import label_beside, link, notice_page
from handlers.menu import MenuItem
from handlers.roles import standings_text
from storage.notice_records import NoticeRecord
from storage.people import Person

LABELS = {
    MenuItem.HOME: "菜单",
    MenuItem.HELP: "使用帮助",
    MenuItem.EXAMPLES: "可以问什么",
    MenuItem.NOTICES: "有哪些通知",
}
WORDS = {
    MenuItem.HOME: ("菜单", "主菜单", "首页", "开始", "返回", "取消"),
    MenuItem.HELP: ("帮助", "使用帮助", "怎么用", "help", "?", "？"),
    MenuItem.EXAMPLES: ("可以问什么", "例子"),
    MenuItem.NOTICES: ("有哪些通知", "通知", "通知目录"),
}
HELLO = ("你好", "您好", "在吗", "在么", "早上好", "下午好", "晚上好", "hi", "hello", "嗨")
THANKS = ("谢谢", "谢谢您", "谢谢你", "多谢", "感谢", "好的", "好", "知道了", "收到", "ok", "再见")

WELCOME = (
    "<b>{association}学会助手</b>\n"
    "{greeting}有政策问题直接打字问我，我按通知原文回答，并注明出处。"
)
CHOOSE = "也可以点下面的按钮，或者发它前面的数字："
YOU_ARE_WELCOME = "不客气。还有问题随时打字问我，发送「菜单」可以看到能办的事。"
HELP = (
    "<b>怎么用</b>\n"
    "• 直接打字提问，一次问一件事，例如：年检材料什么时候交？\n"
    "• 回答分三种：有明确规定、只有相关规定、没有找到依据。每个回答都注明出处。\n"
    "• 按钮可以点，也可以发它前面的数字或它的文字。\n"
    "• 没有答案时，可以请工作人员回答。\n"
    "• 随时发送「菜单」回到开始，「帮助」看这段说明。"
)
EXAMPLES = (
    "<b>可以这样问</b>\n"
    "• 今年青年人才托举工程选多少人？\n"
    "• 办论坛要提前几天备案？\n"
    "• 年检材料什么时候交？\n"
    "• 换届要先报什么材料？\n"
    "把您的问题直接打字发给我就行。"
)
NO_NOTICES = "现在还没有收录通知，请稍后再来，或联系工作人员。"


def welcome(association: str, person: Person) -> str:
    roles = escape(standings_text(person.standings))
    greeting = f"您好！您现在的身份是{roles}。" if person.standings else "您好！"
    first = WELCOME.format(association=escape(association), greeting=greeting)
    return f"{first}\n{CHOOSE}"


def notices(count: int, known: Sequence[NoticeRecord], today: date) -> str:
    if not known:
        return NO_NOTICES
    lines = [_line(notice, today) for notice in known]
    more = count - len(lines)
    rest = [f"……还有 {more} 份，直接提问就能查到。"] if more > 0 else []
    return "\n".join([f"<b>已收录 {count} 份通知</b>", *lines, *rest])


def _line(notice: NoticeRecord, today: date) -> str:
    number = f"（{escape(notice.document_number)}）" if notice.document_number else ""
    title = link(notice_page(notice.id), f"《{notice.title[:80]}》")
    return f"• {title}{number}{label_beside(notice, today)}"

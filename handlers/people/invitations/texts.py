"""What is said about invitations."""

from datetime import date
from html import escape

from handlers.acting import heading
from handlers.days import day
from handlers.people.invitations.service import Sheet
from handlers.roles import LABELS
from storage.invitations import Invitation

ASK_ROLE = "请他（她）来做什么？"
ASK_NAME = "请发对方的姓名。对方登录时要填同样的姓名，请写本名。"
ASK_UNTIL = "请到哪一天为止？例如：2027年6月30日。"
UNTIL_HINT = "写最后一天的日期，过了这一天身份自动结束。不定期限的，发「跳过」。"
NAME_HINT = "写对方的真实姓名，例如：张三。邀请只对这个人有效。"
CANNOT = "您现在没有可以发出的邀请。"
NONE_OPEN = "没有还没用的邀请。发「发邀请」可以新发一个。"
LIST = "<b>还没用的邀请</b>，点开可以再看一遍或撤回："
WITHDRAWN = "已撤回给「{name}」的邀请，那个码和链接都不能用了。"
CAPTION = "给「{name}」的邀请二维码，扫一扫就能进来。"
HAND_OVER = "请把上面的码或链接转给本人，不要发到群里。"


def ask_role(society: str | None) -> str:
    return f"{heading('邀请', society)}\n{ASK_ROLE}" if society else ASK_ROLE


def summary(role: str, society: str | None, name: str, until: date | None) -> str:
    where = f"\n学会：{escape(society)}" if society else ""
    ends = f"\n到期：{day(until)}" if until else ""
    return (
        f"<b>请核对</b>，没问题就点「发出邀请」\n身份：{role}{where}\n姓名：{escape(name)}{ends}"
    )


def sheet(found: Sheet) -> str:
    invitation = found.invitation
    lines = [
        f"<b>给「{escape(invitation.name)}」的邀请</b>：{what(invitation)}",
        f"邀请码：<b>{invitation.code}</b>",
        f"网页链接：{escape(found.page)}",
    ]
    if found.telegram:
        lines.append(f"Telegram 链接：{escape(found.telegram)}")
    lines.append(
        f"有效期到 {day(invitation.expires_at)} {invitation.expires_at:%H:%M}，只能用一次。"
    )
    return "\n".join([*lines, HAND_OVER])


def what(invitation: Invitation) -> str:
    society = f"「{escape(invitation.society)}」" if invitation.society else ""
    return f"{society}{LABELS[invitation.role]}"


def line(invitation: Invitation) -> str:
    """A button: plain text."""
    society = f"，{invitation.society}" if invitation.society else ""
    return f"{invitation.name}（{LABELS[invitation.role]}{society}）"


def withdrawn(invitation: Invitation) -> str:
    return WITHDRAWN.format(name=escape(invitation.name))


def caption(invitation: Invitation) -> str:
    return CAPTION.format(name=escape(invitation.name))

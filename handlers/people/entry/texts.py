"""What is said to whoever comes in."""

from html import escape

from handlers.people.entry.service import Found, Refused, Why
from handlers.roles import LABELS
from storage.invitations import Invitation
from storage.roles import Role

ASK_CODE = "请发六位数字的邀请码或登录码。"
CODE_HINT = "邀请码在邀请您的人那里，登录码在您已经登录的入口里：发「我是谁」→「在别处登录」。"
NOT_SIX = "码是六位数字，例如 123456。请再发一次。"
NAME_HINT = "邀请是写给一个人的，请发那个人的姓名。如果不是发给您的，发「取消」。"
IT_IS_ME, NOT_ME = "是我本人", "不是我"
STOPPED = "好的，没有登录。登录码不要告诉别人。"
GONE = "这个码刚刚用过了或已经过期。请到已登录的入口重新取一个。"
ALREADY_SOMEBODY = (
    "这个入口已经以「{name}」的身份登录。要换成另一个人，"
    "请先发「登录的入口」退出本入口，再输入登录码。"
)
WHY = {
    Why.WRONG: "这个码不对。",
    Why.OTHER_NAME: "这个邀请不是发给这个姓名的。",
    Why.EXPIRED: "这个邀请已经过期了。请联系邀请您的人重新发一个。",
    Why.USED: "这个邀请已经用过了，每个邀请只能用一次。需要的话请联系邀请您的人再发一个。",
    Why.WITHDRAWN: "这个邀请已经被撤回。请联系邀请您的人。",
}
LEFT = "还可以试 {left} 次。请核对后再发，或联系邀请您的人。"
CLOSED = "试错的次数太多，为了安全先停一停，请 {span}后再试。也可以联系邀请您的人。"


def refused(refusal: Refused) -> str:
    if refusal.why is Why.CLOSED:
        return CLOSED.format(span=_span(refusal.minutes))
    if refusal.why in (Why.WRONG, Why.OTHER_NAME):
        return WHY[refusal.why] + LEFT.format(left=refusal.left)
    return WHY[refusal.why]


def _span(minutes: int) -> str:
    return f"{minutes} 分钟" if minutes < 120 else f"{round(minutes / 60)} 小时"


def ask_name(invitation: Invitation) -> str:
    return f"这是一份{_what(invitation)}的邀请。请发您的姓名，核对后就办好了。"


def _what(invitation: Invitation) -> str:
    society = f"「{escape(invitation.society)}」" if invitation.society else ""
    return f"{society}{LABELS[invitation.role]}"


def is_it_you(found: Found) -> str:
    whose = f"这个登录码属于「{escape(covered(found.owner))}」。您是本人吗？"
    return f"{whose}码是别人发给您的，请点「{NOT_ME}」，不然您在这里说的对方都能看到。"


def covered(name: str) -> str:
    """The family name is enough for whoever it is."""
    return name[:1] + "＊" * (len(name) - 1)


def welcome(invitation: Invitation, *, is_new: bool) -> str:
    name = escape(invitation.name)
    if invitation.role is Role.MEMBER:
        return f"{name}，您好！欢迎加入{_what(invitation)}的名册，最后一步是核实本人。"
    if not is_new:
        return f"{name}，您本来就是{_what(invitation)}，不用再办。"
    return f"{name}，您好！您现在是{_what(invitation)}了。"


def told_giver(invitation: Invitation) -> str:
    return f"「{escape(invitation.name)}」接受了您的邀请，成为{_what(invitation)}。"


def logged_in(name: str) -> str:
    return f"{escape(name)}，您好！这个入口已经登录。"


def told_owner(door: str) -> str:
    return f"您刚刚在{door}登录了。如果不是您本人，请马上发「登录的入口」，退出那个入口。"

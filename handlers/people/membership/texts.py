"""What the corner says; everything that came from outside is escaped here."""

from datetime import datetime
from html import escape

from handlers.acting import heading
from handlers.days import day
from handlers.people.fields import STATES, TITLES, lines, told_apart
from handlers.people.membership.confirming import Outcome, Verdict
from storage.members import Member, MemberState

CONFIRM, MINE, CARD = "会员认证", "我的会籍", "会员证"
WRONG = (
    "核对不上，还可以试 {left} 次。请再发一次号码末四位；要改姓名发「返回」，"
    "不办了发「取消」。也可以请学会秘书核对名册。"
)
CLOSED = (
    "核对不上的次数太多，为了保护会员的信息，先停一会儿。请在{until:%m月%d日 %H:%M}之后再试，"
    "或者请学会秘书核对名册，在名册里给您发一份邀请。"
)
CONFIRMED = "认证成功，您是<b>{society}</b>的会员。"
ALREADY = "您已经认证过了，不用再办。"
SAID = {
    Verdict.LEFT: (
        "名册上您在<b>{society}</b>的会籍是「已退会」，所以没有办理认证。"
        "如果您仍是会员，请联系学会秘书恢复。"
    ),
    Verdict.TAKEN: (
        "这位会员已经由另一个账号认证过了，这次没有改动。如果那也是您，请在原来的账号里"
        "发送「我是谁」，取登录码把这里连上；如果不是您，请联系学会秘书，我已经提醒他们核对。"
    ),
    Verdict.UNCLEAR: (
        "名册里有两位以上同名、号码末四位也相同的会员，我分不清是哪一位，"
        "要由学会秘书确认。我已经请他们给您发邀请，收到后按邀请办理即可。"
    ),
}
LETTERS = {
    Verdict.TAKEN: (
        "{top}\n有人用另一个账号来认证<b>{name}</b>，姓名和号码末四位都对，"
        "但这位会员已经认证过。请与本人核对；没有改动任何信息。"
    ),
    Verdict.UNCLEAR: (
        "{top}\n有人来认证<b>{name}</b>，名册里有几位同名、号码末四位也相同。"
        "请核对是哪一位，打开他的页面点「邀请本人认证」，把邀请发给本人："
    ),
}
NOBODY = "您还没有认证会员身份。需要学会名称、姓名和号码末四位，一分钟就好："
WHICH = "您在几个学会有会籍，请选择："
SURE = (
    "要退出<b>{society}</b>吗？退会后会员证作废，会员身份结束，学会秘书会收到通知。"
    "以后想回来，请联系学会秘书。"
)
HAS_LEFT = "已办理退会，学会秘书会收到通知。"
LETTER_LEFT = "{top}\n会员<b>{name}</b>刚刚自己办理了退会。"
CORRECTED = "已更正。"
ASKED = "{title}由学会秘书核对证件后更改，我已经转告他们。核对前，名册上的信息不变。"
LETTER_NAME = (
    "{top}\n会员<b>{name}</b>申请把姓名更正为「<b>{value}</b>」。请核对证件，再到名册里更改。"
)
LETTER_IDENTITY = (
    "{top}\n会员<b>{name}</b>说名册上的身份证号不对。请向本人核对证件，再到名册里更改。"
)
RIGHT = "谢谢，已确认信息没有变化，状态是「已核实」。"
NOTHING_TO_RENEW = "现在不需要更新，状态没有变化。"
TO_RENEW = "今年的信息要请您看一遍：没有变化就点「信息没有变化」，有变化就点「要更正」。"
HERE = (
    "这是您在<b>{society}</b>的会员证，出示二维码即可核验，有效期至{year}年12月31日。"
    '不方便扫码时，把<a href="{link}">核验链接</a>发给核验的人也行。'
)
NO_CARD = "会员证只发给「已核实」的会员，您现在还没有。"
VALID, NOT_VALID = "✅ <b>会员证有效</b>", "⚠️ <b>会员证现在无效</b>"


def closed(until: datetime) -> str:
    return CLOSED.format(until=until)


def outcome(found: Outcome) -> str:
    """What the person reads where there is no page to show."""
    if found.verdict is Verdict.CLOSED and found.until:
        return closed(found.until)
    return SAID[found.verdict].format(society=escape(found.members[0].society))


def letter(found: Outcome) -> str:
    member = found.members[0]
    top = heading(CONFIRM, member.society)
    return LETTERS[found.verdict].format(top=top, name=escape(member.name))


def confirmed(found: Outcome) -> str:
    if found.verdict is Verdict.ALREADY:
        return ALREADY
    return CONFIRMED.format(society=escape(found.members[0].society))


def page(member: Member, before: str = "") -> str:
    state = f"状态：{STATES[member.state]}（{day(member.state_since)}起）"
    after = [TO_RENEW] if member.state is MemberState.OUTDATED else []
    known = [heading(MINE, member.society), *lines(member), state, *after]
    return "\n".join([*filter(None, [before]), *known])


def sure(member: Member) -> str:
    return SURE.format(society=escape(member.society))


def letter_left(member: Member) -> str:
    return LETTER_LEFT.format(top=heading("会员退会", member.society), name=escape(member.name))


def letter_correction(member: Member, field: str, value: str) -> str:
    form = LETTER_NAME if field == "name" else LETTER_IDENTITY
    top = heading("会员信息更正", member.society)
    return form.format(top=top, name=escape(told_apart(member)), value=escape(value))


def asked(field: str) -> str:
    return ASKED.format(title=TITLES[field])


def here(member: Member, now: datetime, link: str) -> str:
    return HERE.format(society=escape(member.society), year=now.year, link=escape(link))


def checked(member: Member) -> str:
    """What a card says today, for whoever may look."""
    is_valid = member.state is MemberState.VERIFIED
    return "\n".join(
        [
            VALID if is_valid else NOT_VALID,
            f"姓名：{escape(member.name)}",
            f"学会：{escape(member.society)}",
            f"会员号：{escape(member.member_number or '（没有登记）')}",
            f"状态：{STATES[member.state]}（{day(member.state_since)}起）",
        ]
    )

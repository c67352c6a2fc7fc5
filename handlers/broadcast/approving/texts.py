"""What is said when somebody is asked to agree, and when they have."""

from collections.abc import Sequence
from html import escape

from handlers.broadcast.audience.texts import conditions
from handlers.broadcast.cast import Cast
from handlers.broadcast.naming import Item
from handlers.casework.event_texts import moment
from handlers.markup import opening

SHOWN = 500
EXPIRED = "「到期不再发」的时间比发送的时间还早。请先改时间，再发送。"
FIRST_WITHDRAWN = "它提醒的那条通知已经撤回，所以这条提醒也不发了。请退回它；自己写的，请删除。"
SURE = "要发给{count}人，{when}。发出去就收不回大家已经看到的，确定发吗？"
AT_ONCE = "现在就发"
AT_NIGHT = (
    "现在是休息时间（晚上十点到早上七点），现在发会吵到大家。"
    "可以早上再办，或者把「什么时候发」定在早上；急事就接着点。"
)
RELEASED = "好的，{when}，发给{count}人。"
BEGINS_NOW = "马上开始发"
BEGINS_AT = "{at}开始发"
NOBODY_TO_ASK = (
    "要发给{count}人，超过{above}人的通知要由另一位同事核准，可现在没有别的工作人员能核准。"
    "请管理员用「发邀请」再请一位同事进来（写过、改过、送过这条通知的人都不算），"
    "或者把范围缩到{above}人以内。草稿还在。"
)
SUBMITTED = (
    "送去核准了：要发给{count}人，已请{names}看。其中一位同意就发，有人退回会告诉您原因。"
    "在那之前改动任何内容，都会变回草稿。"
)
PLEASE = (
    "<b>请您核准一条通知</b>\n{by}要把它发给{count}人，{when}。\n{whom}\n"
    "<blockquote>{text}</blockquote>{files}\n您同意了才会发。"
)
MANDATORY = "• 必须送达：不想收通知的人也发"
FILES = "\n带{count}个图片或附件，请点「预览」看。"
APPROVED = "同意了，{when}，发给{count}人{asked}。"
ASKED_FOR = "（送审时是{asked}人）"
WAS_APPROVED = "{who}同意了您的通知「{title}」，{when}，发给{count}人。"
CHANGED = (
    "送审的时候，这条通知会发给{asked}人；现在按同样的条件是{count}人。"
    "请看一看「发给谁」，没问题再点「还是同意」。"
)
ASK_REASON = "为什么退回？写一句，对方照着改。"
REFUSED = "退回去了，原因已经告诉对方。"
WAS_REFUSED = "{who}把通知「{title}」退回来了：{reason}\n它现在是草稿，改好可以再送。"
MENDED = "同意了，正在把更正送到收到过的人那里。"
MEND_APPROVED = "{who}同意了您对「{title}」的更正，正在送出。"
MEND_REFUSED = "{who}没有同意您对「{title}」的更正：{reason}\n发出去的没有变。"


def sure(cast: Cast, count: int, *, at_night: bool) -> str:
    at = cast.row.send_at
    asked = SURE.format(count=count, when=moment(at) if at else AT_ONCE)
    return f"{AT_NIGHT}\n{asked}" if at_night else asked


def released(cast: Cast, count: int) -> str:
    return RELEASED.format(count=count, when=_begins(cast))


def _begins(cast: Cast) -> str:
    at = cast.row.send_at
    return BEGINS_AT.format(at=moment(at)) if at else BEGINS_NOW


def nobody_to_ask(count: int, above: int) -> str:
    return NOBODY_TO_ASK.format(count=count, above=above)


def submitted(count: int, names: Sequence[str]) -> str:
    return SUBMITTED.format(count=count, names=escape("、".join(names)))


def please_approve(cast: Cast, by: str, count: int, whom: Sequence[Item]) -> str:
    files = FILES.format(count=len(cast.content.pieces)) if cast.content.pieces else ""
    return PLEASE.format(
        by=escape(by),
        count=count,
        when=_begins(cast),
        whom="\n".join([*conditions(whom), *([MANDATORY] if cast.row.mandatory else [])]),
        text=escape(opening(cast.content.text, SHOWN)),
        files=files,
    )


def approved(cast: Cast, count: int, asked: int) -> str:
    other = ASKED_FOR.format(asked=asked) if asked != count else ""
    return APPROVED.format(when=_begins(cast), count=count, asked=other)


def changed_meanwhile(asked: int, count: int) -> str:
    return CHANGED.format(asked=asked, count=count)


def was_approved(cast: Cast, who: str, count: int) -> str:
    return WAS_APPROVED.format(
        who=escape(who), title=escape(cast.row.title), when=_begins(cast), count=count
    )


def was_refused(cast: Cast, who: str, reason: str) -> str:
    return WAS_REFUSED.format(who=escape(who), title=escape(cast.row.title), reason=escape(reason))


def mend_approved(cast: Cast, who: str) -> str:
    return MEND_APPROVED.format(who=escape(who), title=escape(cast.row.title))


def mend_refused(cast: Cast, who: str, reason: str) -> str:
    return MEND_REFUSED.format(
        who=escape(who), title=escape(cast.row.title), reason=escape(reason)
    )

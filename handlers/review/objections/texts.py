"""What is said around objections; everything that came from outside is escaped."""

from collections.abc import Sequence
from html import escape

from forms.masking import mask
from handlers.casework.texts import named
from handlers.days import day
from handlers.review.objections.service import Contested
from handlers.review.ranking import texts as ranking
from handlers.review.ranking.publishing import Listed, Notice
from storage.filings import Filing
from storage.objections import Objection

NOTHING = "现在没有在公示的名单。"
CHOOSE = "对哪一位有异议，请点他的名字（要用真实姓名，您的信息只有办理的工作人员能看到）："
ASK_NAME = "对{who}提出异议。您的真实姓名？只有办理的工作人员能看到，加密保存。"
ASK_CONTACT = "您的手机号或者邮箱？用来和您核实，加密保存。这条消息会从聊天里收回。"
WRONG_CONTACT = "请填手机号、固定电话或者邮箱，例如 0371-12345678。"
ASK_FACTS = "请把情况写清楚：什么事、什么时候、有什么证据。20个字以上。"
SUMMARY = (
    "<b>对{who}的异议</b>\n姓名：{name}\n联系方式：{contact}\n情况：{facts}\n\n"
    "确认无误请点「提交异议」。"
)
THANKS = "您的异议已经收到，处理有了结论会发消息告诉您。谢谢！"
TO_STAFF = "{case}收到一份异议，处理完以前不能入选。请去看一看。"
NONE_WAIT = "现在没有等处理的异议。"
WAITING = "<b>公示异议</b>：{many}份等处理，最早的在前面。"
ONE = (
    "<b>异议</b> · {case}，现在是「{state}」\n"
    "提出人：{name}，{contact}\n时间：{day}\n情况：{facts}"
)
CLOSED = "已经有结论：{outcome}。"
TOGETHER = "同一位候选人的几份异议一起下结论。"
ASK_REASON = "{case}：{label}。请写明理由，会发给申报人；下结论的，也会发给提出异议的人。"
DONE = "好了，{case}现在是「{state}」。有关的人都会收到消息。"


def notices(found: Sequence[Notice]) -> str:
    if not found:
        return NOTHING
    return "\n\n".join([*(ranking.notice(each) for each in found), CHOOSE])


def ask_name(listed: Listed) -> str:
    return ASK_NAME.format(who=escape(listed.shown))


def summary(who: str, name: str, contact: str, facts: str) -> str:
    return SUMMARY.format(
        who=escape(who), name=escape(name), contact=escape(mask(contact)), facts=escape(facts)
    )


def line(objection: Objection, filing: Filing) -> str:
    """A button: plain text."""
    return f"{filing.title or filing.number}（{day(objection.filed_at)}）"


def one(found: Contested) -> str:
    objection = found.objection
    said = ONE.format(
        case=named(found.case),
        state=escape(found.case.state.label),
        name=escape(objection.name),
        contact=escape(objection.contact),
        day=day(objection.filed_at),
        facts=escape(objection.facts),
    )
    if objection.is_open:
        return f"{said}\n\n{TOGETHER}"
    return f"{said}\n\n{CLOSED.format(outcome='成立' if objection.upheld else '不成立')}"

"""One's own questions in words; everything from outside is escaped."""

from html import escape

from handlers.citing import cut
from handlers.questions.mine.service import Page
from handlers.questions.words import BY, LONGEST_REPLY, moment, quoted, rated
from handlers.rating_words import TIERS
from storage.questions import Question

NONE = "您还没有问过问题。直接打字就可以问，例如：年检材料什么时候交？"
HEAD = "<b>您最近问过</b>{page}"
ANSWERED, PASSED_ON, SETTLED = "已答复", "已转工作人员", "已处理"
FOOT = "有答复的可以点开再看。"
ONE = "您问：{question}\n{asked}，{state}"
WAITS = "工作人员还没有答复，答复以后会发给您。"


def page(found: Page) -> str:
    if not found.questions:
        return NONE
    turn = f"（第 {found.number + 1}/{found.pages} 页）" if found.pages > 1 else ""
    lines = [HEAD.format(page=turn), *map(_line, found.questions)]
    return "\n".join([*lines, FOOT] if any(each.reply for each in found.questions) else lines)


def state(question: Question) -> str:
    if question.is_waiting:
        return PASSED_ON
    if question.replied_at:
        return ANSWERED
    return SETTLED if question.closed_at else TIERS.get(question.tier, question.tier)


def _line(question: Question) -> str:
    return f"• {escape(cut(question.text, 60))}（{state(question)}）"


def one(question: Question) -> str:
    head = ONE.format(
        question=quoted(question.text), asked=moment(question.asked_at), state=state(question)
    )
    lines = [head]
    if question.reply:
        lines += ["", escape(cut(question.reply, LONGEST_REPLY + 400)), ""]
        at = question.replied_at or question.closed_at
        lines.append(f"——{BY}" + (f"，{moment(at)}" if at else ""))
    if question.is_waiting:
        lines.append(WAITS)
    if question.rating:
        lines.append(f"您的评价：{rated(question.rating, question.rating_reason)}")
    return "\n".join(lines)

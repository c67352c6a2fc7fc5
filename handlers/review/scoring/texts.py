"""What experts and those who ask them read; everything that came from outside is escaped."""

from collections.abc import Sequence
from html import escape

from handlers.casework.texts import named
from handlers.days import short_day
from handlers.review.scored import candidate
from handlers.review.scoring.assigning import Asked, Spreading
from handlers.review.scoring.conflicts import Expert
from handlers.review.scoring.service import ASIDE, Card, Stepped, Waiting
from storage.filing_experts import Assignment

NONE_WAIT = "现在没有等您评分的。有新的会发消息告诉您。"
WAITING = (
    "<b>待我评分</b>（{many}份）\n名字、单位、学会都不显示，请只看内容。"
    "发现有需要回避的关系，请点「回避」。"
)
TO_EXPERT = "请您评审{many}份「{form}」。评审时看不到申报人是谁，每份打0到100分，写一段意见。"
BLIND = "看不到姓名、号码、学会、单位、推荐人和附件；文字里提到的写成〔隐去〕。"
SCORED = "您打了 {score} 分，不能再改。\n意见：{opinion}"
ASK_SCORE = "{name}：打几分？0到100的整数。"
ASK_OPINION = "{name}：评审意见？写清楚长处和不足，10个字以上。"
SUMMARY = (
    "<b>{name}</b>\n分数：{score}\n意见：{opinion}\n\n"
    "<b>提交以后不能再改</b>，别的专家看不到。确认无误请点「提交评分」。"
)
THANKS = "{name}的评分已经收到，谢谢您！"
ALL_SCORED = "「{form}」已经全部评完，可以看排名了。"
ASK_WHY = "{name}：为什么要回避？写一句就行，例如：是我的学生。提交以后这一份就不再显示。"
STEPPED = "好的，{name}不再请您评审。"
STEPPED_ASIDE = "{expert}申请回避{case}（{name}）。原因：{reason}\n请另请一位专家。"
HEAD = "<b>评审专家</b>\n{case}{number}"
NOBODY_ASKED = "还没有请专家。"
BARRED = "不能请的：{names}。"
CLOSED = "这一件现在是「{state}」，不再请专家。"
ASK_WHOM = "请谁评审？有回避情形的不在列表里。"
NOBODY_FREE = "能请的都请过了。请先给别的专家发「评审专家」邀请，再来请他评审。"
ASKED = "已经请{name}评审这一件（{number}），会收到消息。"
ASK_MANY = "每份请几位专家？已经请了的算在内。"
PLAN = "<b>{form}：请专家</b>\n在评审的有{filings}份，这次要请{pairs}人次：\n{experts}"
NOTHING_TO_ASK = "<b>{form}：请专家</b>\n在评审的有{filings}份，都已经够了，不用再请。"
AVOIDED = "按记录避开了：{whys}。"
UNKNOWN = "{names}没有登记工作单位，系统核对不了，请您看一看。"
SHORT = "还有{many}份凑不够，请先邀请更多专家，或者逐件另请。"
SPREAD = "好了，请了{pairs}人次，专家都会收到消息。"
NO_EXPERTS = "还没有评审专家。请先发「评审专家」邀请。"
PAGE = 3000


def waiting(found: Sequence[Waiting]) -> str:
    return WAITING.format(many=len(found)) if found else NONE_WAIT


def to_expert(form: str, many: int) -> str:
    return TO_EXPERT.format(many=many, form=escape(form))


def pages(card: Card) -> list[str]:
    """The lines, as many to a page as one message holds."""
    found = [""]
    for line in card.lines:
        said = f"<b>{escape(line.label)}</b>：{escape(line.shown)}\n"
        if found[-1] and len(found[-1]) + len(said) > PAGE:
            found.append("")
        found[-1] += said
    return [each.rstrip() for each in found]


def card(found: Card, number: int) -> str:
    if found.aside:
        return f"<b>{candidate(found.number)}</b>\n{ASIDE}"
    parts = pages(found)
    page = f"（第{number + 1}/{len(parts)}页）" if len(parts) > 1 else ""
    head = f"<b>{candidate(found.number)}</b> · {escape(found.form.title)}{page}"
    mine, score = found.assignment, ""
    if mine.score is not None:
        score = SCORED.format(score=mine.score, opinion=escape(mine.opinion or ""))
    return "\n\n".join(filter(None, [head, parts[number], score or BLIND]))


def summary(number: int, score: int, opinion: str) -> str:
    return SUMMARY.format(name=candidate(number), score=score, opinion=escape(opinion))


def stepped_aside(stepped: Stepped, expert: str, reason: str) -> str:
    return STEPPED_ASIDE.format(
        expert=escape(expert),
        case=named(stepped.case),
        name=candidate(stepped.number),
        reason=escape(reason),
    )


def asked(found: Asked) -> str:
    number = f"（{candidate(found.number)}）" if found.number else ""
    lines = [HEAD.format(case=named(found.case), number=number)]
    names = found.names
    lines += [
        f"• {escape(names.get(a.person_id, '已注销'))}：{_state(a)}" for a in found.assignments
    ]
    if not found.assignments:
        lines.append(NOBODY_ASKED)
    if not found.is_open:
        lines.append(CLOSED.format(state=escape(found.case.state.label)))
    elif found.barred:
        lines.append(BARRED.format(names=_barred(found.barred)))
    return "\n".join(lines)


def _state(assignment: Assignment) -> str:
    if assignment.recused_at is not None:
        return f"已回避（{escape(assignment.recused_because or '')}）"
    if assignment.score is not None:
        return f"<b>{assignment.score}分</b>，{escape(assignment.opinion or '')}"
    return f"还没有评（{short_day(assignment.assigned_at)}请的）"


def _barred(barred: Sequence[tuple[Expert, str]]) -> str:
    return "、".join(f"{escape(expert.name)}（{why}）" for expert, why in barred)


def plan(found: Spreading) -> str:
    many, pairs = found.filings, len(found.plan.pairs)
    if not found.names:
        return NO_EXPERTS
    if not pairs and not found.plan.short:
        return NOTHING_TO_ASK.format(form=escape(found.form.title), filings=many)
    names = "\n".join(
        f"• {escape(found.names[person_id])}：{count}份"
        for person_id, count in sorted(found.plan.by_expert.items(), key=lambda each: -each[1])
    )
    head = PLAN.format(form=escape(found.form.title), filings=many, pairs=pairs, experts=names)
    return "\n".join([head.rstrip(), *_cautions(found)])


def _cautions(found: Spreading) -> list[str]:
    lines = []
    if found.conflicts:
        whys = "、".join(f"{why}（{count}）" for why, count in found.conflicts.most_common())
        lines.append(AVOIDED.format(whys=whys))
    if found.unknown:
        lines.append(UNKNOWN.format(names=escape("、".join(found.unknown))))
    if found.plan.short:
        lines.append(SHORT.format(many=len(found.plan.short)))
    return lines

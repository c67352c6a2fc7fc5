"""The report as a workbook: the questions without names, and the figures."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from forms.sheets.book import Leaf
from handlers.questions.report.figures import Figures, is_answered, waited
from handlers.questions.report.words import TITLE, percent, span
from handlers.questions.words import rated
from handlers.rating_words import TIERS
from handlers.roles import LABELS
from storage.questions import Question, Reason
from storage.roles import Role

HEADINGS = (
    "序号",
    "提问时间",
    "身份",
    "问题",
    "回答",
    "评价",
    "转工作人员",
    "原因",
    "状态",
    "答复",
    "答复时间",
    "等待",
)
REASONS = {Reason.ASKED: "请工作人员回答", Reason.DOWN: "没答好"}
FIGURES = ("项目", "数")
MATTERS = 100


def questions(asked: Sequence[Question], roles: Mapping[str, Sequence[Role]]) -> Leaf:
    rows = (
        _row(number, each, roles.get(each.person_id, ())) for number, each in enumerate(asked, 1)
    )
    return Leaf(title="问题", headings=HEADINGS, rows=rows)


def _row(number: int, question: Question, roles: Sequence[Role]) -> list[Any]:
    wait = waited(question)
    return [
        number,
        _minute(question.asked_at),
        _kind(roles),
        question.text,
        TIERS.get(question.tier, question.tier),
        rated(question.rating, question.rating_reason),
        _minute(question.opened_at),
        REASONS.get(Reason(question.reason), "") if question.reason else "",
        _state(question),
        question.reply or "",
        _minute(question.replied_at),
        span(wait) if wait is not None else "",
    ]


def _kind(roles: Sequence[Role]) -> str:
    return "、".join(dict.fromkeys(LABELS[each] for each in roles)) or LABELS[Role.GUEST]


def _state(question: Question) -> str:
    if question.is_waiting:
        return "等待答复"
    if question.closed_at and not question.replied_at:
        return "已关闭"
    return "已答" if is_answered(question) else "没答上来"


def _minute(at: Any) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at else ""


def figures(found: Figures) -> Leaf:
    return Leaf(title=TITLE, headings=FIGURES, rows=_figures(found))


def _figures(found: Figures) -> Iterator[list[Any]]:
    yield ["问题", found.total]
    yield from ([TIERS[tier], count] for tier, count in found.tiers.items())
    yield ["答上来的", percent(found.share)]
    yield ["等待答复", found.waiting]
    yield ["工作人员已答复", found.replied]
    yield ["答复等待时间（中位数）", span(found.wait)]
    yield ["👍", found.up]
    yield ["👎", found.down]
    yield from ([f"{week:%Y-%m-%d} 起的一周", count] for week, count in found.weeks)
    yield from ([f"{month:%Y年%m月}", count] for month, count in found.months)
    yield from ([f"问得最多：{each.text}", each.times] for each in found.matters[:MATTERS])
    unanswered = found.unanswered[:MATTERS]
    yield from ([f"没答上来：{each.text}", each.unanswered] for each in unanswered)
    yield from ([f"没答好：{each.text}", each.down] for each in found.disliked[:MATTERS])

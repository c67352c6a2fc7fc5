"""Headings that name what is asked: a question for a date looks under 「时间安排」 first."""

import re

from knowledge.kinds import OPEN_KINDS, Kind
from knowledge.notice import Passage
from knowledge.questions import Question

NAMES: dict[Kind, str] = {
    Kind.DATE: "时间|日期|期限|进度|时限",
    Kind.CLOCK: "时间",
    Kind.DURATION: "期限|周期|任期|时间|时限",
    Kind.PLACE: "地点|地址|联系",
    Kind.PHONE: "联系|电话|咨询",
    Kind.MONEY: "经费|资助|费用|补助|资金|收费|奖励",
    Kind.AGE: "年龄",
    Kind.COUNT: "名额|数量|规模",
    Kind.HOW: "程序|步骤|流程|办法|方式|手续",
}
COMPILED = {kind: re.compile(names) for kind, names in NAMES.items()}


def is_named(question: Question, passage: Passage) -> bool:
    """Whether a heading above the passage names the kind of thing, or the side, asked for."""
    # A block of contacts has no heading of its own: its lead ends with one.
    headings = "".join(passage.heading_path[-2:]) or passage.lead.rpartition(" ")[2]
    if question.kind is Kind.HOW and not question.aspect:
        return False
    if question.kind in OPEN_KINDS and question.kind is not Kind.HOW:
        return any(word in headings for word in question.aspect)
    names = COMPILED.get(question.kind)
    return names is not None and names.search(headings) is not None

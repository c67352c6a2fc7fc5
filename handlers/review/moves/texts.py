"""What is asked and said around a move; everything from people is escaped."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from itertools import groupby

from forms.moving import Given
from forms.workflow import Move
from handlers.casework.case import Case
from handlers.casework.history import move_label, who
from handlers.casework.overdue import due_words
from handlers.casework.texts import named, words_given
from handlers.days import short_day
from handlers.review.moves.mending import Field, Mend
from storage.filing_moves import MoveRecord

TITLE = "办理申报件"
ASK_FIELDS = (
    "{case}\n要请对方修改哪几项？发编号，可以几项一起，例如：3、5、17；"
    "想对某一项多说一句，写成：3：请写到会场。\n\n{fields}"
)
ASK_REASON = "{case}\n为什么{move}？请写一两句，对方会照着办。"
ASK_OPINION = "{case}\n您的意见？点一个，或者自己写。"
ASK_NUMBER = "{case}\n请发文件的文号，例如：云岭科协发〔2026〕12号。"
ASK_DAY = "这份文件的成文日期是哪一天？"
A_QUESTION = "这像是一个问题。如果是要写给对方的话，请去掉问号再发一次。"
FUTURE = "成文日期不会晚于今天，请核对后再填。"
OPINIONS = ("同意", "情况属实，同意", "同意，请注意安全")
HINT_FIELDS = "发编号或者项目的名字；几项用顿号隔开，每一项可以另起一行写说明。"
HINT_WORDS = "写明怎么改、还缺什么，对方一看就知道怎么办。"
LONGEST = 1000


def ask_fields(case: Case, fields: Sequence[Field]) -> str:
    numbered = list(enumerate(fields, 1))
    lines: list[str] = []
    for section, group in groupby(numbered, key=lambda each: each[1].section):
        lines.append(f"<b>{escape(section)}</b>")
        lines += [f"{n}. {escape(each.label)}" for n, each in group]
    return ASK_FIELDS.format(case=named(case), fields="\n".join(lines))


def ask(text: str, case: Case, move: str) -> str:
    return text.format(case=named(case), move=escape(move))


def reason_with(reason: str, mends: Sequence[Mend]) -> str:
    """The remarks go with the reason: the filer reads them in one place."""
    remarks = [f"· {each.label}：{each.remark}" for each in mends if each.remark]
    return "\n".join([reason, *remarks])[:LONGEST] if remarks else reason


def summary(case: Case, move: str, given: Given, mends: Sequence[Mend]) -> str:
    lines = ["<b>请核对</b>", named(case), f"办理：<b>{escape(move)}</b>"]
    if mends:
        lines.append(f"请修改：{'、'.join(escape(each.label) for each in mends)}")
    return "\n".join([*lines, *words_given(given)])


def done(case: Case, move: Move, told: Sequence[str], today: date) -> str:
    """What happened, by when it goes on, and who was told."""
    state = escape(case.state.label)
    lines = [f"已办好「{escape(move.label)}」✓　{named(case)}现在是「{state}」。"]
    if due := due_words(case.filing, today):
        lines.append(f"{due}。")
    if told:
        lines.append(f"已告知：{escape('、'.join(dict.fromkeys(told)))}。")
    return "\n".join(lines)


def moved_on(case: Case, record: MoveRecord | None, names: Mapping[str, str]) -> str:
    """Who was faster, with what; nothing was done now."""
    state = f"{named(case)}现在是「{escape(case.state.label)}」"
    if record is None:
        return f"{state}，不能这样办了。您这一步没有办。"
    at = f"{short_day(record.at)} {record.at:%H:%M}"
    label = escape(move_label(record, case.workflow))
    return f"{who(record, names)}已于 {at} 办了「{label}」，{state}。您这一步没有再办。"

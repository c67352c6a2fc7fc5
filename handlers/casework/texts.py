"""What is said about a filing wherever it is met; everything from people is escaped."""

from datetime import date
from html import escape

from forms.masking import mask
from forms.moving import Given, Moved
from forms.workflow import Mover
from handlers.casework.case import Case
from handlers.days import day

TENTATIVE = "（暂定，节假日安排还没有公布）"


def named(case: Case) -> str:
    """「论坛活动报告（一会一报）· 超硬材料学术年会」, with its number where it has one."""
    number = f"（{case.filing.number}）" if case.filing.number else ""
    return f"「{escape(case.title)}」{number}"


def by_when(due: date | None, *, tentative: bool) -> str:
    if due is None:
        return ""
    return f"{day(due)}前{TENTATIVE if tentative else ''}"


def fields_named(case: Case) -> str:
    """In the order of the form."""
    named_ones = (each for each in case.form.fields if each.name in case.filing.named)
    return "、".join(escape(each.label) for each in named_ones)


def words_given(given: Given) -> list[str]:
    """Opinion, reason and document, a line each, for those that were given."""
    document = given.document_number and f"{escape(given.document_number)}"
    if document and given.document_date:
        document += f"（{day(given.document_date)}）"
    lines = (
        ("意见", escape(mask(given.opinion))),
        ("原因", escape(mask(given.reason))),
        ("文号", document),
    )
    return [f"{label}：{text}" for label, text in lines if text]


def to_filer(case: Case, moved: Moved, given: Given) -> str:
    """What happened, why, and what to do."""
    lines = [f"{named(case)}有了新进展：{_deed(case, moved)}。", *words_given(given)]
    if case.is_editable:
        if case.filing.named:
            lines.append(f"请修改：{fields_named(case)}。")
        lines.append("改好以后再提交一次；其他内容都还在，不用重填。")
    elif case.filing.due and Mover.SUBMITTER not in case.state.waits:
        when = by_when(case.filing.due, tentative=case.filing.due_tentative)
        lines.append(_lasts(case) or f"这一步预计在{when}办好。")
    elif case.state.end:
        lines.append(_ending(case, given))
    return "\n".join(lines)


def _deed(case: Case, moved: Moved) -> str:
    """What was done, and the state it led to where that is another word."""
    state = escape(case.state.label)
    made = next((each.label for each in case.workflow.moves if each.id == moved.move), "")
    if not made or made in case.state.label:
        return f"<b>{state}</b>"
    return f"{escape(made)}，现在是<b>「{state}」</b>"


def _lasts(case: Case) -> str:
    """Where a time has to run out before anything is done: 公示."""
    if case.filing.due is None or not case.lasts:
        return ""
    return f"到{day(case.filing.due)}为止，满期以后再办下一步。"


def _ending(case: Case, given: Given) -> str:
    """What follows is for what went well; an end that needed a reason did not."""
    if given.reason:
        return "这一件到此结束。有疑问请与省科协联系。"
    return escape(case.form.after) or "这一件办完了。"


def to_next(case: Case) -> str:
    society = f"{escape(case.filing.society)}的" if case.filing.society else ""
    lines = [f"{society}{named(case)}现在是「{escape(case.state.label)}」，等您办理。"]
    if case.filing.due:
        when = by_when(case.filing.due, tentative=case.filing.due_tentative)
        lines.append(_lasts(case) or f"请在{when}办好。")
    return "\n".join(lines)

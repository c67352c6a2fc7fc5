"""What is said of filings that were handed in."""

from collections.abc import Sequence
from html import escape

from forms.specification import Catalogue
from handlers.casework.case import Case
from handlers.casework.texts import by_when
from handlers.days import day, short_day
from handlers.filing.mine.standing import deed, happened, what_next
from handlers.filing.titles import title_in
from storage.filing_moves import MoveRecord
from storage.filings import Filing

UNDER_WAY, ENDED = "办理中", "已办完"
NONE = {
    UNDER_WAY: "没有正在办理的申报。要报什么，发「办理申报」。",
    ENDED: "还没有办完的申报。",
}
RECENT, SHORT, WHOLE = 5, 120, 1000
PAST_A_PAGE = 4
NO_FILES = "这一件没有附件。"
FILES = "「{title}」的附件，点一个就发给您："
HERE = "这是「{label}」里的附件，在这里保留一天。"


def listed(
    catalogue: Catalogue, filings: Sequence[Filing], which: str, count: int, *, societies: bool
) -> str:
    lines = [f"<b>我的申报 · {which}（{count}件）</b>"]
    lines += [_line(catalogue, each, societies=societies) for each in filings]
    return "\n".join([*lines, "点一件看办到哪一步；也可以直接发它的编号。"])


def _line(catalogue: Catalogue, filing: Filing, *, societies: bool) -> str:
    state = catalogue.workflows[filing.workflow].label(filing.state)
    society = f"（{escape(filing.society)}）" if societies and filing.society else ""
    due = by_when(filing.due, tentative=filing.due_tentative)
    parts = [f"{escape(state)}（{short_day(filing.entered_at)}起）", *([due] if due else [])]
    title = escape(title_in(catalogue, filing))
    return f"• {title}{society}\n　{filing.number or ''}　{'，'.join(parts)}"


def opened(case: Case, catalogue: Catalogue, records: Sequence[MoveRecord]) -> str:
    """The page of one: where it stands, what happens next, what happened lately."""
    filing, known = case.filing, happened(records)
    lines = [f"<b>{escape(case.title)}</b>"]
    if filing.number:
        lines.append(f"编号：{filing.number}")
    if filing.society:
        lines.append(f"学会：{escape(filing.society)}")
    lines.append(f"现在：<b>{escape(case.state.label)}</b>（{day(filing.entered_at)}起）")
    lines.append(what_next(case, catalogue))
    if known:
        lines += ["", "经过：", *(deed(case, each, SHORT) for each in known[-RECENT:])]
    return "\n".join(lines)


def past(case: Case, records: Sequence[MoveRecord], number: int, pages: int) -> str:
    """Everything that was said, a few deeds a page."""
    of_pages = f"（第{number + 1}/{pages}页）" if pages > 1 else ""
    head = f"<b>{escape(case.title)} · 办理经过</b>{of_pages}"
    return "\n".join([head, *(deed(case, each, WHOLE) for each in records)])

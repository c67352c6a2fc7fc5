"""The card in words, the most needed first; everything from people is escaped."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from html import escape

from forms.specification import PolicyParameter
from handlers.casework.case import Case
from handlers.casework.handed import Change
from handlers.casework.history import who, with_words
from handlers.casework.overdue import due_words
from handlers.citing import cut, glimpse
from handlers.days import day, short_day
from handlers.review.card.fitting import fitted
from handlers.review.card.service import Dossier
from handlers.review.card.weighing import Answer
from storage.attachments import Attachment
from storage.filing_moves import MoveRecord
from storage.filings import Filing

LONGEST_SHOWN, LONGEST_CHANGE, LONGEST_WORDS = 60, 50, 160
MOST_CHANGES, MOST_MOVES = 10, 4
NOTHING = "（没有）"
AT_HOME = "请您看一看内容是否属实、是否同意报送。您确认以后，才会送到省科协。"
NOT_YOURS = "现在没有要您办的，您可以看看内容和经过。"


def card(found: Dossier, today: date) -> str:
    sections = [_head(found, today), _changes(found.changes), _answers(found)]
    sections += [_past(found), _papers(found), _earlier(found), _grounds(found)]
    return fitted(sections)


def _head(found: Dossier, today: date) -> list[str]:
    case, filing = found.opened.case, found.opened.case.filing
    society = f"<b>{escape(filing.society)}</b>\n" if filing.society else ""
    number = f"编号：{escape(filing.number)}" if filing.number else ""
    state = f"现在：<b>{escape(case.state.label)}</b>（{short_day(filing.entered_at)}起）"
    due = due_words(filing, today)
    hand = found.names.get(filing.assigned_to or "")
    lines = [f"{society}<b>{escape(case.title)}</b>", number, _filed(found)]
    lines.append("，".join(filter(None, [state, due, f"{escape(hand)}办" if hand else ""])))
    if not found.opened.is_for_staff and found.opened.moves:
        lines.append(AT_HOME)
    elif not found.opened.moves:
        lines.append(NOT_YOURS)
    return [line for line in lines if line]


def _filed(found: Dossier) -> str:
    """Who has handed it in, when, for which time."""
    handing_in = [each for each in found.moves if each.version]
    if not handing_in:
        return ""
    last = handing_in[-1]
    again = f"，第 {len(handing_in)} 次提交" if len(handing_in) > 1 else "提交"
    return f"{who(last, found.names)} {short_day(last.at)} {last.at:%H:%M}{again}"


def _changes(changes: Sequence[Change]) -> list[str]:
    if not changes:
        return []
    lines = [f"<b>和上一次提交比，改了 {len(changes)} 处</b>"]
    lines += [f"✎ {_change(each)}" for each in changes[:MOST_CHANGES]]
    return lines


def _change(each: Change) -> str:
    before, after = (escape(cut(said, LONGEST_CHANGE)) for said in (each.before, each.after))
    return f"{escape(each.label)}：{before or NOTHING} → {after or NOTHING}"


def _answers(found: Dossier) -> list[str]:
    return ["<b>主要内容</b>", *map(_answer, found.answers)] if found.answers else []


def _answer(each: Answer) -> str:
    warned = f"\n　⚠ 说明：{escape(cut(each.warned, LONGEST_WORDS))}" if each.warned else ""
    return f"{escape(each.label)}：{escape(cut(each.shown, LONGEST_SHOWN))}{warned}"


def _past(found: Dossier) -> list[str]:
    """The latest moves, the oldest of them first, with their opinions and reasons."""
    moves = found.moves[-MOST_MOVES:]
    workflow = found.opened.case.workflow
    lines = [with_words(_brief(each), workflow, found.names) for each in moves]
    return ["<b>办理经过</b>", *lines] if lines else []


def _brief(record: MoveRecord) -> MoveRecord:
    opinion, reason = (
        cut(said, LONGEST_WORDS) if said else said for said in (record.opinion, record.reason)
    )
    return replace(record, opinion=opinion, reason=reason)


def past(found: Dossier) -> str:
    case = found.opened.case
    told = [with_words(each, case.workflow, found.names) for each in found.moves]
    return fitted([[f"<b>{escape(case.title)}</b> 的办理经过"], told])


def _papers(found: Dossier) -> list[str]:
    return [f"附件 {len(found.papers)} 份"] if found.papers else []


def _earlier(found: Dossier) -> list[str]:
    if not found.earlier:
        return []
    case = found.opened.case
    return ["<b>这个学会的其他同类申报</b>", *(_former(case, each) for each in found.earlier)]


def _former(case: Case, each: Filing) -> str:
    about = escape(each.title or case.form.title)
    at = f"{day(each.submitted_at)}，" if each.submitted_at else ""
    label = case.workflow.states.get(each.state)
    return f"· {about}（{at}{escape(label.label) if label else '已提交'}）"


def _grounds(found: Dossier) -> list[str]:
    if not found.figures and not found.cited:
        return []
    figures = map(_figure, found.figures)
    return ["<b>依据</b>", *figures, *map(glimpse, found.cited)]


def _figure(each: PolicyParameter) -> str:
    """「论坛活动最晚提前多少个工作日报告：15」, as a reference while nobody has confirmed it."""
    value = "、".join(each.value) if isinstance(each.value, tuple) else str(each.value)
    said = each.quoted(f"{each.meaning}：{value}")
    return f"· {escape(said)}（{escape(each.basis)}）"


def papers(case: Case, found: Sequence[Attachment]) -> str:
    if not found:
        return "这一件没有附件。"
    lines = [f"{n}. {escape(each.name)}（{_size(each.size)}）" for n, each in enumerate(found, 1)]
    return fitted([[f"<b>{escape(case.title)}</b> 的附件，点开查看："], lines])


def _size(count: int) -> str:
    return f"{count / 2**20:.1f}MB" if count >= 2**20 else f"{max(count // 1024, 1)}KB"

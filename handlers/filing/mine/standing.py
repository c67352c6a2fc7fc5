"""Where a filing stands, in words: what happens next and by when, what happened until now."""

from collections.abc import Sequence
from html import escape

from forms.moving import Given
from forms.specification import Catalogue
from forms.workflow import Mover
from handlers.casework.case import Case
from handlers.casework.history import ROLES, move_label
from handlers.casework.texts import by_when, fields_named, words_given
from handlers.days import day, short_day
from handlers.filing.catalogue.due import due_of, follower_of
from storage.filing_moves import MoveRecord

OPEN_SCORES = frozenset({"score"})  # how experts voted is nobody's but the jury's
FALLEN_OUT = "这一件已经办完。"
NOT_YOURS = "现在没有要您办的，有进展会马上告诉您。"


def what_next(case: Case, catalogue: Catalogue) -> str:
    """One or two sentences: whose turn it is, until when."""
    if case.state.end:
        return f"{FALLEN_OUT}{escape(case.form.after)}" if _went_well(case) else FALLEN_OUT
    due = by_when(case.filing.due, tentative=case.filing.due_tentative)
    if case.is_draft:
        by = due_of(case)
        return f"还没有提交。{f'要在{day(by)}前报。' if by else ''}"
    if case.is_editable:
        named = f"请修改：{fields_named(case)}。" if case.filing.named else ""
        return f"{named}改好以后再提交一次；其他内容都还在，不用重填。"
    follower = follower_of(catalogue, case.form.id)
    if Mover.SUBMITTER in case.state.waits and follower:
        return f"请{due or '尽快'}报「{escape(follower.title)}」。"
    waits = "、".join(ROLES[each] for each in case.state.waits)
    if not waits:
        return f"{NOT_YOURS}{escape(case.form.after)}"
    return f"接下来由{waits}办理{f'，预计在{due}有结果' if due else ''}。有进展会马上告诉您。"


def _went_well(case: Case) -> bool:
    return case.filing.state in ("closed", "published", "effective")


def happened(records: Sequence[MoveRecord]) -> list[MoveRecord]:
    """What its filer may know of."""
    return [each for each in records if each.move not in OPEN_SCORES]


def deed(case: Case, record: MoveRecord, longest: int) -> str:
    """「3月2日 部门负责人：退回修改」, and what was said with it; people by their roles."""
    role = ROLES[Mover(record.role)] if record.role else ROLES[Mover.SYSTEM]
    label = escape(move_label(record, case.workflow))
    lines = [f"{short_day(record.at)} {role}：{label}", *words_given(_given(record, longest))]
    if labels := _labels(case, record.fields):
        lines.append(f"要改：{labels}")
    return "\n　".join(lines)


def _labels(case: Case, names: Sequence[str]) -> str:
    found = (case.form.field(name) for name in names)
    return "、".join(escape(each.label) for each in found if each)


def _given(record: MoveRecord, longest: int) -> Given:
    return Given(
        opinion=_cut(record.opinion or "", longest),
        reason=_cut(record.reason or "", longest),
        document_number=record.document_number or "",
        document_date=record.document_date,
    )


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"

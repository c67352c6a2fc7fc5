"""What happened to a filing, move by move, in words; everything from people is escaped."""

from collections.abc import Iterable, Mapping
from html import escape

from forms.moving import Given
from forms.workflow import Mover, Workflow
from handlers.casework.texts import words_given
from handlers.days import short_day
from storage.archive import Archive
from storage.filing_moves import MoveRecord

ROLES = {
    Mover.SUBMITTER: "申报人",
    Mover.LEADER: "学会负责人",
    Mover.PARTY_HEAD: "学会党组织负责人",
    Mover.STAFF: "工作人员",
    Mover.STAFF_HEAD: "部门负责人",
    Mover.EXPERT: "评审专家",
    Mover.SYSTEM: "系统",
}
SOMEBODY = "已注销的用户"


async def names_in(archive: Archive, records: Iterable[MoveRecord]) -> Mapping[str, str]:
    return await archive.people.names(sorted({each.person_id or "" for each in records}))


def deed(record: MoveRecord, workflow: Workflow, names: Mapping[str, str]) -> str:
    """「11月24日 10:32 何清和（工作人员）：退回修改」."""
    at = f"{short_day(record.at)} {record.at:%H:%M}"
    return f"{at} {who(record, names)}：{escape(move_label(record, workflow))}"


def with_words(record: MoveRecord, workflow: Workflow, names: Mapping[str, str]) -> str:
    """The deed, and what was said with it."""
    given = Given(
        opinion=record.opinion or "",
        reason=record.reason or "",
        document_number=record.document_number or "",
        document_date=record.document_date,
    )
    return "\n　".join([deed(record, workflow, names), *words_given(given)])


def who(record: MoveRecord, names: Mapping[str, str]) -> str:
    if record.role == Mover.EXPERT:  # which one is nobody's business
        return ROLES[Mover.EXPERT]
    if record.person_id is None:
        return ROLES[Mover.SYSTEM] if record.role in ("", Mover.SYSTEM) else SOMEBODY
    name = escape(names.get(record.person_id, SOMEBODY))
    role = ROLES.get(Mover(record.role)) if record.role else None
    return f"{name}（{role}）" if role else name


def move_label(record: MoveRecord, workflow: Workflow) -> str:
    """A move that a newer workflow does not know is called by where it led."""
    found = workflow.move(record.move, record.origin)
    if found:
        return found.label
    return workflow.label(record.state) if record.state in workflow.states else record.move

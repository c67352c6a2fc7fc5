"""What a filing's documents say, gathered: answers as handed in, attachments, what happened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from forms.documents.facts import FilingFacts, Happening
from forms.documents.sections import Reason, attachments, sections
from forms.drafts import Place
from forms.workflow import Mover
from handlers.casework.case import Case
from handlers.casework.handed import Handed, last_handed
from handlers.casework.history import ROLES, move_label
from handlers.filing.mine.standing import happened
from storage.archive import Archive
from storage.clock import SHANGHAI
from storage.filing_moves import MoveRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """For papers that people keep; `association` stands at their head."""

    association: str

    async def facts(self, archive: Archive, case: Case, now: datetime) -> FilingFacts:
        handed = await last_handed(archive, case)
        records = happened(await archive.moves.of(case.id))
        names = await archive.people.names([case.filing.person_id or ""])
        filing, paper = case.filing, _paper(records)
        return FilingFacts(
            association=self.association,
            title=case.title,
            number=filing.number or "",
            society=filing.society or "",
            filer=names.get(filing.person_id or "", ""),
            filed_on=filing.submitted_at and filing.submitted_at.astimezone(SHANGHAI).date(),
            state=case.state.label,
            printed_at=now.astimezone(SHANGHAI),
            sections=sections(case.filling, handed.draft),
            reasons=tuple(_reasons(case, handed)),
            attachments=attachments(case.filling, handed.draft),
            history=tuple(_happening(case, each) for each in records),
            document_number=(paper.document_number or "") if paper else "",
            document_date=paper.document_date if paper else None,
            next_step=_next_step(case),
            next_by=filing.due,
            tentative=filing.due_tentative,
        )


def _reasons(case: Case, handed: Handed) -> list[Reason]:
    labels: Mapping[str, str] = {
        at: spec.label if (spec := case.form.field(Place.parse(at).field)) else ""
        for at in handed.reasons
    }
    return [Reason(labels[at], said) for at, said in handed.reasons.items()]


def _happening(case: Case, record: MoveRecord) -> Happening:
    role = ROLES[Mover(record.role)] if record.role else ROLES[Mover.SYSTEM]
    return Happening(
        on=record.at.astimezone(SHANGHAI).date(),
        who=role,
        what=move_label(record, case.workflow),
        words="；".join(each for each in (record.opinion, record.reason) if each),
        document_number=record.document_number or "",
        document_date=record.document_date,
    )


def _paper(records: list[MoveRecord]) -> MoveRecord | None:
    """The latest that has a 文号."""
    return next((each for each in reversed(records) if each.document_number), None)


def _next_step(case: Case) -> str:
    waits = "、".join(ROLES[each] for each in case.state.waits)
    return f"由{waits}办理" if waits and not case.state.end else ""

"""The card of one filing: everything its reviewer needs, in one look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from forms.specification import PolicyParameter
from handlers.casework.handed import Change, Handed, changes, handed_before, last_handed
from handlers.casework.history import names_in
from handlers.desk import Desk
from handlers.review.card.grounds import Grounds, figures
from handlers.review.card.papers import papers_of
from handlers.review.card.weighing import Answer, important
from handlers.review.files import Opened, Reading
from knowledge.notice import Citation
from storage.archive import Archive
from storage.attachments import Attachment
from storage.filing_moves import MoveRecord
from storage.filings import Filing, Wanted

MOST_EARLIER, LOOKED_AT = 2, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One filing with what stands around it; `names` are of everybody in it."""

    opened: Opened
    handed: Handed = field(repr=False)
    answers: Sequence[Answer] = field(repr=False)
    changes: Sequence[Change] = field(repr=False)
    papers: Sequence[Attachment]
    moves: Sequence[MoveRecord]
    names: Mapping[str, str]
    earlier: Sequence[Filing] = ()
    figures: Sequence[PolicyParameter] = ()
    cited: Sequence[Citation] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewing:
    """The use case of looking at one."""

    reading: Reading
    grounds: Grounds

    async def look(self, desk: Desk, filing_id: str) -> Dossier:
        """For a society's leader in short; staff see what it rests on too."""
        opened = await self.reading.open(desk, filing_id)
        case, archive = opened.case, desk.archive
        handed = await last_handed(archive, case)
        before = await handed_before(archive, case, handed.number)
        moves = await archive.moves.of(case.id)
        staff = opened.is_for_staff
        return Dossier(
            opened=opened,
            handed=handed,
            answers=important(case.form, handed.lines(case), handed.reasons),
            changes=changes(case, before, handed) if before else (),
            papers=await papers_of(archive, case),
            moves=moves,
            names={**await names_in(archive, moves), **await _in_hand(archive, case.filing)},
            earlier=await _earlier(archive, case.filing) if staff else (),
            figures=figures(case) if staff else (),
            cited=await self.grounds.cited(desk, case.form) if staff else (),
        )


async def _in_hand(archive: Archive, filing: Filing) -> Mapping[str, str]:
    return await archive.people.names([filing.assigned_to]) if filing.assigned_to else {}


async def _earlier(archive: Archive, filing: Filing) -> list[Filing]:
    """What else the society has handed in on the same form, the latest first."""
    if filing.society_id is None:
        return []
    wanted = Wanted(forms=(filing.form,), society_id=filing.society_id, submitted=True)
    found = await archive.filings.list(wanted, most=LOOKED_AT)
    others = [each for each in found if each.id != filing.id and each.submitted_at]
    return sorted(others, key=lambda each: str(each.submitted_at), reverse=True)[:MOST_EARLIER]

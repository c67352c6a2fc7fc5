"""The whole form as one page: the same draft as in the chat, changed field by field."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from forms.drafts import Draft, Place
from forms.tabling import add_row, leave, paste, place_of, refusals, save, shown_at, stamp_at
from forms.values import Complaint
from handlers.casework.case import Case
from handlers.casework.offices import Offices
from handlers.desk import Desk
from handlers.filing.whole_letter import told_of
from handlers.filing.whole_view import (
    LOCKED,
    Json,
    Saved,
    keeping,
    kept_beside,
    view_of,
)

TOLD = "told"  # the revision the chat was last told of
Change = Callable[[Case, Place], Draft]


class ChangedElsewhere(Exception):
    """What the page showed there is no longer what is stored; nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Where something is to be changed, and what the page showed there before.

    `seen` is the field's text, `row` the stamp of its row; None where it does not matter.
    """

    place: str
    text: str = ""
    seen: str | None = None
    row: str | None = None
    shown: int = 0  # rows of a group that stand on the page


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeTable:
    """Every step checks rights, writes at once and gives the whole page back."""

    offices: Offices

    async def view(self, desk: Desk, filing_id: str) -> Json:
        case = await self.offices.open_own(desk, filing_id)
        return await view_of(desk, case)

    async def revision(self, desk: Desk, filing_id: str) -> int:
        """Whether anything has changed, for little."""
        return await self.offices.revision(desk, filing_id)

    async def save(self, desk: Desk, filing_id: str, said: Said) -> Saved:
        """Raises Complaint for what cannot be taken; an empty text takes the answer back."""
        return await self._change(
            desk, filing_id, said, lambda case, at: save(case.filling, case.draft, at, said.text)
        )

    async def skip(self, desk: Desk, filing_id: str, said: Said) -> Saved:
        return await self._change(
            desk, filing_id, said, lambda case, at: case.filling.skip(case.draft, at)
        )

    async def explain(self, desk: Desk, filing_id: str, said: Said) -> Saved:
        """Why something that is warned about is as it is."""
        return await self._change(
            desk, filing_id, said, lambda case, at: case.filling.explain(case.draft, at, said.text)
        )

    async def add_row(self, desk: Desk, filing_id: str, said: Said) -> Saved:
        return await self._change(
            desk,
            filing_id,
            said,
            lambda case, at: add_row(case.filling, case.draft, at.field, said.shown),
        )

    async def remove_row(self, desk: Desk, filing_id: str, said: Said) -> Saved:
        return await self._change(desk, filing_id, said, _without_row)

    async def finish(self, desk: Desk, filing_id: str, said: Said) -> Saved:
        """No more rows."""
        return await self._change(
            desk, filing_id, said, lambda case, at: case.filling.finish(case.draft, at.field)
        )

    async def paste(self, desk: Desk, filing_id: str, said: Said) -> Saved:
        """Lines of a spreadsheet; what cannot be taken comes back with its sentence."""
        case, at = await self._opened(desk, filing_id, said)
        pasted = paste(case.filling, case.draft, at, said.text)
        kept = await self._keep(desk, case, pasted.draft)
        return Saved(view=await view_of(desk, kept), refused=tuple(refusals(pasted)))

    async def done(self, desk: Desk, filing_id: str) -> Saved:
        """Leaves open what may be; when nothing is missing the chat is told, once."""
        case = await self.offices.open_own(desk, filing_id)
        left = leave(case.filling, case.draft, case.may_edit)
        view = await view_of(desk, replace(case, draft=left))
        told = view["ready"] and kept_beside(case).get(TOLD) != case.filing.revision
        if not told and left == case.draft:
            return Saved(view=view)
        # What the chat is told of is the revision that is about to be.
        talk = keeping(case, **{TOLD: case.filing.revision + 1}) if told else None
        kept = await self.offices.keep(desk, case, left, talk)
        letters = (told_of(kept, desk.person.id),) if told else ()
        return Saved(view=await view_of(desk, kept), letters=letters)

    async def _change(self, desk: Desk, filing_id: str, said: Said, change: Change) -> Saved:
        case, at = await self._opened(desk, filing_id, said)
        kept = await self._keep(desk, case, change(case, at))
        return Saved(view=await view_of(desk, kept))

    async def _opened(self, desk: Desk, filing_id: str, said: Said) -> tuple[Case, Place]:
        case, at = await self.offices.open_own(desk, filing_id), place_of(said.place)
        if not case.may_edit(at.field):
            raise Complaint(LOCKED)
        _compare(case, at, said)
        return case, at

    async def _keep(self, desk: Desk, case: Case, draft: Draft) -> Case:
        if draft == case.draft:
            return case
        kept = await self.offices.keep(desk, case, draft)
        if kept.filing.society_id == case.filing.society_id:
            return kept
        # Another society: other records, other filings to refer to.
        return await self.offices.case(desk.archive, kept.filing, desk.now)


def _compare(case: Case, at: Place, said: Said) -> None:
    """Raises ChangedElsewhere where the page is behind."""
    shown = shown_at(case.filling, case.draft, at)
    if said.seen is not None and said.seen != shown:
        raise ChangedElsewhere
    if said.row is not None and said.row != stamp_at(case.filling, case.draft, at):
        raise ChangedElsewhere


def _without_row(case: Case, at: Place) -> Draft:
    return case.filling.remove_row(case.draft, at.field, -1 if at.row is None else at.row)

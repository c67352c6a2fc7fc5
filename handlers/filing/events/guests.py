"""Who comes to an event: the list for the door, and a table of all answers."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from forms.masking import mask
from forms.sheets import write_rows
from handlers.attachments import safe_name
from handlers.casework.case import Case
from handlers.casework.offices import Offices
from handlers.casework.signing_up import can_check_in
from handlers.desk import Attached, Desk
from handlers.filing.events.service import EventGone
from handlers.noting import note
from handlers.paging import page_among, page_of
from handlers.rights import Action, require
from storage.events import Event
from storage.filings import Filing

KEPT = timedelta(days=7)
ORDER = ("confirmed", "reassigned", "present", "signed", "waiting", "absent", "closed")
LEADING = ("序号", "学会", "状态", "报名时间", "回执编号")


@dataclass(frozen=True, slots=True, kw_only=True)
class Guests:
    """A page of those who signed up, in their states' order; `counts` by state, in words."""

    event: Event
    number: int
    pages: int
    filings: tuple[Filing, ...]
    labels: dict[str, str]
    counts: dict[str, int]
    checks_in: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestList:
    """The use cases of staff."""

    offices: Offices

    async def page(self, desk: Desk, event_id: str, number: int) -> Guests:
        event, found = await self._found(desk, event_id)
        number, pages = page_among(len(found), number)
        labels = {each.state: self._label(each) for each in found}
        counts = {
            labels[state]: sum(each.state == state for each in found)
            for state in ORDER
            if state in labels
        }
        return Guests(
            event=event,
            number=number,
            pages=pages,
            filings=tuple(page_of(found, number)),
            labels=labels,
            counts=counts,
            checks_in=event.cancelled_at is None and can_check_in(event, desk.now),
        )

    async def table(self, desk: Desk, event_id: str) -> Attached:
        """Every answer by its label; of personal numbers only the end."""
        event, found = await self._found(desk, event_id)
        cases = [await self.offices.case(desk.archive, each, desk.now) for each in found]
        headings, rows = _rows(cases)
        content = await asyncio.to_thread(write_rows, headings, rows, event.title)
        title = safe_name(re.sub(r"[\\/]", "-", event.title))[:40]
        name = f"{title}-参加人员-{desk.now:%Y%m%d}.xlsx"
        file = await desk.keep(name, content, desk.now + KEPT)
        await note(desk, "event guests exported", event_id, count=len(rows))
        return Attached(file_id=file.id)

    async def _found(self, desk: Desk, event_id: str) -> tuple[Event, list[Filing]]:
        require(desk.person, Action.KEEP_EVENTS)
        event = await desk.archive.events.get(event_id)
        if event is None:
            raise EventGone
        found = await desk.archive.filings.of_event(event_id, ORDER)
        return event, sorted(found, key=lambda each: ORDER.index(each.state))

    def _label(self, filing: Filing) -> str:
        return self.offices.catalogue.workflows[filing.workflow].label(filing.state)


def _rows(cases: Sequence[Case]) -> tuple[list[str], list[list[object]]]:
    """A column for every answer somebody has given, in the form's order."""
    answered = [
        {line.label: mask(line.shown) for line in case.lines() if line.shown} for case in cases
    ]
    labels = list(
        dict.fromkeys(line.label for case in cases for line in case.lines() if line.shown)
    )
    rows: list[list[object]] = []
    for n, (case, said) in enumerate(zip(cases, answered, strict=True), 1):
        filing = case.filing
        lead = (n, filing.society, case.state.label, filing.submitted_at, filing.number)
        rows.append([*lead, *(said.get(label, "") for label in labels)])
    return [*LEADING, *labels], rows

"""Taking back what was handed in: with a reason where the workflow wants one."""

from dataclasses import dataclass
from html import escape

from forms.moving import Given
from forms.values import Complaint
from forms.workflow import Need
from handlers.callbacks import Go
from handlers.casework.case import Case
from handlers.casework.moving import Moving
from handlers.casework.offices import Offices
from handlers.desk import Desk, Reply
from handlers.filing.mine.keyboards import WITHDRAWAL, withdrawal
from handlers.place_words import LABELS
from handlers.places import Place

GUIDE = "withdraw-filing"
TOO_LATE = "「{title}」现在是「{state}」，不能撤回了。需要处理的，请联系工作人员。"
DONE = "「{title}」已{label}。填过的内容都还在，要重新报，点「再办一件」。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawing:
    """The use cases of whoever has changed their mind."""

    offices: Offices
    moving: Moving

    async def begin(self, desk: Desk, filing_id: str) -> Reply:
        """Leads to the conversation that asks why."""
        case = await self.offices.open_own(desk, filing_id)
        label = withdrawal(case)
        if not label:
            text = TOO_LATE.format(title=escape(case.title), state=escape(case.state.label))
            return Reply(text=text, buttons=_back(case))
        facts = {"id": case.id, "title": case.title, "label": label, "needed": _needed(case)}
        return Reply(text="", guide=GUIDE, facts=facts)

    async def withdraw(self, desk: Desk, filing_id: str, reason: str) -> Reply:
        """Raises Complaint where it has moved on, or the reason says nothing."""
        case = await self.offices.open_own(desk, filing_id)
        label = withdrawal(case)
        if not label:
            raise Complaint(TOO_LATE.format(title=case.title, state=case.state.label))
        outcome = await self.moving.move(desk, filing_id, WITHDRAWAL, Given(reason=reason))
        text = DONE.format(title=escape(case.title), label=escape(label))
        return Reply(text=text, buttons=_after(outcome.case), letters=outcome.letters)


def _needed(case: Case) -> bool:
    move = case.workflow.move(WITHDRAWAL, case.filing.state)
    return move is not None and Need.REASON in move.needs


def _back(case: Case) -> tuple[tuple[str, Go], ...]:
    return ((LABELS[Place.FILING], Go(to=Place.FILING, id=case.id)),)


def _after(case: Case) -> tuple[tuple[str, Go], ...]:
    again = (LABELS[Place.COPY], Go(to=Place.COPY, id=case.id))
    return (again, (LABELS[Place.FILINGS], Go(to=Place.FILINGS)))

"""A summary settles the filing it is about; what was reported and held is asked for one."""

from dataclasses import dataclass
from html import escape

from forms.moving import Given
from forms.specification import Catalogue, FormSpec
from handlers.casework.aftermath import NOTHING_FOLLOWED, Consequence, Followed, Step
from handlers.casework.case import Case
from handlers.casework.house import hand_of_the_house
from handlers.casework.states import ACCEPTED, TAKEN_IN
from handlers.casework.texts import by_when
from handlers.letters import Letter

SETTLED = Given(reason="活动总结已经收到")
DONE = Given(reason="总结已备案，没有后续事项")
# One after the other, from wherever the other filing stands.
WAYS = ("held", "summarise", "close")
ASKED = "活动办完了，请{when}交「{form}」。"
STILL_ASKED = "「{form}」已经过了期限，请尽快补交。"


@dataclass(frozen=True, slots=True)
class Settle(Consequence):
    """For forms that say which other filing they close."""

    async def follow(self, step: Step) -> Followed:
        if step.moved.move in ("held", "late"):
            return _ask_for_summary(step)
        if step.case.form.closes is None or step.case.filing.state not in TAKEN_IN:
            return NOTHING_FOLLOWED
        letters = await self._settle(step)
        if step.case.filing.state in ACCEPTED:
            letters += await _walk(step, step.case, ("close",), DONE)
        return Followed(letters=tuple(letters))

    async def _settle(self, step: Step) -> list[Letter]:
        filings, now = step.archive.filings, step.by.clock.now()
        other = await filings.get(step.case.filing.refers_to or "")
        if other is None or other.form not in step.moving.offices.catalogue.forms:
            return []
        case = await step.moving.offices.case(step.archive, other, now)
        letters = await _walk(step, case, WAYS, SETTLED)
        event = await step.archive.events.for_filing(other.id)
        if letters and event and event.begins_at > now:  # summed up before it began: it did not
            await step.archive.events.cancel(event.id, now)
        return letters


async def _walk(step: Step, case: Case, ways: tuple[str, ...], given: Given) -> list[Letter]:
    """As far as these moves of the house lead; only of the last one people are told."""
    hand, letters = hand_of_the_house(step.archive, step.by.clock), list[Letter]()
    for way in ways:
        move = case.workflow.move(way, case.filing.state)
        if move is None or hand.movers.isdisjoint(move.who):
            continue
        outcome = await step.moving.carry_out(hand, case, way, given)
        case, letters = outcome.case, list(outcome.letters)
    return letters


def _ask_for_summary(step: Step) -> Followed:
    """Only where some form closes this one."""
    catalogue, filing = step.moving.offices.catalogue, step.case.filing
    closing = closing_form(catalogue, step.case.form)
    if closing is None:
        return NOTHING_FOLLOWED
    title = escape(closing.title)
    if step.moved.move == "late" or filing.due is None:
        return Followed(said=(STILL_ASKED.format(form=title),))
    when = by_when(filing.due, tentative=filing.due_tentative)
    return Followed(said=(ASKED.format(when=f"在{when}", form=title),))


def closing_form(catalogue: Catalogue, form: FormSpec) -> FormSpec | None:
    for each in catalogue.forms.values():
        field = each.field(each.closes) if each.closes else None
        if field and field.of == form.id:
            return each
    return None

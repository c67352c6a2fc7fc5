"""What was reported and accepted stands in the calendar of events."""

from dataclasses import dataclass
from datetime import datetime

from forms.masking import mask
from handlers.casework.aftermath import NOTHING_FOLLOWED, Consequence, Followed, Step
from handlers.casework.answered import Answers, answers_of
from handlers.casework.states import ACCEPTED, CAME_TO_NOTHING
from storage.clock import SHANGHAI
from storage.events import EventKind


@dataclass(frozen=True, slots=True)
class InCalendar(Consequence):
    """For forms that say where their answers stand in the calendar."""

    async def follow(self, step: Step) -> Followed:
        case = step.case
        if not case.form.calendar:
            return NOTHING_FOLLOWED
        if case.filing.state in ACCEPTED:
            await self._enter(step)
        elif case.filing.state in CAME_TO_NOTHING:
            await self._strike(step)
        return NOTHING_FOLLOWED

    async def _strike(self, step: Step) -> None:
        if event := await step.archive.events.for_filing(step.case.id):
            await step.archive.events.cancel(event.id, step.by.clock.now())

    async def _enter(self, step: Step) -> None:
        form, now = step.case.form, step.by.clock.now()
        answers = await answers_of(step.archive, step.case)
        begins = _moment(answers, form.calendar.get("begins"))
        title = mask(answers.shown(form.calendar.get("title", "")))
        if begins is None or not title:
            return
        society = await step.archive.societies.get(step.case.filing.society_id or "")
        event = await step.archive.events.put(
            step.case.id,
            EventKind.ACTIVITY,
            title,
            begins,
            now=now,
            ends_at=_moment(answers, form.calendar.get("ends")),
            venue=mask(answers.shown(form.calendar.get("venue", ""))) or None,
            city=society.city if society else None,
            public=form.calendar.get("title") in form.public,
            cancelled_at=None,
        )
        await step.by.note(step.archive, "event entered", event.id, filing=step.case.id)


def _moment(answers: Answers, name: str | None) -> datetime | None:
    """As clocks here show it."""
    value = answers.value(name)
    return value.replace(tzinfo=SHANGHAI) if isinstance(value, datetime) else None

"""Signing up for one event: the form, with the event filled in."""

from dataclasses import dataclass

from forms.specification import Catalogue, FieldType, FormSpec
from handlers.casework.signing_up import WORKFLOW
from handlers.desk import Desk, Reply
from handlers.filing.beginning import NoSuchForm
from handlers.filing.starting import Starting
from handlers.filing.talk import talk_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """The one use case."""

    starting: Starting

    async def begin(self, desk: Desk, event_id: str) -> Reply:
        """What was begun for this event is gone on with."""
        form = sign_up_form(self.starting.beginning.offices.catalogue)
        if form is None:
            raise NoSuchForm
        drafts = await self.starting.beginning.drafts(desk, form.id)
        if begun := next((each for each in drafts if each.event_id == event_id), None):
            return Reply(text="", guide=talk_name(begun.id))
        return await self.starting.begin(desk, form.id, event_id)


def sign_up_form(catalogue: Catalogue) -> FormSpec | None:
    """The first form by which one signs up for an event."""
    return next((each for each in catalogue.forms.values() if _signs_up(each)), None)


def _signs_up(form: FormSpec) -> bool:
    return form.workflow == WORKFLOW and any(
        each.type is FieldType.REFERENCE and each.of == "event" for each in form.fields
    )

"""Handing in: once, however often it is pressed; with a receipt."""

from dataclasses import dataclass

from forms.values import Complaint
from handlers.callbacks import Go
from handlers.casework.case import Case
from handlers.casework.confirming import unconfirmed
from handlers.casework.errors import NotReady
from handlers.casework.moving import HANDING_IN, Moving
from handlers.desk import Button, Desk, Reply
from handlers.filing import texts
from handlers.filing.leaving import Asking
from handlers.filing.memory import Memory
from handlers.guiding import Turn
from handlers.place_words import LABELS
from handlers.places import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class HandingIn:
    """The one press at the end."""

    moving: Moving

    async def hand_in(self, desk: Desk, case: Case, talk: Asking) -> Turn:
        move = next(
            (
                each.id
                for each in case.workflow.moves
                if each.id in HANDING_IN and case.filing.state in each.origins
            ),
            "",
        )
        await self.moving.offices.keep(desk, case, case.draft, {})  # the way here is over
        try:
            outcome = await self.moving.move(desk, case.id, move)
        except NotReady:
            return await talk.remember(desk, case, Memory(), before="还有没填好的地方。")
        except Complaint as complaint:
            return await talk.remember(desk, case, Memory(), before=complaint.sentence)
        after = outcome.case
        names = await desk.archive.people.names([each.person_id for each in outcome.letters])
        told = [name for name in names.values() if name]
        text = texts.handed_in(after, told, outcome.said)
        if alone := await unconfirmed(desk.archive, after, desk.now):
            text = f"{text}\n\n{alone}"
        said = Reply(text=text, buttons=_onwards(after), letters=outcome.letters)
        return Turn(text=text, over=True, reply=said)


def _onwards(case: Case) -> tuple[Button, ...]:
    return (
        (LABELS[Place.FILING], Go(to=Place.FILING, id=case.id)),
        ("回执", Go(to=Place.RECEIPT, id=case.id)),
        (LABELS[Place.FILINGS], Go(to=Place.FILINGS)),
    )

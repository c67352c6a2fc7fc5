"""Letters around scoring: to the experts who are asked, to the staff who asked them."""

from collections.abc import Mapping

from forms.specification import FormSpec
from handlers.callbacks import Go
from handlers.desk import Button, Desk
from handlers.letters import Letter
from handlers.places import Place
from handlers.replies import numbered
from handlers.review.scoring import keyboards, texts
from handlers.review.scoring.service import Stepped
from storage.roles import Role


def to_experts(form: FormSpec, many: Mapping[str, int]) -> tuple[Letter, ...]:
    """One to each, however many they get."""
    keyboard = numbered((keyboards.TO_SCORE,))
    return tuple(
        Letter(person_id=person_id, text=texts.to_expert(form.title, count), keyboard=keyboard)
        for person_id, count in many.items()
    )


async def all_scored(desk: Desk, form: FormSpec | None) -> tuple[Letter, ...]:
    """Once nothing of a form is left to score."""
    if form is None:
        return ()
    text = texts.ALL_SCORED.format(form=form.title)
    return await _to_staff(desk, None, text, keyboards.ranking(form.id))


async def stepped_aside(desk: Desk, stepped: Stepped, reason: str) -> tuple[Letter, ...]:
    """To whoever had asked them, as long as they work here; else to all staff."""
    text = texts.stepped_aside(stepped, desk.person.name, reason)
    again = ("另请一位", Go(to=Place.EXPERTS, id=stepped.case.id))
    return await _to_staff(desk, stepped.asked_by, text, again)


async def _to_staff(
    desk: Desk, person_id: str | None, text: str, button: Button
) -> tuple[Letter, ...]:
    known = await desk.archive.people.get(person_id or "", desk.now)
    if known and known.is_staff:
        told = [known.id]
    else:
        found = []
        for role in (Role.STAFF, Role.STAFF_HEAD):
            found += await desk.archive.roles.holders(desk.now, role=role)
        told = [each.person_id for each in found]
    keyboard = numbered((button,))
    return tuple(
        Letter(person_id=each, text=text, keyboard=keyboard) for each in dict.fromkeys(told)
    )

"""Letters to those who keep a society's roster."""

from datetime import timedelta

from handlers.desk import Button, Desk
from handlers.letters import Letter
from handlers.replies import numbered
from storage.attempts import Limit
from storage.roles import Role

ONCE_A_DAY = Limit(most=1, within=timedelta(days=1), closed_for=timedelta(days=1))


async def write_to(desk: Desk, society_id: str, text: str, *buttons: Button) -> tuple[Letter, ...]:
    """To every secretary of the society but the one who writes."""
    keepers = await desk.archive.roles.holders(
        desk.now, society_id=society_id, role=Role.SECRETARY
    )
    keyboard = numbered(buttons) if buttons else None
    return tuple(
        Letter(person_id=person_id, text=text, keyboard=keyboard)
        for person_id in dict.fromkeys(each.person_id for each in keepers)
        if person_id != desk.person.id
    )


async def is_news(desk: Desk, about: str) -> bool:
    """False when the same was said within a day: nobody is written to over and over."""
    key = f"told:{desk.person.id}:{about}"
    if await desk.archive.attempts.closed_until(key, desk.now):
        return False
    await desk.archive.attempts.fail(key, ONCE_A_DAY, desk.now)
    return True

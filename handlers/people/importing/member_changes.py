"""A member on record becomes what the table says, and the journal says so."""

from datetime import datetime
from typing import Any

from handlers.people.importing.plans import By, Plan
from storage.archive import Archive
from storage.journal import Entry
from storage.member import PLAIN, SEALED, MemberState
from storage.roles import Role

FIELDS = (*PLAIN, *SEALED)


async def change(archive: Archive, plan: Plan, by: By, now: datetime) -> None:
    target = plan.target or ""
    values = {name: value for name, value in plan.values.items() if name in FIELDS}
    if values:
        await archive.members.change(target, values, now)
    if state := plan.facts.get("state"):
        await archive.members.set_state(target, state, now)
        former = next(each.before for each in plan.changes if each.field == "state")
        detail = {"society": plan.society_id, "from": former, "to": state, "by": "import"}
        await _note(archive, by, _deed(former, state), target, detail)
        if state is MemberState.LEFT and plan.person_id:
            await _end_role(archive, plan, by, now)


def _deed(former: MemberState, state: MemberState) -> str:
    if state is MemberState.LEFT:
        return "member left"
    return "member back" if former is MemberState.LEFT else "member changed"


async def _end_role(archive: Archive, plan: Plan, by: By, now: datetime) -> None:
    """Who has left speaks as a member no more."""
    person_id = plan.person_id or ""
    for standing in await archive.roles.of(person_id, now):
        if (standing.role, standing.society_id) == (Role.MEMBER, plan.society_id):
            await archive.roles.end(standing.id, now, ended_by=by.person_id)
            detail = {"role": standing.role, "society": plan.society_id}
            await _note(archive, by, "role ended", person_id, detail)


async def _note(archive: Archive, by: By, action: str, about: str, detail: dict[str, Any]) -> None:
    await archive.journal.write(
        Entry(
            at=by.clock.now(),
            person_id=by.person_id,
            door=by.door,
            action=action,
            object=about,
            detail=detail,
        )
    )

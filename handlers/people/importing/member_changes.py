"""A member on record becomes what the table says, and the journal says so."""

from datetime import datetime

from handlers.people.importing.plans import By, Plan
from storage.archive import Archive
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
        turn = {"from": former, "to": state, "by": "import"}
        society = plan.society_id
        await by.note(archive, _deed(former, state), target, society=society, **turn)
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
            role, society = standing.role, plan.society_id
            await by.note(archive, "role ended", person_id, role=role, society=society)

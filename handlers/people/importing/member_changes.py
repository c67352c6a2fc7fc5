"""A member on record becomes what the table says, and the journal says so."""

from datetime import datetime

from handlers.noting import By
from handlers.people.importing.plans import Plan
from handlers.people.roster_line import end_role
from storage.archive import Archive
from storage.member import PLAIN, SEALED, MemberState

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
            await end_role(archive, by, plan.person_id, plan.society_id or "")


def _deed(former: MemberState, state: MemberState) -> str:
    if state is MemberState.LEFT:
        return "member left"
    return "member back" if former is MemberState.LEFT else "member changed"

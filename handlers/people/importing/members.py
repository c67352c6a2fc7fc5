"""Rows of a roster against the members on record."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from forms.rosters import MEMBERS
from forms.sheets import Row, SheetSpec
from handlers.noting import By
from handlers.people.importing.faults import Taken, Unclear, bad, refused
from handlers.people.importing.matching import Candidates
from handlers.people.importing.member_changes import FIELDS, change
from handlers.people.importing.plans import Change, Fate, Plan
from storage.archive import Archive
from storage.member import SEALED, Member, MemberState

NO_SOCIETY = "请填写学会全称。"
UNKNOWN_SOCIETY = "还没有收录这个学会。请核对学会全称，或先导入学会。"
NOT_YOURS = "这一行写的是{society}，您只能导入本学会的会员。"
TWICE = "与第{row}行是同一位会员。请只留一行。"


@dataclass(kw_only=True)
class RosterBook:
    """One society's roster, or those of several; `before` is when this import began."""

    before: datetime
    society_id: str | None = None
    spec: SheetSpec = MEMBERS
    _taken: Taken = field(default_factory=Taken)
    _societies: dict[str, str] = field(default_factory=dict)

    async def plan(self, archive: Archive, rows: Sequence[Row]) -> list[Plan]:
        if not self._societies:
            self._societies = await archive.societies.ids_by_name()
        placed: dict[int, str] = {}
        faults: dict[int, Unclear] = {}
        for row in (row for row in rows if not row.faults):
            try:
                placed[row.number] = self._place(row)
            except Unclear as unclear:
                faults[row.number] = unclear
        chosen = [(row, placed[row.number]) for row in rows if row.number in placed]
        known = await Candidates.of(archive, chosen, self.before)
        return [self._plan(row, placed, faults, known) for row in rows]

    def _place(self, row: Row) -> str:
        """The id of the row's society."""
        said = row.values.get("society")
        if said is None and self.society_id is None:
            raise Unclear("society", NO_SOCIETY)
        found = self.society_id
        if said is not None:
            found = self._societies.get(said) or self._societies.get(said.upper())
        if self.society_id is not None and found != self.society_id:
            raise Unclear("society", NOT_YOURS.format(society=said))
        if found is None:
            raise Unclear("society", UNKNOWN_SOCIETY)
        return found

    def _plan(
        self, row: Row, placed: dict[int, str], faults: dict[int, Unclear], known: Candidates
    ) -> Plan:
        if row.faults:
            return bad(row)
        try:
            if row.number in faults:
                raise faults[row.number]
            member = known.find(row, placed[row.number])
            self._claim(row, placed[row.number], member)
        except Unclear as unclear:
            return refused(self.spec, row, unclear)
        return planned(row, placed[row.number], member)

    def _claim(self, row: Row, society_id: str, member: Member | None) -> None:
        """One key a row: fifty thousand of them stay in memory."""
        number = row.values.get("identity") or row.values.get("mobile")
        if first := self._taken.claim(row, member.id if member else (society_id, number)):
            raise Unclear("name", TWICE.format(row=first))

    async def write(self, archive: Archive, plans: Sequence[Plan], by: By) -> None:
        now = by.clock.now()
        await archive.members.add_many(
            [
                (plan.society_id or "", plan.values, plan.facts["state"])
                for plan in plans
                if plan.fate is Fate.NEW
            ],
            now,
        )
        for plan in (plan for plan in plans if plan.target):
            await change(archive, plan, by, now)


def planned(row: Row, society_id: str, member: Member | None) -> Plan:
    said = row.values.get("state")
    name = row.values["name"]
    if member is None:
        state = MemberState.LEFT if said == "left" else MemberState.UNVERIFIED
        given = [each for each in FIELDS if each in row.values]
        fields = tuple(Change(each, None, row.values[each]) for each in given)
        facts: dict[str, Any] = {"state": state}
        return Plan(
            row=row, fate=Fate.NEW, name=name, society_id=society_id, changes=fields, facts=facts
        )
    changes = [
        Change(each, getattr(member, each), row.values[each])
        for each in FIELDS
        if each in row.values and getattr(member, each) != row.values[each]
    ]
    state_now = new_state(member, said, {change.field for change in changes})
    if state_now is not member.state:
        changes.append(Change("state", member.state, state_now))
    return Plan(
        row=row,
        fate=Fate.CHANGED if changes else Fate.SAME,
        name=member.name,
        target=member.id,
        society_id=society_id,
        person_id=member.person_id,
        changes=tuple(changes),
        facts={"state": state_now} if state_now is not member.state else {},
    )


def new_state(member: Member, said: str | None, changed: set[str]) -> MemberState:
    """The table says who has left or is back; new numbers have to be verified again."""
    if said == "left":
        return MemberState.LEFT
    if member.state is MemberState.LEFT:
        return MemberState.UNVERIFIED if said == "member" else MemberState.LEFT
    if member.state is MemberState.VERIFIED and changed & set(SEALED):
        return MemberState.UNVERIFIED
    return member.state

"""Rows of who is to be invited."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from forms.rosters import INVITATIONS
from forms.sheets import Row, SheetSpec
from handlers.noting import By
from handlers.people.giving import Wanted
from handlers.people.importing.faults import Unclear, bad, refused
from handlers.people.importing.inviting import invite, open_invitations
from handlers.people.importing.plans import Fate, Plan
from handlers.roles import LABELS
from storage.archive import Archive
from storage.clock import Clock
from storage.invitations import Invitation
from storage.roles import Role

UNKNOWN_SOCIETY = "还没有收录这个学会。请核对学会全称，或先导入学会。"
BY_SECRETARY = "会员由学会秘书邀请。请改成学会秘书、学会负责人或党组织负责人。"
ALREADY = "这位已经是{role}了，不用再邀请。"
INVITED = (Role.SECRETARY, Role.LEADER, Role.PARTY_HEAD)


@dataclass(kw_only=True)
class InvitationBook:
    """An open invitation is used again; `given` collects all that stand in the answer."""

    clock: Clock
    days: int
    spec: SheetSpec = INVITATIONS
    given: list[Invitation] = field(default_factory=list)
    _societies: dict[str, str] = field(default_factory=dict)

    async def plan(self, archive: Archive, rows: Sequence[Row]) -> list[Plan]:
        self._societies = self._societies or await archive.societies.ids_by_name()
        now = self.clock.now()
        open_ = await open_invitations(archive, self.clock)
        holders = {
            Wanted(each.standing.society_id or "", each.standing.role, each.name)
            for each in await archive.roles.holders(now)
        }
        return [self._plan(row, open_, holders) for row in rows]

    def _plan(self, row: Row, open_: dict[Wanted, Invitation], holders: set[Wanted]) -> Plan:
        if row.faults:
            return bad(row)
        try:
            wanted = self._wanted(row)
            if wanted in holders:
                raise Unclear("name", ALREADY.format(role=LABELS[wanted.role]))
        except Unclear as unclear:
            return refused(self.spec, row, unclear)
        if wanted in open_:
            self._collect(open_[wanted])
        fate = Fate.SAME if wanted in open_ else Fate.NEW
        return Plan(row=row, fate=fate, name=wanted.name, facts={"wanted": wanted})

    def _wanted(self, row: Row) -> Wanted:
        said = row.values["society"]
        society_id = self._societies.get(said) or self._societies.get(said.upper())
        if society_id is None:
            raise Unclear("society", UNKNOWN_SOCIETY)
        role = Role(row.values.get("role", Role.SECRETARY))
        if role not in INVITED:
            raise Unclear("role", BY_SECRETARY)
        return Wanted(society_id, role, row.values["name"])

    def _collect(self, invitation: Invitation) -> None:
        if all(each.id != invitation.id for each in self.given):
            self.given.append(invitation)

    async def write(self, archive: Archive, plans: Sequence[Plan], by: By) -> None:
        for plan in plans:
            self._collect(await invite(archive, plan.facts["wanted"], by, self.days))

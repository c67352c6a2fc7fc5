"""Invitations by the hundred: a table of who is wanted in, a table of codes and links out."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import NamedTuple

from forms.rosters import INVITATIONS
from forms.sheets import Row, SheetSpec, write_rows
from handlers.links import Links
from handlers.people.codes import fresh_code, fresh_token, invitation_payload
from handlers.people.importing.plans import (
    By,
    Fate,
    Plan,
    Unclear,
    bad,
    refused,
)
from handlers.roles import LABELS
from storage.archive import Archive
from storage.clock import Clock
from storage.invitations import Invitation
from storage.journal import Entry
from storage.roles import Role

HEADINGS = ("学会", "姓名", "身份", "邀请码", "网页链接", "Telegram链接", "有效期至")
TITLE = "邀请码"
UNKNOWN_SOCIETY = "还没有收录这个学会。请核对学会全称，或先导入学会。"
BY_SECRETARY = "会员由学会秘书邀请。请改成学会秘书、学会负责人或党组织负责人。"
ALREADY = "这位已经是{role}了，不用再邀请。"
INVITED = (Role.SECRETARY, Role.LEADER, Role.PARTY_HEAD)


class Wanted(NamedTuple):
    """Who is to come in, as what."""

    society_id: str
    role: Role
    name: str


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


async def open_invitations(archive: Archive, clock: Clock) -> dict[Wanted, Invitation]:
    return {
        Wanted(each.society_id or "", each.role, each.name): each
        for each in await archive.invitations.open_of(clock.now())
    }


async def invite(archive: Archive, wanted: Wanted, by: By, days: int) -> Invitation:
    now = by.clock.now()
    identity = await archive.invitations.give(
        role=wanted.role,
        name=wanted.name,
        society_id=wanted.society_id,
        token=fresh_token(),
        code=await fresh_code(archive, now),
        given_by=by.person_id,
        now=now,
        expires_at=now + timedelta(days=days),
    )
    entry = Entry(
        at=now,
        person_id=by.person_id,
        door=by.door,
        action="invitation given",
        object=identity,
        detail={"role": wanted.role, "society": wanted.society_id},
    )
    await archive.journal.write(entry)
    given = await archive.invitations.get(identity)
    assert given  # noqa: S101 - written above
    return given


async def invitation_table(invitations: Sequence[Invitation], links: Links) -> bytes:
    """A workbook to send on from; it opens the house to whoever reads it."""
    rows = []
    for each in invitations:
        payload = invitation_payload(each.token)
        telegram = await links.telegram(payload) or ""
        until = f"{each.expires_at:%Y-%m-%d %H:%M}"
        start = (each.society or "", each.name, LABELS[each.role], each.code)
        rows.append((*start, await links.page(payload), telegram, until))
    return await asyncio.to_thread(write_rows, HEADINGS, rows, TITLE)

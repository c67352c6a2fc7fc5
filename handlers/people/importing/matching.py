"""Which member on record a row is about: by the surest sign it carries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from forms.sheets import Row
from handlers.people.importing.faults import Unclear
from storage.archive import Archive
from storage.members import Member, MemberState

OTHERS_MOBILE = "名册里这个手机号是另一位会员的。请核对手机号，或补上身份证号。"
TWO_OF_ONE_NAME = "名册里有同名的会员，分不清是不是同一位。请补上身份证号或会员号。"
NO_IDENTITY = "名册里的同名会员还没有身份证号，分不清是不是同一位。请填上名册里的会员号或手机号。"
SEVERAL = "名册里有几位会员的姓名和号码都与这一行相同。请先在名册里改正。"

Placed = tuple[Row, str]  # with the id of its society


@dataclass(kw_only=True)
class Candidates:
    """The members a batch of rows may be about."""

    identities: dict[tuple[str, str], Member] = field(default_factory=dict)
    mobiles: dict[tuple[str, str], list[Member]] = field(default_factory=lambda: defaultdict(list))
    names: dict[tuple[str, str], list[Member]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    async def of(cls, archive: Archive, rows: Sequence[Placed], before: datetime) -> "Candidates":
        """Three queries; namesakes only of those whom no number finds."""
        found = cls()
        for member in await _by_number(archive, "identity", rows):
            found.identities[member.society_id, member.identity or ""] = member
        unknown = [each for each in rows if not found.by_identity(*each)]
        for member in await _by_number(archive, "mobile", unknown):
            found.mobiles[member.society_id, member.mobile or ""].append(member)
        unknown = [each for each in unknown if not found.by_mobile(*each)]
        if unknown:
            names = {row.values["name"] for row, _ in unknown}
            societies = {society_id for _, society_id in unknown}
            same = await archive.members.namesakes(sorted(names), sorted(societies), before)
            for member in same:
                found.names[member.society_id, member.name].append(member)
        return found

    def by_identity(self, row: Row, society_id: str) -> Member | None:
        return self.identities.get((society_id, row.values.get("identity", "")))

    def by_mobile(self, row: Row, society_id: str) -> list[Member]:
        same = self.mobiles.get((society_id, row.values.get("mobile", "")), [])
        return [member for member in same if member.name == row.values["name"]]

    def find(self, row: Row, society_id: str) -> Member | None:
        """None for somebody new; raises Unclear."""
        if known := self.by_identity(row, society_id):
            return known
        if same := self.by_mobile(row, society_id):
            return _only(same)
        has_identity = "identity" in row.values
        if not has_identity and self.mobiles.get((society_id, row.values.get("mobile", ""))):
            raise Unclear("mobile", OTHERS_MOBILE)
        namesakes = self.names.get((society_id, row.values["name"]), [])
        number = row.values.get("member_number")
        if number and (same := [each for each in namesakes if each.member_number == number]):
            return _only(same)
        if any(_may_be(row.values, each) for each in namesakes):
            raise Unclear("name", NO_IDENTITY if has_identity else TWO_OF_ONE_NAME)
        return None


def _only(members: Sequence[Member]) -> Member:
    if len(members) > 1:
        raise Unclear("name", SEVERAL)
    return members[0]


def _may_be(values: Any, member: Member) -> bool:
    """Nothing tells the two apart."""
    if member.state is MemberState.LEFT and not (member.identity or member.mobile):
        return False  # left long ago, with their numbers erased
    pairs = ((values.get(name), getattr(member, name)) for name in ("identity", "member_number"))
    return not any(ours and theirs and ours != theirs for ours, theirs in pairs)


async def _by_number(archive: Archive, kind: str, rows: Iterable[Placed]) -> list[Member]:
    vault = archive.work.vault
    numbers = {row.values[kind] for row, _ in rows if kind in row.values}
    indices = [index for number in numbers for index in vault.indices(kind, number)]
    return await archive.members.matching(kind, indices) if indices else []

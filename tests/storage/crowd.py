"""People by the score, or by the thousand, for whom announcements are meant."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert

from storage.archive import Archive
from storage.clock import SHANGHAI
from storage.engine import Work
from storage.roles import Role
from storage.tables import addresses, people, roles, societies

NOW = datetime(2026, 6, 15, 10, 0, tzinfo=SHANGHAI)
BEFORE = datetime(2026, 1, 1, 9, 0, tzinfo=SHANGHAI)
BOT = 1


@dataclass(kw_only=True)
class Crowd:
    """Each person has a door; ids are the names given here."""

    work: Work
    accounts: int = 1000

    @property
    def archive(self) -> Archive:
        return Archive(self.work)

    async def society(self, name: str, **values: Any) -> str:
        row = {"id": name, "name": name, "kind": "society", "status": "active"}
        row |= {"created_at": BEFORE, "updated_at": BEFORE, **values}
        await self.work.run(insert(societies).values(**row))
        return name

    async def person(
        self,
        name: str,
        role: Role | None = Role.SECRETARY,
        society: str | None = None,
        *,
        doors: int = 1,
        until: datetime | None = None,
    ) -> str:
        row = {"id": name, "name": name, "created_at": BEFORE}
        await self.work.run(insert(people).values(**row))
        if role:
            await self.give(name, role, society, until=until)
        for _ in range(doors):
            self.accounts += 1
            row = {"bot_id": BOT, "account": self.accounts, "person_id": name}
            await self.work.run(insert(addresses).values(**row, linked_at=BEFORE))
        return name

    async def give(
        self, name: str, role: Role, society: str | None, *, until: datetime | None = None
    ) -> None:
        row = {"id": f"{name}-{role}-{society}", "person_id": name, "role": role}
        row |= {"society_id": society, "began_at": BEFORE, "until": until}
        await self.work.run(insert(roles).values(**row))

    async def many(self, count: int, society: str, role: Role = Role.MEMBER) -> None:
        """Written in a few statements."""
        ids = [f"p{self.accounts + n:06d}" for n in range(1, count + 1)]
        moment = {"created_at": BEFORE}
        await self.work.run(insert(people), [{"id": n, "name": n, **moment} for n in ids])
        held = {"role": role, "society_id": society, "began_at": BEFORE}
        await self.work.run(insert(roles), [{"id": n, "person_id": n, **held} for n in ids])
        doors = [
            {"bot_id": BOT, "account": self.accounts + n, "person_id": each, "linked_at": BEFORE}
            for n, each in enumerate(ids, 1)
        ]
        await self.work.run(insert(addresses), doors)
        self.accounts += count


async def three_societies(work: Work) -> Crowd:
    """甲: 材料, 春城; 乙: 医学, 春城; 丙: 医学, 云港; a secretary and a member each."""
    crowd = Crowd(work=work)
    for name, discipline, city in (
        ("甲", "材料", "春城"),
        ("乙", "医学", "春城"),
        ("丙", "医学", "云港"),
    ):
        began = {"term_began": date(2022, 3, 1), "term_years": 5}
        await crowd.society(name, discipline=discipline, city=city, **began)
        await crowd.person(f"{name}秘书", Role.SECRETARY, name)
        await crowd.person(f"{name}会员", Role.MEMBER, name)
    return crowd

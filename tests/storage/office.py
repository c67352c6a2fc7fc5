"""A secretary's desk for tests: filings begun and submitted by a line."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from storage.archive import Archive
from storage.clock import SystemClock
from storage.filings import Content, Filing

NOW = SystemClock().now().replace(microsecond=0)
LATER = NOW + timedelta(hours=1)
DUE = date(2026, 3, 10)
SOCIETY = {"name": "云岭省材料学会", "city": "春城", "status": "active"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One person who files for one society."""

    archive: Archive
    person_id: str
    society_id: str

    async def begin(
        self, title: str = "论坛", form: str = "forum-report", **more: str | None
    ) -> Filing:
        return await self._begun(form, title, more)

    async def _begun(self, form: str, title: str, more: dict[str, Any]) -> Filing:
        mine = {"society_id": self.society_id, "person_id": self.person_id, "now": NOW}
        content = Content(draft={"answers": {"title": title}}, talk={"at": "title"})
        identity = await self.archive.filings.begin(
            form, 1, "W1", title=title, content=content, **mine | more
        )
        found = await self.archive.filings.get(identity)
        assert found
        return found

    async def submit(self, filing: Filing, state: str = "submitted", **more: Any) -> Filing:
        how = {"now": LATER, "due": DUE, "submitted": True} | more
        moved = await self.archive.filings.move(filing, state, **how)
        assert moved
        number = await self.archive.filings.next_number("HX", 2026)
        await self.archive.filings.give_number(moved.id, number)
        numbered = await self.archive.filings.get(moved.id)
        assert numbered
        return numbered


async def office(archive: Archive, *, account: int = 42) -> Office:
    person = await archive.people.welcome(1, account, f"张{account}", NOW)
    known = await archive.societies.named(SOCIETY["name"])
    society = known.id if known else await archive.societies.add(SOCIETY, NOW)
    return Office(archive=archive, person_id=person.id, society_id=society)

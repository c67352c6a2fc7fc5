"""The yearly renewal: opened and closed by staff heads, followed by everybody concerned."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from forms.sheets import write_rows
from handlers.desk import Attached, Desk
from handlers.noting import note
from handlers.paging import PAGE, page_among, page_of
from handlers.people.finding import SocietyGone
from handlers.rights import Action, require
from storage.campaigns import Campaign
from storage.members import Member, MemberState

KEPT = timedelta(days=1)
HEADINGS = ("学会", "应更新人数", "已更新", "未更新", "完成率（%）")


class RenewalOpenAlready(Exception):
    """One a year, and one at a time."""


class NoRenewal(Exception):
    """None is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One society: who has looked again, and who has not."""

    society_id: str
    society: str
    done: int
    open: int

    @property
    def total(self) -> int:
        return self.done + self.open

    @property
    def percent(self) -> int:
        """Rounded down: nobody is finished at 99.6."""
        return self.done * 100 // self.total if self.total else 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Everywhere:
    """A page of all societies, the worst first."""

    campaign: Campaign | None
    done: int
    open: int
    number: int
    pages: int
    societies: tuple[Progress, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """One society, with a page of the members who have not looked yet."""

    campaign: Campaign | None
    progress: Progress
    number: int
    pages: int
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewing:
    """The use cases of the corner."""

    async def everywhere(self, desk: Desk, number: int) -> Everywhere:
        require(desk.person, Action.SEE_RENEWAL)
        found = await self._progress(desk)
        number, pages = page_among(len(found), number)
        return Everywhere(
            campaign=await desk.archive.campaigns.current(),
            done=sum(each.done for each in found),
            open=sum(each.open for each in found),
            number=number,
            pages=pages,
            societies=tuple(page_of(found, number)),
        )

    async def here(self, desk: Desk, society_id: str, number: int) -> Here:
        require(desk.person, Action.SEE_ROSTER, society_id)
        society = await desk.archive.societies.get(society_id)
        if society is None:
            raise SocietyGone
        counts = await desk.archive.members.counts(society_id)
        progress = progress_of(society_id, society.name, counts.get(society_id, {}))
        number, pages = page_among(progress.open, number)
        members = await desk.archive.members.page(
            society_id, state=MemberState.OUTDATED, after=number * PAGE, most=PAGE
        )
        return Here(
            campaign=await desk.archive.campaigns.current(),
            progress=progress,
            number=number,
            pages=pages,
            members=tuple(members),
        )

    async def concerned(self, desk: Desk) -> int:
        """How many members a renewal opened now would ask; raises RenewalOpenAlready."""
        require(desk.person, Action.RUN_RENEWAL)
        campaigns = desk.archive.campaigns
        if await campaigns.current() or await campaigns.of_year(desk.now.year):
            raise RenewalOpenAlready
        counts = await desk.archive.members.counts()
        return sum(each.get(MemberState.VERIFIED, 0) for each in counts.values())

    async def open(self, desk: Desk, due: date) -> tuple[Campaign, int, list[Progress]]:
        """Everybody verified has to look again; the societies whose secretaries are told."""
        await self.concerned(desk)
        year = desk.now.year
        identity = await desk.archive.campaigns.open(year, due, desk.person.id, desk.now)
        campaign = Campaign(id=identity, year=year, due=due, opened_at=desk.now)
        many = await desk.archive.members.outdate(desk.now)
        await note(desk, "renewal opened", identity, year=year, due=due.isoformat(), members=many)
        return campaign, many, [each for each in await self._progress(desk) if each.open]

    async def close(self, desk: Desk, *, sure: bool) -> Campaign:
        require(desk.person, Action.RUN_RENEWAL)
        campaign = await desk.archive.campaigns.current()
        if campaign is None:
            raise NoRenewal
        if sure and await desk.archive.campaigns.close(campaign.id, desk.now):
            await note(desk, "renewal closed", campaign.id, year=campaign.year)
        return campaign

    async def table(self, desk: Desk) -> Attached:
        """All societies as a workbook, kept for a day."""
        require(desk.person, Action.SEE_RENEWAL)
        found = await self._progress(desk)
        rows = [(each.society, each.total, each.done, each.open, each.percent) for each in found]
        content = await asyncio.to_thread(write_rows, HEADINGS, rows, "动态更新进度")
        name = f"动态更新进度-{desk.now:%Y%m%d}.xlsx"
        file = await desk.keep(name, content, desk.now + KEPT)
        await note(desk, "renewal exported", file.id, societies=len(found))
        return Attached(file_id=file.id)

    async def _progress(self, desk: Desk) -> list[Progress]:
        """Societies with somebody to ask, the worst first."""
        counts = await desk.archive.members.counts()
        names = {each.id: each.name for each in await desk.archive.societies.all()}
        found = [
            progress_of(society_id, names.get(society_id, ""), states)
            for society_id, states in counts.items()
        ]
        asked = [each for each in found if each.total]
        return sorted(asked, key=lambda each: (each.percent, -each.open, each.society))


def progress_of(society_id: str, name: str, states: Mapping[MemberState, int]) -> Progress:
    return Progress(
        society_id=society_id,
        society=name,
        done=states.get(MemberState.VERIFIED, 0),
        open=states.get(MemberState.OUTDATED, 0),
    )

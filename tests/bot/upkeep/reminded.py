"""People with doors, duties that are simply said, and clocks that are moved by hand."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import select

from bot.forms_room import forms_services
from bot.settings import Settings
from bot.upkeep.daily_post import DailyPost
from bot.upkeep.reminders import ReminderRounds
from bot.upkeep.staff_post import StaffPost
from bot.upkeep.steady_time import SteadyTime
from handlers.callbacks import Go
from handlers.duties.daily import Daily
from handlers.duties.duty import Duty, Source
from handlers.duties.staff_daily import StaffDaily
from handlers.places import Place
from storage.archive import Archive
from storage.clock import SHANGHAI
from storage.engine import Database
from storage.events import Event
from storage.roles import Role
from storage.tables import deliveries
from tests.handlers.casework.town import NoLinks

MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=SHANGHAI)
BEFORE = (30, 7, 3, 1)
CATALOGUE = forms_services(Settings(), NoLinks()).catalogue


@dataclass
class TwoClocks:
    """A wall clock that may be set, and one that only runs."""

    at: datetime = MONDAY
    ran: float = 1000.0

    def now(self) -> datetime:
        return self.at

    def seconds(self) -> float:
        return self.ran

    def run(self, **span: float) -> None:
        passed = timedelta(**span)
        self.at += passed
        self.ran += passed.total_seconds()

    def jump(self, **span: float) -> None:
        self.at += timedelta(**span)

    def run_until(self, at: datetime) -> None:
        self.run(seconds=(at - self.at).total_seconds())


@dataclass
class Said:
    """What is due, as the test says: done ones are taken off the list."""

    duties: list[Duty] = field(default_factory=list)
    events: list[tuple[Event, Collection[str]]] = field(default_factory=list)

    async def every(self, archive: Archive, now: datetime) -> Sequence[Duty]:
        return list(self.duties)

    async def since(
        self, archive: Archive, since: datetime, now: datetime
    ) -> Sequence[tuple[Event, Collection[str]]]:
        return [each for each in self.events if each[0].created_at > since]


@dataclass
class Office:
    """`people` are ids by name; each has a door of their own."""

    database: Database
    clock: TwoClocks = field(default_factory=TwoClocks)
    said: Said = field(default_factory=Said)
    people: dict[str, str] = field(default_factory=dict)
    accounts: dict[str, int] = field(default_factory=dict)
    societies: dict[str, str] = field(default_factory=dict)

    async def society(self, name: str) -> str:
        if name not in self.societies:
            async with self.database.writing() as work:
                values = {"name": name, "status": "active"}
                self.societies[name] = await Archive(work).societies.add(values, MONDAY)
        return self.societies[name]

    async def person(self, name: str, *roles: tuple[Role, str | None], doors: int = 1) -> str:
        homes = {each: await self.society(each) for _, each in roles if each}
        async with self.database.writing() as work:
            archive = Archive(work)
            self.people[name] = person = await archive.people.add(name, MONDAY)
            self.accounts[name] = 100 + len(self.people)
            began = MONDAY - timedelta(days=400)
            for role, home in roles:
                society = homes.get(home) if home else None
                await archive.roles.give(person, role, society, began, given_by=None)
            for door in range(doors):
                welcome = await archive.people.welcome(door + 1, self.accounts[name], "", MONDAY)
                await archive.people.link(door + 1, self.accounts[name], person, MONDAY)
                await archive.people.remove(welcome.id)
        return person

    def duty(self, name: str, due: date, society: str = "材料学会", **more: object) -> Duty:
        values: dict[str, object] = {
            "object": f"form.{name}",
            "source": Source.FORM,
            "what": f"报送「{name}」",
            "due": due,
            "society_id": self.societies[society],
            "society": society,
            "button": (f"去填{name}", Go(to=Place.FORM, id=name)),
        }
        duty = Duty(**values | more)  # type: ignore[arg-type]
        self.said.duties.append(duty)
        return duty

    def rounds(self) -> ReminderRounds:
        """A process that has just started."""
        daily = Daily(duties=self.said, news=self.said, before=BEFORE)
        for_staff = StaffDaily(duties=self.said, catalogue=CATALOGUE)
        return ReminderRounds(
            database=self.database,
            time=SteadyTime(database=self.database, clock=self.clock, seconds=self.clock.seconds),
            hour=9,
            posts=(DailyPost(daily=daily), StaffPost(daily=for_staff)),
        )

    async def letters(self, name: str, *, door: int = 1) -> list[str]:
        """The texts that stand in the outbox for somebody, the oldest first."""
        return [payload["text"] for payload in await self.payloads(name, door=door)]

    async def buttons(self, name: str) -> list[str]:
        """Of the newest letter."""
        keyboard = (await self.payloads(name))[-1]["reply_markup"]["inline_keyboard"]
        return [button["text"] for row in keyboard for button in row]

    async def written_at(self, name: str) -> list[datetime]:
        """By the wall clock of that moment."""
        async with self.database.reading() as work:
            rows = await work.run(
                select(deliveries.c.created_at)
                .where(deliveries.c.chat_id == self.accounts[name])
                .order_by(deliveries.c.id)
            )
            return list(rows.scalars())

    async def payloads(self, name: str, *, door: int = 1) -> list[dict[str, object]]:
        account = self.accounts[name]
        async with self.database.reading() as work:
            rows = await work.run(
                select(deliveries.c.payload)
                .where(deliveries.c.chat_id == account, deliveries.c.bot_id == door)
                .order_by(deliveries.c.id)
            )
            place = f"deliveries.{door}.{account}"
            return [json.loads(work.vault.open(each, place)) for each in rows.scalars()]


async def opened_office(database: Database) -> Office:
    office = Office(database=database)
    await office.person("秘书甲", (Role.SECRETARY, "材料学会"))
    await office.person("会长乙", (Role.LEADER, "材料学会"))
    await office.person("干事丙", (Role.STAFF, None))
    await office.person("部长丁", (Role.STAFF_HEAD, None))
    return office

"""The composition root: settings → services → dispatcher → doors."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import structlog
from aiogram import Dispatcher

from bot.channels.door import Door
from bot.corridor import build_dispatcher
from bot.courier import Courier
from bot.demo import furnish
from bot.distribution import Distribution, build_distribution
from bot.furnishing import furnished
from bot.imports.clerk import Clerk, by_id
from bot.imports.sheet_reader import SandboxedSheets
from bot.intake_clerk import IntakeClerk
from bot.librarian import Librarian
from bot.metrics import Metrics
from bot.nursery import Nursery
from bot.reception import HANDLING, Reception
from bot.services import Services
from bot.settings import Settings
from bot.upkeep.retention import Retention
from bot.upkeep.rounds import Rounds
from bot.upkeep.walkers import Walker, walkers
from handlers.links import Links
from knowledge.library import Library
from storage.archive import Archive
from storage.clock import Clock, SystemClock
from storage.engine import Database
from storage.files import Shelf
from storage.schema import migrate

log = structlog.get_logger()
LAST_WORDS_SECONDS = 20


@dataclass(kw_only=True)
class House:
    """Everything that lives as long as the process; doors are hung before it opens."""

    settings: Settings
    clock: Clock
    database: Database
    shelf: Shelf
    library: Library
    metrics: Metrics
    nursery: Nursery
    dispatcher: Dispatcher
    reception: Reception
    courier: Courier
    distribution: Distribution
    librarian: Librarian
    retention: Retention
    walkers: Sequence[Walker]
    clerk: Clerk
    intake_clerk: IntakeClerk
    services: Services
    doors: list[Door] = field(default_factory=list)
    is_open: bool = False

    async def open(self, *, samples: Sequence[Path] = ()) -> None:
        """Answer from words at once; `samples` are shelved where there is nothing yet."""
        await migrate(self.settings.database)
        await self.librarian.open()
        if not self.library.notices():
            for path in samples:
                await self.librarian.shelve(path)
        if self.settings.demo:
            async with self.database.writing() as work:
                await furnish(Archive(work), self.clock.now())
        for door in self.doors:
            await self.courier.doubt(door.bot)
            # In the background: a door whose other side hangs must not keep the others shut.
            self.nursery.start(self.courier.send_due(door.bot), name=f"{HANDLING}s left behind")
            await self.reception.resume(door.bot, after_start=True)
        for door in self.doors:
            await door.open()
        self.clerk.bots = by_id([door.bot for door in self.doors])
        self.intake_clerk.bots = self.clerk.bots
        self.is_open = True

    def keep_going(self) -> None:
        """Start what runs beside the doors."""
        rounds = self.rounds
        self.nursery.start(rounds.follow_for_ever(), name="notices")
        self.nursery.start(rounds.walk_for_ever(), name="rounds")
        self.distribution.keep_going(door.bot for door in self.doors)

    @property
    def rounds(self) -> Rounds:
        return Rounds(
            bots=[door.bot for door in self.doors],
            reception=self.reception,
            courier=self.courier,
            distribution=self.distribution,
            librarian=self.librarian,
            retention=self.retention,
            walkers=self.walkers,
            clerk=self.clerk,
            intake_clerk=self.intake_clerk,
            nursery=self.nursery,
            database=self.database,
            clock=self.clock,
        )

    async def close(self) -> None:
        """Finish what is in hand; what takes longer is stored and handled after the next start."""
        self.is_open = False
        for door in self.doors:
            await door.stop_feeding()
        if not await self.nursery.settle(HANDLING, seconds=LAST_WORDS_SECONDS):
            log.warning("updates left for the next start")
        await self.distribution.close(LAST_WORDS_SECONDS)
        for door in self.doors:
            await door.close()
        await self.nursery.close()
        await self.library.close()
        await self.database.close()

    async def health(self) -> tuple[bool, dict[str, Any]]:
        """Ready means: database, index and doors."""
        try:
            reachable = await asyncio.wait_for(self.database.reachable(), 3)
        except Exception as error:  # noqa: BLE001 - any trouble with it is the answer
            log.warning("database", error=type(error).__name__)
            reachable = False
        doors = {door.name: door.standing or "正常" for door in self.doors}
        ready = self.is_open and reachable and all(door.standing is None for door in self.doors)
        notices, passages = self.library.size
        return ready, {
            "ready": ready,
            "database": reachable,
            "index": {"mode": self.library.mode, "notices": notices, "passages": passages},
            "doors": doors,
        }


Hang = Callable[[House], Sequence[Door]]


def build_house(
    settings: Settings, library: Library, *, hang: Hang, clock: Clock | None = None
) -> House:
    """Wire everything; nothing is opened yet."""
    clock = clock or SystemClock()
    database, metrics = Database(settings.database, settings.vault), Metrics()
    nursery, shelf = Nursery(), Shelf(folder=settings.files, vault=settings.vault)
    courier = Courier(database=database, clock=clock, metrics=metrics)
    doors: list[Door] = []
    services = furnished(settings, library, metrics, clock, database, doors)
    dispatcher = build_dispatcher(services, courier, shelf, settings.messages_per_minute)
    reception = Reception(database=database, dispatcher=dispatcher, nursery=nursery, clock=clock)
    links, at_once = services.tracking.links, settings.telegram_at_once
    distribution = build_distribution(courier, reception, at_once, links)
    house = House(
        settings=settings,
        clock=clock,
        database=database,
        shelf=shelf,
        library=library,
        metrics=metrics,
        nursery=nursery,
        dispatcher=dispatcher,
        reception=reception,
        courier=courier,
        distribution=distribution,
        librarian=_librarian(services, database, clock, metrics),
        retention=Retention(database=database, shelf=shelf, settings=settings, clock=clock),
        walkers=walkers(settings, services, database, clock, doors),
        clerk=_clerk(settings, database, shelf, clock, services.links),
        intake_clerk=_intake_clerk(services, database, shelf, clock),
        services=services,
        doors=doors,
    )
    house.doors.extend(hang(house))
    return house


def _clerk(
    settings: Settings, database: Database, shelf: Shelf, clock: Clock, links: Links
) -> Clerk:
    return Clerk(
        database=database,
        shelf=shelf,
        clock=clock,
        reader=SandboxedSheets(),
        links=links,
        invitation_days=settings.invitation_days,
    )


def _intake_clerk(
    services: Services, database: Database, shelf: Shelf, clock: Clock
) -> IntakeClerk:
    receiving = services.notice_receiving
    return IntakeClerk(
        database=database,
        shelf=shelf,
        clock=clock,
        perusing=receiving.perusing,
        cards=receiving.cards,
    )


def _librarian(
    services: Services, database: Database, clock: Clock, metrics: Metrics
) -> Librarian:
    stacks = services.stacks
    return Librarian(
        database=database,
        library=stacks.library,
        clock=clock,
        metrics=metrics,
        touched=stacks.touched,
    )

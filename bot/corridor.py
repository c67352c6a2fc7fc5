"""The dispatcher: the corridor's middlewares in their order, then the rooms."""

from dataclasses import fields

from aiogram import Dispatcher
from aiogram.fsm.storage.memory import SimpleEventIsolation

from bot.courier import Courier
from bot.fsm import SqlStorage
from bot.metrics import Metrics
from bot.middlewares.inbox import InboxGuard
from bot.middlewares.manners import Manners
from bot.middlewares.patience import Patience
from bot.middlewares.person import Introduction
from bot.middlewares.trail import Trail
from bot.middlewares.typing import TypedChoice
from bot.middlewares.unit_of_work import UnitOfWork
from bot.services import Services
from handlers import fallback, guided
from handlers.ask import router as ask
from handlers.help import router as help_
from handlers.people.directory import router as directory
from handlers.people.entry import router as entry
from handlers.people.invitations import router as invitations
from handlers.people.journal import router as journal
from handlers.people.me import router as me
from handlers.people.membership import router as membership
from handlers.people.own import router as own
from handlers.people.renewal import router as renewal
from handlers.people.roster import router as roster
from handlers.people.sheets import router as sheets
from handlers.people.societies import router as societies
from storage.clock import Clock
from storage.engine import Database
from storage.files import Shelf

PEOPLE = (
    entry,
    me,
    own,
    invitations,
    societies,
    directory,
    roster,
    membership,
    renewal,
    journal,
)
ROOMS = (guided, *PEOPLE, help_, sheets, ask, fallback)  # the fallback is asked last


def build_dispatcher(
    services: Services,
    *,
    database: Database,
    courier: Courier,
    metrics: Metrics,
    clock: Clock,
    shelf: Shelf,
    messages_per_minute: int,
) -> Dispatcher:
    offered = {each.name: getattr(services, each.name) for each in fields(services)}
    dispatcher = Dispatcher(
        storage=SqlStorage(database), events_isolation=SimpleEventIsolation(), **offered
    )
    for middleware in (
        Trail(metrics),
        InboxGuard(database, clock),
        UnitOfWork(database, courier, clock, metrics),
        Introduction(database, clock),
        Patience(messages_per_minute),
        TypedChoice(database),
        Manners(clock, shelf, services.guiding),
    ):
        dispatcher.update.outer_middleware(middleware)
    for room in ROOMS:
        # A router belongs to one dispatcher; several houses may live in one process.
        room.router._parent_router = None
        dispatcher.include_router(room.router)
    return dispatcher

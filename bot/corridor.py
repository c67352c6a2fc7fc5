"""The dispatcher: the corridor's middlewares in their order, then the rooms."""

from dataclasses import fields

from aiogram import Dispatcher
from aiogram.fsm.storage.memory import SimpleEventIsolation

from bot import (
    agenda_room,
    broadcast_room,
    forms_room,
    notices_room,
    people_room,
    questions_room,
    scoring_room,
)
from bot.courier import Courier
from bot.fsm import SqlStorage
from bot.middlewares.inbox import InboxGuard
from bot.middlewares.leading import Leading
from bot.middlewares.manners import Manners
from bot.middlewares.patience import Patience
from bot.middlewares.person import Introduction
from bot.middlewares.trail import Trail
from bot.middlewares.typing import TypedChoice
from bot.middlewares.unit_of_work import UnitOfWork
from bot.passage import Passage
from bot.services import Services
from handlers import fallback, guided
from handlers.ask import router as ask
from handlers.help import router as help_
from storage.files import Shelf

ROOMS = (
    guided,
    *broadcast_room.ROUTERS,  # before those that look into any workbook somebody sends
    *forms_room.ROUTERS,
    *scoring_room.ROUTERS,
    *agenda_room.ROUTERS,
    *people_room.ROUTERS,
    *questions_room.ROUTERS,
    *notices_room.ROUTERS,  # after those that know a form or a table by its looks
    help_,
    ask,
    fallback,  # asked last
)


def build_dispatcher(
    services: Services, courier: Courier, shelf: Shelf, messages_per_minute: int
) -> Dispatcher:
    database, clock, metrics = courier.database, courier.clock, courier.metrics
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
    dispatcher.callback_query.outer_middleware(Leading(services.pressing))
    passage = Passage(name="passage")
    for room in ROOMS:
        # A router belongs to one dispatcher; several houses may live in one process.
        room.router._parent_router = None
        passage.include_router(room.router)
    dispatcher.include_router(passage)
    return dispatcher

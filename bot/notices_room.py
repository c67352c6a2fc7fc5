"""The room where staff keep the notices, furnished."""

from dataclasses import dataclass
from types import ModuleType

from bot.settings import Settings
from handlers.guide import Guide
from knowledge.library import Library

ROUTERS: tuple[ModuleType, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NoticesServices:
    """What the room may ask for by name."""


def notices_services(settings: Settings, library: Library) -> NoticesServices:
    return NoticesServices()


def notices_guides(services: NoticesServices) -> tuple[Guide, ...]:
    return ()

"""The room where staff answer questions, furnished."""

from dataclasses import dataclass
from types import ModuleType

from bot.settings import Settings
from handlers.guide import Guide
from knowledge.library import Library

ROUTERS: tuple[ModuleType, ...] = ()


@dataclass(frozen=True, kw_only=True)
class QuestionsServices:
    """What the room may ask for by name."""


def questions_services(settings: Settings, library: Library) -> QuestionsServices:
    return QuestionsServices()


def questions_guides(services: QuestionsServices) -> tuple[Guide, ...]:
    return ()

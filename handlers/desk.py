"""Whom a room serves, and what it says back: data, before any door has its way of showing it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiogram.filters.callback_data import CallbackData

from handlers.letters import Letter
from storage.archive import Archive
from storage.clock import Clock
from storage.files import File, Shelf
from storage.people import Person

Button = tuple[str, CallbackData]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One update of one person: who speaks, from where, over which archive."""

    archive: Archive
    person: Person
    door: str
    bot_id: int
    chat_id: int
    clock: Clock
    shelf: Shelf

    @property
    def now(self) -> datetime:
        return self.clock.now()

    async def keep(self, name: str, content: bytes, until: datetime | None) -> File:
        """A file for this person; sealing and writing it hold nobody else up.

        Without an end it stays until what it belongs to lets go of it.
        """
        await asyncio.to_thread(self.shelf.put, content)
        return await self.archive.files.add(self.person.id, name, content, self.now, until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A kept file that goes with a reply: a picture to look at, or a document to save."""

    file_id: str
    picture: bool = False
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A text, numbered buttons below it, files after it, letters to other people."""

    text: str
    buttons: tuple[Button, ...] = ()
    files: tuple[Attached, ...] = ()
    letters: tuple[Letter, ...] = ()
    guide: str = ""  # a guided conversation that begins after it
    facts: Mapping[str, Any] = field(default_factory=dict)

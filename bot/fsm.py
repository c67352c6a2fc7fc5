"""aiogram's state machine kept in SQL, inside the update's own transaction when there is one."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, DefaultKeyBuilder, StateType, StorageKey

from storage.archive import Archive
from storage.engine import Database

current_archive: ContextVar[Archive | None] = ContextVar("current_archive", default=None)
_keys = DefaultKeyBuilder(with_bot_id=True, with_destiny=True, with_business_connection_id=True)


def private_key(bot_id: int, account: int) -> str:
    """Where the state of somebody's own chat with a bot is kept."""
    return _keys.build(StorageKey(bot_id=bot_id, chat_id=account, user_id=account))


class SqlStorage(BaseStorage):
    """Says only which room a chat is in; nothing that matters lives here."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @asynccontextmanager
    async def _archive(self, *, reading: bool = False) -> AsyncIterator[Archive]:
        if archive := current_archive.get():
            yield archive
            return
        opened = self._database.reading() if reading else self._database.writing()
        async with opened as work:
            yield Archive(work)

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        name = state.state if isinstance(state, State) else state
        async with self._archive() as archive:
            await archive.states.keep_state(_keys.build(key), name)

    async def get_state(self, key: StorageKey) -> str | None:
        async with self._archive(reading=True) as archive:
            return await archive.states.state(_keys.build(key))

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        async with self._archive() as archive:
            await archive.states.keep_data(_keys.build(key), dict(data))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        async with self._archive(reading=True) as archive:
            return await archive.states.data(_keys.build(key))

    async def close(self) -> None:
        """The database is closed by the house."""

"""Which room a chat is in: kept in SQL, with the update's own work when there is one."""

from pathlib import Path

import pytest
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import StorageKey

from bot.fsm import SqlStorage, current_archive
from storage.archive import Archive
from storage.engine import Database
from storage.schema import migrate

HERE = StorageKey(bot_id=1, chat_id=7, user_id=7)
OTHER_DOOR = StorageKey(bot_id=2, chat_id=7, user_id=7)


class Room(StatesGroup):
    """Somewhere to be."""

    inside = State()


async def test_a_state_outlives_the_process(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'fsm.db'}"
    await migrate(url)
    database = Database(url)
    context = FSMContext(SqlStorage(database), HERE)
    await context.set_state(Room.inside)
    await context.update_data(draft="d1")
    await database.close()

    again = Database(url)
    storage = SqlStorage(again)
    context = FSMContext(storage, HERE)
    assert await context.get_state() == Room.inside.state
    assert await context.get_data() == {"draft": "d1"}
    assert await storage.get_state(OTHER_DOOR) is None
    await context.clear()
    assert (await context.get_state(), await context.get_data()) == (None, {})
    await again.close()


async def test_what_a_failing_update_set_is_undone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'fsm.db'}"
    await migrate(url)
    database = Database(url)
    context = FSMContext(SqlStorage(database), HERE)
    with pytest.raises(RuntimeError):
        async with database.writing() as work:
            token = current_archive.set(Archive(work))
            try:
                await context.set_state(Room.inside)
                assert await context.get_state() == Room.inside.state
                raise RuntimeError
            finally:
                current_archive.reset(token)
    assert await context.get_state() is None
    await database.close()

"""Which room a chat is in, kept for aiogram's state machine."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, select

from storage.engine import Work
from storage.tables import states
from storage.upsert import upsert

# Asked for every update: built once.
STATE = select(states.c.state).where(states.c.key == bindparam("key"))


class States:
    """One state and a little data per conversation key."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def state(self, key: str) -> str | None:
        found = await self.work.run(STATE, {"key": key})
        return found.scalar_one_or_none()

    async def all_of(self, keys: Sequence[str]) -> dict[str, str]:
        """Of these conversations those that are in a room, and which."""
        rows = await self.work.run(
            select(states.c.key, states.c.state).where(
                states.c.key.in_(list(keys)), states.c.state.is_not(None)
            )
        )
        return {row.key: row.state for row in rows}

    async def data(self, key: str) -> dict[str, Any]:
        found = await self.work.run(select(states.c.data).where(states.c.key == key))
        return found.scalar_one_or_none() or {}

    async def keep_state(self, key: str, state: str | None) -> None:
        insertion = {"state": state, "data": await self.data(key)}
        await upsert(self.work, states, {"key": key}, insertion)

    async def keep_data(self, key: str, data: dict[str, Any]) -> None:
        insertion = {"state": await self.state(key), "data": data}
        await upsert(self.work, states, {"key": key}, insertion)

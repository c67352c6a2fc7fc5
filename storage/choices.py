"""The buttons last shown in a chat, so that typing a number or a label presses them."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from storage.engine import Work
from storage.tables import choices
from storage.upsert import upsert


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One button: what it says and what pressing it sends."""

    label: str
    data: str


# Asked for almost every message: built once.
OFFERED = select(choices.c.offered).where(
    choices.c.bot_id == bindparam("bot_id"), choices.c.chat_id == bindparam("chat_id")
)


class Choices:
    """One list of offered buttons per chat."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def offer(self, bot_id: int, chat_id: int, offered: list[Choice]) -> None:
        rows = [[choice.label, choice.data] for choice in offered]
        await upsert(self.work, choices, {"bot_id": bot_id, "chat_id": chat_id}, {"offered": rows})

    async def offered(self, bot_id: int, chat_id: int) -> list[Choice]:
        found = await self.work.run(OFFERED, {"bot_id": bot_id, "chat_id": chat_id})
        rows = found.scalar_one_or_none()
        return [Choice(label=label, data=data) for label, data in rows or []]

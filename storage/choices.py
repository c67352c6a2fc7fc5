"""The buttons last shown in a chat, so that typing a number or a label presses them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from storage.engine import Work
from storage.tables import choices
from storage.upsert import insert_for, upsert


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

    async def all_offered(self, bot_id: int, chats: Sequence[int]) -> dict[int, list[Choice]]:
        """Of many chats, kept from others until this transaction is over."""
        rows = await self.work.run(
            select(choices.c.chat_id, choices.c.offered)
            .where(choices.c.bot_id == bot_id, choices.c.chat_id.in_(sorted(chats)))
            .order_by(choices.c.chat_id)
            .with_for_update()
        )
        return {
            row.chat_id: [Choice(label=label, data=data) for label, data in row.offered]
            for row in rows
        }

    async def offer_all(self, bot_id: int, offered: Mapping[int, Sequence[Choice]]) -> None:
        """The same to many chats in one go."""
        if not offered:
            return
        insertion = insert_for(self.work, choices)
        await self.work.run(
            insertion.on_conflict_do_update(
                index_elements=["bot_id", "chat_id"],
                set_={"offered": insertion.excluded.offered},
            ),
            [
                {
                    "bot_id": bot_id,
                    "chat_id": chat,
                    "offered": [[each.label, each.data] for each in some],
                }
                for chat, some in sorted(offered.items())
            ],
        )

"""The web door's own memory: accounts, and the messages of their chats."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from storage.engine import Work
from storage.tables import web_accounts, web_messages

WEB_BOT_ID = 1  # the page's bot: what is kept here belongs to accounts on it


@dataclass(frozen=True, slots=True, kw_only=True)
class WebMessage:
    """A bubble: `html` is already sanitised, `buttons` are rows of {text, data | url}."""

    id: int
    account: int
    mine: bool
    html: str
    at: datetime
    buttons: list[list[dict[str, str]]] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)
    client_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSession:
    """A browser that stays logged in."""

    account: int
    created_at: datetime
    seen_at: datetime | None
    device: str | None


class WebMessages:
    """Chats of the web door."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def open_account(self, now: datetime) -> int:
        opened = await self.work.run(
            insert(web_accounts).values(created_at=now).returning(web_accounts.c.id)
        )
        return int(opened.scalar_one())

    async def known(self, account: int) -> bool:
        """Whether this account was opened here and not closed since."""
        found = await self.work.run(
            select(web_accounts.c.id).where(
                web_accounts.c.id == account, web_accounts.c.closed_at.is_(None)
            )
        )
        return found.one_or_none() is not None

    async def see(self, account: int, device: str, now: datetime) -> None:
        await self.work.run(
            update(web_accounts)
            .where(web_accounts.c.id == account)
            .values(seen_at=now, device=device[:100])
        )

    async def close_account(self, account: int, now: datetime) -> None:
        """Its cookie opens nothing any more."""
        await self.work.run(
            update(web_accounts)
            .where(web_accounts.c.id == account, web_accounts.c.closed_at.is_(None))
            .values(closed_at=now)
        )

    async def sessions(self, accounts: Sequence[int]) -> list[WebSession]:
        """Of these accounts, those that are not closed."""
        rows = await self.work.run(
            select(
                web_accounts.c.id.label("account"),
                web_accounts.c.created_at,
                web_accounts.c.seen_at,
                web_accounts.c.device,
            )
            .where(web_accounts.c.id.in_(list(accounts)), web_accounts.c.closed_at.is_(None))
            .order_by(web_accounts.c.id)
        )
        return [WebSession(**row._mapping) for row in rows]

    async def forget(self, before: datetime) -> int:
        done = await self.work.run(delete(web_messages).where(web_messages.c.at < before))
        return done.rowcount

    async def add(self, account: int, now: datetime, **values: Any) -> WebMessage:
        row = {"mine": False, "html": "", "buttons": [], "files": [], **values}
        added = await self.work.run(
            insert(web_messages)
            .values(account=account, at=now, **row)
            .returning(web_messages.c.id)
        )
        return WebMessage(id=added.scalar_one(), account=account, at=now, **row)

    async def get(self, account: int, identity: int) -> WebMessage | None:
        row = (
            await self.work.run(
                select(web_messages).where(
                    web_messages.c.id == identity, web_messages.c.account == account
                )
            )
        ).one_or_none()
        return row and WebMessage(**row._mapping)

    async def change(self, account: int, identity: int, **values: Any) -> WebMessage | None:
        await self.work.run(
            update(web_messages)
            .where(web_messages.c.id == identity, web_messages.c.account == account)
            .values(**values)
        )
        return await self.get(account, identity)

    async def remove(self, account: int, identity: int) -> bool:
        done = await self.work.run(
            delete(web_messages).where(
                web_messages.c.id == identity, web_messages.c.account == account
            )
        )
        return done.rowcount == 1

    async def before(self, account: int, identity: int | None, most: int) -> list[WebMessage]:
        """The newest `most` messages older than `identity`, oldest first."""
        query = select(web_messages).where(web_messages.c.account == account)
        if identity is not None:
            query = query.where(web_messages.c.id < identity)
        rows = (await self.work.run(query.order_by(web_messages.c.id.desc()).limit(most))).all()
        return [WebMessage(**row._mapping) for row in reversed(rows)]

    async def after(self, account: int, identity: int, most: int = 200) -> list[WebMessage]:
        rows = await self.work.run(
            select(web_messages)
            .where(web_messages.c.account == account, web_messages.c.id > identity)
            .order_by(web_messages.c.id)
            .limit(most)
        )
        return [WebMessage(**row._mapping) for row in rows]

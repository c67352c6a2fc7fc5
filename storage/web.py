"""The web door's own memory: accounts, messages and files of its chats."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from storage.engine import Work
from storage.tables import web_accounts, web_files, web_messages


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
class WebFile:
    """A file that went through the page, kept on disk under its digest."""

    id: str
    account: int
    name: str
    size: int
    digest: str


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
        found = await self.work.run(select(web_accounts.c.id).where(web_accounts.c.id == account))
        return found.one_or_none() is not None

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

    async def keep_file(self, file: WebFile, now: datetime) -> None:
        await self.work.run(
            insert(web_files).values(
                id=file.id,
                account=file.account,
                name=file.name,
                size=file.size,
                digest=file.digest,
                stored_at=now,
            )
        )

    async def file(self, identity: str) -> WebFile | None:
        columns = [web_files.c[name] for name in WebFile.__slots__]
        row = (
            await self.work.run(select(*columns).where(web_files.c.id == identity))
        ).one_or_none()
        return row and WebFile(**row._mapping)

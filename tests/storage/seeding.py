"""Rows for any table, made from its columns: a table that is new tomorrow is filled as well."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Integer,
    String,
    Table,
    Text,
    insert,
)

from storage.clock import SystemClock
from storage.engine import Work
from storage.journal import Entry, Journal
from storage.sealed import SEALED
from storage.tables import Instant, metadata
from storage.web import WEB_BOT_ID

NOW = SystemClock().now().replace(microsecond=0)
OWNING = ("person_id", "account", "chat_id", "used_by", "owner")
_numbers = count(1)

# What a column must hold to be understood by the code that reads it.
MEANT: dict[str, Callable[["Owner"], Any]] = {
    "attempts.key": lambda owner: f"told:{owner.id}:renewal",
    "people.id": lambda owner: owner.id,
    "addresses.bot_id": lambda _owner: WEB_BOT_ID,
    "choices.bot_id": lambda _owner: WEB_BOT_ID,
    "deliveries.bot_id": lambda _owner: WEB_BOT_ID,
    "deliveries.state": lambda _owner: "failed",
    "deliveries.payload": lambda owner: json.dumps({"text": owner.mark("deliveries.payload")}),
    "inbox.bot_id": lambda _owner: WEB_BOT_ID,
    "inbox.state": lambda _owner: "given_up",
    "inbox.raw": lambda owner: json.dumps(
        {"message": {"from": {"id": owner.account}, "text": owner.mark("inbox.raw")}}
    ),
    "filings.submitted_at": lambda owner: NOW if owner.submitted else None,
    "filings.workflow": lambda _owner: "W1",
    "filings.content": lambda owner: json.dumps(
        {"draft": {"said": owner.mark("filings.content")}, "talk": {}}
    ),
    "filings.named": lambda owner: [owner.mark("filings.named")],
    "filings.refers_to": lambda _owner: None,
    "filings.event_id": lambda _owner: None,
    "filing_versions.content": lambda owner: json.dumps(
        {"answers": {"said": owner.mark("filing_versions.content")}, "reasons": {}, "draft": {}}
    ),
    "filing_moves.words": lambda owner: json.dumps({"opinion": owner.mark("filing_moves.words")}),
    "filing_moves.fields": lambda owner: [owner.mark("filing_moves.fields")],
    "objections.content": lambda owner: json.dumps(
        {"name": owner.name, "contact": "", "facts": owner.mark("objections.content")}
    ),
    "objections.upheld": lambda _owner: None,
    "objections.settled_at": lambda _owner: None,
    "broadcasts.id": lambda _owner: f"cast{next(_numbers)}",
    "broadcasts.state": lambda _owner: "done",
    "broadcasts.content": lambda owner: {"text": owner.mark("broadcasts.content")},
    "broadcasts.audience": lambda _owner: {},
    "broadcast_recipients.answer": lambda _owner: None,
    "broadcast_recipients.excluded": lambda _owner: None,
    "saved_lists.audience": lambda _owner: None,
    "events.kind": lambda _owner: "salon",
    "duties_done.object": lambda owner: owner.mark("duties_done.object"),
    "duties_done.owner": lambda owner: owner.id,
    "duties_done.by": lambda owner: owner.id,
    "digests.kind": lambda _owner: "daily",
    "mutes.topic": lambda _owner: "events",
    "subscriptions.kind": lambda _owner: "city",
    "imports.state": lambda _owner: "checked",
    "imports.counts": lambda _owner: {},
    "drafts.data": lambda owner: json.dumps({"said": owner.mark("drafts.data")}),
    "states.key": lambda owner: f"fsm:{WEB_BOT_ID}:{owner.account}:{owner.account}:default",
    "states.data": lambda owner: {"said": owner.mark("states.data")},
    "choices.offered": lambda owner: [[owner.mark("choices.offered"), "go:me"]],
    "roles.role": lambda _owner: "secretary",
    "roles.until": lambda _owner: None,
    "invitations.role": lambda _owner: "member",
    "invitations.member_id": lambda _owner: None,
    "invitations.secret": lambda _owner: json.dumps(["token", "123456"]),
    "corrections.state": lambda _owner: "waiting",
    "members.state": lambda _owner: "verified",
    "questions.passages": lambda _owner: ["n1:0"],
    "notices.replaced_by": lambda _owner: None,
    "notices.headings": lambda _owner: [],
    "web_accounts.id": lambda owner: owner.account,
    "web_accounts.closed_at": lambda _owner: None,
    "web_messages.buttons": lambda _owner: [],
    "web_messages.files": lambda _owner: [],
    "passages.heading_path": lambda _owner: [],
}


@dataclass(kw_only=True)
class Owner:
    """Somebody whose rows all bear their mark; `by` gave, decided and opened things."""

    name: str
    id: str
    account: int
    by: str
    submitted: bool = True
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)

    def mark(self, column: str) -> str:
        return f"{self.name}的{column}"

    async def seed(self, work: Work) -> None:
        """One row in every table, the journal's written as it is always written."""
        for table in metadata.sorted_tables:
            if table.name == "journal":
                entry = Entry(
                    at=NOW, person_id=self.id, door="web", action="tried", object=self.id
                )
                await Journal(work).write(entry)
                continue
            row = {column.name: self._value(table, column) for column in table.c}
            for sealed in (each for each in SEALED if each.table is table):
                place = sealed.place.format(**row)
                row[sealed.column] = work.vault.seal(row[sealed.column], place)
            self.rows[table.name] = row
            await work.run(insert(table).values(**row))

    def _value(self, table: Table, column: Column[Any]) -> Any:
        name = f"{table.name}.{column.name}"
        if name in MEANT:
            return MEANT[name](self)
        for key in column.foreign_keys:
            return self.rows[key.column.table.name][key.column.name]
        if column.name in ("account", "chat_id"):
            return self.account
        if column.name in ("person_id", "used_by"):
            return self.id
        if column.name.endswith("_by"):
            return self.by
        return self._of_type(column, self.mark(name) if is_owned(table) else f"公开的{name}")

    def _of_type(self, column: Column[Any], text: str) -> Any:
        number = next(_numbers)
        match column.type:
            case Instant():
                return NOW
            case Date():
                return date(2026, 3, 1)
            case Boolean():
                return False
            case JSON():
                return {"said": text}
            case BigInteger() | Integer():
                return number
            case String(length=length) if length is not None and length < 40:
                return f"{number}"
            case String() | Text():
                return f"{text}#{number}"
        return number


def is_owned(table: Table) -> bool:
    """Whether a row belongs to somebody, rather than to a society or to the house."""
    ties = {key.column.table.name for column in table.c for key in column.foreign_keys}
    named = any(column.name in OWNING for column in table.c)
    return named or "people" in ties or table.name in ("people", "web_accounts", "inbox", "states")

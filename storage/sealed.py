"""Every column that is kept sealed: one list, for rotation, for checks, for whoever adds one."""

import json
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, Table, cast, func, select, true, tuple_

from storage.encryption import Vault
from storage.engine import Work
from storage.tables import (
    calendar_links,
    corrections,
    deliveries,
    drafts,
    filing_experts,
    filing_moves,
    filing_versions,
    filings,
    inbox,
    invitations,
    members,
    objections,
    societies,
)

BATCH = 500
UNKNOWN = ""
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blind:
    """A column with a blind index of (a part of) the sealed text."""

    column: str
    kind: str
    part: Callable[[str], str] = str


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedColumn:
    """`place` is filled from the row's own key; it is what the value was sealed with."""

    table: Table
    column: str
    place: str
    blind: tuple[Blind, ...] = ()
    once_clear: bool = False  # rows from before there were keys are JSON objects in the clear

    @property
    def name(self) -> str:
        return f"{self.table.name}.{self.column}"

    @property
    def key(self) -> list[str]:
        return [column.name for column in self.table.primary_key]

    @property
    def wanted(self) -> list[str]:
        """What has to be read: the key, what the place is made of, the value."""
        placed = [each.name for each in self.table.c if f"{{{each.name}}}" in self.place]
        return list(dict.fromkeys([*self.key, *placed, self.column]))

    def sealed_with(self, key_id: str) -> ColumnElement[bool]:
        """Compared letter for letter: LIKE would not mind the case on SQLite."""
        head = f"{key_id}."
        return func.substr(self.table.c[self.column], 1, len(head)) == head

    def page(
        self, after: Sequence[Any] | None, condition: ColumnElement[bool] | None = None
    ) -> Select[Any]:
        """The rows that keep something here, from the key `after` on, BATCH at most."""
        key = [self.table.c[name] for name in self.key]
        query = (
            select(*(self.table.c[name] for name in self.wanted))
            .where(
                self.table.c[self.column].is_not(None), true() if condition is None else condition
            )
            .order_by(*key)
            .limit(BATCH)
        )
        return query if after is None else query.where(tuple_(*key) > tuple_(*after))

    def key_of(self, row: Row) -> list[Any]:
        return [row[name] for name in self.key]

    async def rows(self, work: Work) -> AsyncIterator[Row]:
        """All of them."""
        after: list[Any] | None = None
        while True:
            found = [dict(row._mapping) for row in await work.run(self.page(after))]
            for row in found:
                yield row
            if len(found) < BATCH:
                return
            after = self.key_of(found[-1])

    async def count(self, work: Work, key_ids: Sequence[str]) -> Counter[str]:
        """How many are sealed with each of the keys; under UNKNOWN all others."""
        sums = [func.sum(cast(self.sealed_with(each), Integer)) for each in key_ids]
        row = (await work.run(select(func.count(self.table.c[self.column]), *sums))).one()
        counts = [int(count or 0) for count in tuple(row)[1:]]  # no rows have no sum
        counted = dict(zip(key_ids, counts, strict=True))
        return Counter(counted | {UNKNOWN: int(row[0]) - sum(counts)})

    def place_of(self, row: Row) -> str:
        return self.place.format_map(row)

    def opened(self, row: Row, vault: Vault) -> str:
        """Raises CannotOpen."""
        kept = str(row[self.column])
        if self.once_clear and kept.startswith("{"):
            return kept
        return vault.open(kept, self.place_of(row))

    def resealed(self, row: Row, vault: Vault) -> dict[str, str]:
        """The columns under the current key, blind indices among them; raises CannotOpen."""
        text = self.opened(row, vault)
        indices = {each.column: vault.index(each.kind, each.part(text)) for each in self.blind}
        return {self.column: vault.seal(text, self.place_of(row))} | indices


def _part(number: int) -> Callable[[str], str]:
    return lambda text: str(json.loads(text)[number])


SEALED = (
    SealedColumn(
        table=members,
        column="identity",
        place="members.identity.{id}",
        blind=(Blind(column="identity_index", kind="identity"),),
    ),
    SealedColumn(
        table=members,
        column="mobile",
        place="members.mobile.{id}",
        blind=(Blind(column="mobile_index", kind="mobile"),),
    ),
    SealedColumn(table=societies, column="contact_mobile", place="societies.contact_mobile.{id}"),
    SealedColumn(table=corrections, column="before", place="corrections.before.{id}"),
    SealedColumn(table=corrections, column="after", place="corrections.after.{id}"),
    SealedColumn(
        table=invitations,
        column="secret",
        place="invitations.secret.{id}",
        blind=(
            Blind(column="token_index", kind="token", part=_part(0)),
            Blind(column="code_index", kind="code", part=_part(1)),
        ),
    ),
    SealedColumn(table=drafts, column="data", place="drafts.data.{person_id}.{kind}"),
    SealedColumn(table=filings, column="content", place="filings.content.{id}"),
    SealedColumn(table=filing_versions, column="content", place="filing_versions.content.{id}"),
    SealedColumn(table=filing_moves, column="words", place="filing_moves.words.{filing_id}"),
    SealedColumn(
        table=filing_experts,
        column="recused_because",
        place="filing_experts.recused_because.{filing_id}",
    ),
    SealedColumn(
        table=filing_experts, column="opinion", place="filing_experts.opinion.{filing_id}"
    ),
    SealedColumn(table=objections, column="content", place="objections.content.{id}"),
    SealedColumn(
        table=calendar_links,
        column="secret",
        place="calendar_links.secret.{person_id}",
        blind=(Blind(column="secret_index", kind="calendar"),),
    ),
    SealedColumn(
        table=inbox, column="raw", place="inbox.raw.{bot_id}.{update_id}", once_clear=True
    ),
    SealedColumn(
        table=deliveries,
        column="payload",
        place="deliveries.{bot_id}.{chat_id}",
        once_clear=True,
    ),
)
# Looked up by an index alone and never opened: they expire in minutes instead.
NOT_RESEALED = ("login_codes.code_index",)


# What is kept for long; updates and messages pass, and older ones were never sealed.
LASTING = frozenset(
    {
        "members",
        "societies",
        "calendar_links",
        "invitations",
        "corrections",
        "filings",
        "filing_versions",
        "filing_moves",
        "filing_experts",
        "objections",
    }
)


async def under_other_keys(work: Work) -> int:
    """How many lasting values no key here opens."""
    names = [key.id for key in work.vault.keys]
    lasting = [sealed for sealed in SEALED if sealed.table.name in LASTING]
    return sum([(await sealed.count(work, names))[UNKNOWN] for sealed in lasting])

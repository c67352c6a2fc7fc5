"""What is to become of a row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from forms.sheets import Row, SheetSpec
from handlers.noting import By
from storage.archive import Archive


class Fate(StrEnum):
    """One of these for every row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Change:
    """One field of something on record, from → to."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A row with its fate; `target` is what it is about, `society_id` where it belongs."""

    row: Row
    fate: Fate
    name: str = ""
    target: str | None = None
    society_id: str | None = None
    person_id: str | None = None
    changes: tuple[Change, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, Any]:
        return {change.field: change.after for change in self.changes}


class Book(Protocol):
    """One kind of table; it remembers the rows of one pass, so that nothing is taken twice."""

    spec: SheetSpec

    async def plan(self, archive: Archive, rows: Sequence[Row]) -> list[Plan]: ...

    async def write(self, archive: Archive, plans: Sequence[Plan], by: By) -> None: ...

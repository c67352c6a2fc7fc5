"""What a table that people fill in consists of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from forms.values import Kind, normalise


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: `name` is for us, `title` stands in the sheet; `secret` belongs to a person."""

    name: str
    title: str
    kind: Kind[Any]
    required: bool = False
    hint: str = ""
    synonyms: tuple[str, ...] = ()
    secret: bool = False
    default: Any = None

    @property
    def heading(self) -> str:
        return f"{self.title}*" if self.required else self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSpec:
    """A table: its columns, what must not occur twice, what cannot all be missing."""

    name: str
    title: str
    columns: tuple[Column, ...]
    unique: tuple[tuple[str, ...], ...] = ()
    one_of: tuple[tuple[str, ...], ...] = ()

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    def titles(self, names: tuple[str, ...]) -> list[str]:
        return [self.column(name).title for name in names]

    def headings(self) -> Iterator[tuple[str, Column]]:
        """Every way a column may be headed, folded; titles come first."""
        yield from ((fold(column.title), column) for column in self.columns)
        for column in self.columns:
            yield from ((fold(word), column) for word in (*column.synonyms, column.name))


def fold(heading: str) -> str:
    """「姓 名 *（必填）」 → 「姓名」."""
    bare = re.sub(r"\([^()]*\)|\[[^][]*\]|【[^【】]*】", "", normalise(heading))
    return re.sub(r"\W", "", bare).casefold()

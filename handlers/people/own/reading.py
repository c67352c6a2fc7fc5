"""How a page of one's own data is read from rows."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Read = Callable[[Mapping[str, Any]], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A page: its title, and for each column a heading with what stands below it."""

    name: str
    title: str
    columns: Mapping[str, Read]

    def rows(self, rows: Sequence[Mapping[str, Any]]) -> Iterator[list[Any]]:
        for row in rows:
            yield [read(row) for read in self.columns.values()]


def plain(name: str) -> Read:
    return lambda row: row[name]


def worded(name: str, labels: Mapping[Any, str]) -> Read:
    """What has no word yet is shown as it is: an export leaves nothing out."""
    return lambda row: labels.get(row[name], row[name])


def as_json(name: str) -> Read:
    return lambda row: json.dumps(row[name], ensure_ascii=False, default=str)

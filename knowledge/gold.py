"""Questions with what should be found, and corpora to find it in; see ../shared/eval/README.md."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from knowledge.notice import Notice, Standing


class UnreadableGold(ValueError):
    """A line of questions or corpus that is not of a known form."""

    def __init__(self, path: Path, line: int) -> None:
        super().__init__(f"{path.name}:{line}")
        self.path = path
        self.line = line


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """A question with what should be found: item numbers of a notice, or ids of passages."""

    id: str
    text: str
    items: frozenset[int] = frozenset()
    passages: frozenset[str] = frozenset()
    stale: frozenset[str] = frozenset()
    answers: tuple[str, ...] = ()
    every_answer: bool = False
    answerable: bool = True


def load_questions(path: Path) -> list[Gold]:
    """Either form of ../shared/eval/README.md, one JSON object a line."""
    return [gold_from(row, line, path) for line, row in _rows(path)]


def gold_from(row: dict[str, Any], line: int, path: Path) -> Gold:
    """One line of a question file."""
    try:
        if "question" in row:
            return Gold(
                id=str(row.get("id", line)),
                text=row["question"],
                items=frozenset(row.get("items", ())),
                answers=tuple(row.get("answer_contains", ())),
                every_answer=True,
                answerable=not row.get("unanswerable", False),
            )
        return Gold(
            id=str(row["id"]),
            text=row["text"],
            passages=frozenset(row.get("gold", ())),
            stale=frozenset(row.get("stale", ())),
            answers=tuple(row.get("answers", ())),
            answerable=row.get("answerable", True),
        )
    except (KeyError, TypeError) as error:
        raise UnreadableGold(path, line) from error


def load_corpus(path: Path) -> list[Notice]:
    """Each row {id, title, text}, perhaps with date and status, as a small notice of its own."""
    return [notice_from(row, line, path) for line, row in _rows(path)]


def notice_from(row: dict[str, Any], line: int, path: Path) -> Notice:
    """One line of a corpus file."""
    try:
        day = row.get("date")
        return Notice(
            id=str(row["id"]),
            title=row.get("title", ""),
            source=path.name,
            digest=sha256(row["text"].encode()).hexdigest(),
            text=row["text"],
            issued=date.fromisoformat(day) if day else None,
            standing=Standing(row.get("status", Standing.CURRENT)),
        )
    except (KeyError, AttributeError, TypeError, ValueError) as error:
        raise UnreadableGold(path, line) from error


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                raise UnreadableGold(path, number) from error
            if not isinstance(row, dict):
                raise UnreadableGold(path, number)
            yield number, row

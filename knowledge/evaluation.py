"""Gold questions → a table of figures: was it found, was it answered, was it rightly refused."""

import json
import re
import time
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from knowledge.library import Library
from knowledge.notice import Answer, Notice, Tier
from knowledge.numbering import mark_of
from knowledge.reader import all_readable
from knowledge.search import Hit
from knowledge.words import fold

DEPTH = 20
CUTS = (1, 5, 10, 20)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What came of one question; `found` is the rank (from 1) of the first right one."""

    gold: Gold
    answer: Answer
    ranked: tuple[str, ...]
    found: int | None
    recalled: tuple[int, ...]
    contained: bool
    ms: float

    def as_dict(self) -> dict[str, Any]:
        """For --json."""
        row: dict[str, Any] = {
            "id": self.gold.id,
            "tier": str(self.answer.tier),
            "ranked": list(self.ranked),
            "ms": round(self.ms, 2),
        }
        row["citations"] = [
            {"notice": c.notice, "heading_path": list(c.heading_path), "quote": c.quote}
            for c in self.answer.citations
        ]
        return row


@dataclass(slots=True, kw_only=True)
class Figures:
    """The table; shares are between 0 and 1, None where there was nothing to count."""

    questions: int = 0
    values: dict[str, float | None] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """For --json."""
        rounded = {k: None if v is None else round(v, 4) for k, v in self.values.items()}
        return {"questions": self.questions, **rounded}


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
    """Each row {id, title, text} as a small notice of its own."""
    notices = []
    for line, row in _rows(path):
        try:
            notices.append(
                Notice(
                    id=str(row["id"]),
                    title=row.get("title", ""),
                    source=path.name,
                    digest=sha256(row["text"].encode()).hexdigest(),
                    text=row["text"],
                )
            )
        except (KeyError, AttributeError) as error:
            raise UnreadableGold(path, line) from error
    return notices


async def evaluate(
    library: Library, questions: Sequence[Gold], today: date, *, corpus: bool
) -> AsyncIterator[Row | Figures]:
    """One row for each question as it is answered, and the figures last."""
    rows = []
    reader = all_readable(today)
    for gold in questions:
        begun = time.perf_counter()
        answer, hits = await library.consult(gold.text, reader)
        ms = (time.perf_counter() - begun) * 1000
        rows.append(judge(gold, answer, hits, ms, corpus=corpus))
        yield rows[-1]
    yield summarise(rows)


def judge(gold: Gold, answer: Answer, hits: Sequence[Hit], ms: float, *, corpus: bool) -> Row:
    """Compare one answer with its gold."""
    ordered = [hit.passage.notice_id if corpus else hit.passage.id for hit in hits]
    ranked = tuple(dict.fromkeys(ordered))[:DEPTH]
    if corpus:
        right = [id_ in gold.passages for id_ in ranked]
    else:
        items = list(dict.fromkeys(_item_number(hit.passage.heading_path) for hit in hits))
        right = [number in gold.items for number in items[:DEPTH]]
    return Row(
        gold=gold,
        answer=answer,
        ranked=ranked,
        found=right.index(True) + 1 if True in right else None,
        recalled=tuple(sum(right[:cut]) for cut in CUTS),
        contained=contains(gold, answer),
        ms=ms,
    )


def contains(gold: Gold, answer: Answer) -> bool:
    """Whether the first quote holds the answer (all of it where the gold says so)."""
    if not gold.answers or not answer.citations:
        return False
    quote = bare(answer.citations[0].quote)
    return (all if gold.every_answer else any)(bare(text) in quote for text in gold.answers)


def bare(text: str) -> str:
    """Only what is compared: no blanks, simplified."""
    return re.sub(r"\s", "", fold(text))


def summarise(rows: Sequence[Row]) -> Figures:
    """Shares over the answerable questions, refusals over both kinds, times over all."""
    can = [row for row in rows if row.gold.answerable]
    cannot = [row for row in rows if not row.gold.answerable]
    values: dict[str, float | None] = {"hit@1": share(row.found == 1 for row in can)}
    for place, cut in enumerate(CUTS):
        values[f"recall@{cut}"] = mean(
            row.recalled[place] / max(len(row.gold.passages or row.gold.items), 1) for row in can
        )
    values["mrr@10"] = mean(1 / row.found if row.found and row.found <= 10 else 0 for row in can)
    values["answer_contained"] = share(row.contained for row in can if row.gold.answers)
    for tier in Tier:
        values[f"answerable_{tier}"] = share(row.answer.tier is tier for row in can)
    for tier in Tier:
        values[f"unanswerable_{tier}"] = share(row.answer.tier is tier for row in cannot)
    times = sorted(row.ms for row in rows)
    values["ms_p50"] = times[len(times) // 2] if times else None
    values["ms_p95"] = times[int(len(times) * 0.95)] if times else None
    return Figures(questions=len(rows), values=values)


def share(truths: Iterable[bool]) -> float | None:
    """How many of them are true, between 0 and 1."""
    return mean(float(truth) for truth in truths)


def mean(values: Iterable[float]) -> float | None:
    known = list(values)
    return sum(known) / len(known) if known else None


def _item_number(path: tuple[str, ...]) -> int | None:
    mark = mark_of(path[-1]) if path else None
    return mark.number if mark else None


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

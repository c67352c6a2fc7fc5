"""Gold questions → a table of figures: was it found, was it answered, was it rightly refused."""

import re
import time
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from knowledge.gold import Gold, UnreadableGold, load_corpus, load_questions
from knowledge.library import Library
from knowledge.notice import Answer, Notice, Tier, Validity
from knowledge.numbering import mark_of
from knowledge.reader import all_readable
from knowledge.search import Hit
from knowledge.words import fold

__all__ = ["Figures", "Gold", "Row", "UnreadableGold", "evaluate", "load_corpus", "load_questions"]

DEPTH = 20
CUTS = (1, 5, 10, 20)
# What fits beside a question: a screen of a phone, the material of a language model.
SHOWN = 1500


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What came of one question; `found` is the rank (from 1) of the first right one.

    `shown` is the share of the right texts within the first SHOWN characters, `stale` the rank
    of the first text that counts no longer, `unlabelled` how many such were cited as current.
    """

    gold: Gold
    answer: Answer
    ranked: tuple[str, ...]
    found: int | None
    recalled: tuple[int, ...]
    contained: bool
    ms: float
    shown: float | None = None
    stale: int | None = None
    unlabelled: int = 0

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


async def evaluate(
    library: Library, questions: Sequence[Gold], today: date, *, corpus: bool
) -> AsyncIterator[Row | Figures]:
    """One row for each question as it is answered, and the figures last."""
    rows = []
    reader = all_readable(today)
    for gold in questions:
        begun = time.perf_counter()
        answer, found = await library.consult(gold.text, reader)
        ms = (time.perf_counter() - begun) * 1000
        row = judge(gold, answer, found.hits, ms, corpus=corpus)
        rows.append(replace(row, shown=_share_shown(gold, found.hits, library)) if corpus else row)
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
        stale=next((n for n, id_ in enumerate(ranked, start=1) if id_ in gold.stale), None),
        unlabelled=sum(
            c.validity is Validity.CURRENT for c in answer.citations if c.notice_id in gold.stale
        ),
    )


def within(hits: Iterable[Hit], notices: Mapping[str, Notice], limit: int) -> dict[str, float]:
    """Which share of each notice stands in the first characters: whole items in their order."""
    found: dict[str, float] = {}
    for item, (start, end) in {h.passage.item: _bounds(h) for h in hits}.items():
        if limit <= 0:
            break
        notice = notices[item[0]]
        taken = min(end - start, limit)
        limit -= taken + len(notice.title)
        found[notice.id] = found.get(notice.id, 0.0) + taken / max(len(notice.text.strip()), 1)
    return found


def _bounds(hit: Hit) -> tuple[int, int]:
    return hit.passage.item_start, hit.passage.item_end


def _share_shown(gold: Gold, hits: Sequence[Hit], library: Library) -> float | None:
    if not gold.passages:
        return None
    notices = {h.passage.notice_id: library.notice(h.passage.notice_id) for h in hits}
    shown = within(hits, {id_: n for id_, n in notices.items() if n}, SHOWN)
    return sum(min(shown.get(id_, 0.0), 1.0) for id_ in gold.passages) / len(gold.passages)


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
    if any(row.shown is not None for row in can):
        values[f"recall_in_{SHOWN}"] = mean(r.shown for r in can if r.shown is not None)
    versions = [row for row in can if row.gold.stale]
    if versions:
        values["current_first"] = share(
            row.found is not None and (row.stale is None or row.found < row.stale)
            for row in versions
        )
        values["stale_unlabelled"] = float(sum(row.unlabelled for row in versions))
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

"""Texts made to be slow: eight times as much takes about eight times as long, not its square.

Lines without end of one sign or word, thousands of short ones, and the longest sentences there
may be; what is measured is how the time grows, never the time.
"""

from collections.abc import Callable, Iterator
from datetime import date
from time import process_time
from typing import Any

import pytest

from knowledge.contents import contents
from knowledge.currency import family
from knowledge.layout import lay_out
from knowledge.notice import Notice
from knowledge.passages import split
from knowledge.questions import clean, understand
from knowledge.reading.addressing import addressees_in, attachments_in
from knowledge.reading.claims import claims_in
from knowledge.reading.dating import DATE, NUMERIC
from knowledge.reading.document_number import document_number
from knowledge.reading.dues import LONGEST, dues_in
from knowledge.reading.front_matter import read_front_matter
from knowledge.reading.imprint import find_signature, printed
from knowledge.reading.moments import PHRASE, SPAN
from knowledge.reading.plain import marked
from knowledge.reading.term import adopted_in, source_of, term_of
from knowledge.reading.text import normalise
from knowledge.shelf import short_names
from knowledge.years import years_in

DAY, TITLE = date(2030, 3, 5), "关于年检的通知"
FEW, TIMES, STEEPEST = 1_500, 8, 24  # its square would be sixty-four
RESOLUTION = 0.002  # of the clock, with what else a process does
WORDS = (
    "　", " ", "\t", "（", "《", "第", "一、", "1.", "关于", "各", "2026年", "3月", "至", "，",
    "附件：", "〔2026〕", "报送", "a", "| a ", "#", "*", "以下简称", "自", "0", "月",
)  # fmt: skip


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


def notice(text: str) -> Notice:
    return Notice(id="n", title=TITLE, source="s", digest="d", text=text)


def laid_out(text: str) -> Any:
    return lay_out(notice(text), split(notice(text)))


READERS: dict[str, Callable[[str], Any]] = {
    "torn lines": normalise,
    "front matter": lambda text: read_front_matter(text, "a.txt"),
    "dues": lambda text: dues_in(text, DAY, DAY),
    "claims": lambda text: claims_in(text, TITLE),
    "term": lambda text: term_of(text, DAY),
    "kind": lambda text: source_of(text, "管理办法", None),
    "adopted": adopted_in,
    "addressees": lambda text: addressees_in(text.split("\n"), TITLE),
    "attachments": lambda text: attachments_in(text.split("\n")),
    "signature": lambda text: find_signature(lines(text)),
    "imprint": lambda text: printed(lines(text)),
    "number": lambda text: document_number(lines(text)),
    "dates": lambda text: [list(each.finditer(text)) for each in (DATE, NUMERIC)],
    "moments": lambda text: [list(each.finditer(text)) for each in (PHRASE, SPAN)],
    "passages": lambda text: split(notice(text)),
    "contents": lambda text: contents(notice(text)),
    "layout": laid_out,
    "markdown": marked,
    "question": lambda text: understand(clean(text)),
    "family": lambda text: family(Notice(id="n", title=text, source="s", digest="d", text="")),
    "short names": lambda text: short_names(notice(text)),
    "years": years_in,
}


def hostile(length: int) -> Iterator[str]:
    for word in WORDS:
        yield word * (length // len(word))
        yield f"{word * (length // len(word))}x。"
        yield f"{word}\n" * (length // (len(word) + 1))
        yield f"{word * 30}\n" * (length // (30 * len(word) + 1))
    sentence = f"请于{'　' * (LONGEST - 20)}3月"
    yield f"{sentence}。\n" * (length // len(sentence))


def spent(read: Callable[[str], Any], text: str) -> float:
    began = process_time()
    read(text)
    return process_time() - began


@pytest.mark.parametrize("name", READERS)
def test_time_grows_with_the_text(name: str) -> None:
    read = READERS[name]
    read(f"{TITLE}\n\n各学会：\n请于3月5日前报送。\n")  # what is loaded once
    steep = []
    for small, large in zip(hostile(FEW), hostile(FEW * TIMES), strict=True):
        long = spent(read, large)
        if long < STEEPEST * RESOLUTION:  # too short to tell, and short enough
            continue
        growth = min(long, spent(read, large)) / max(spent(read, small), RESOLUTION)
        if growth > STEEPEST:
            steep.append(f"{large[:12]!r} ×{growth:.0f}")
    assert steep == []

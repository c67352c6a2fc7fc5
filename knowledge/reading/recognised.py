"""Recognised pages put into the extract they were missing from, in their order."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from knowledge.reading.margins import OFTEN, hidden
from knowledge.reading.reading import Extract, Remark, Remarked
from knowledge.reading.text import is_torn

SURE = 0.85
FEWEST_CHARACTERS = 4
Page = Mapping[str, Any]


def joined(extract: Extract, pages: Iterable[Page]) -> Extract:
    """The whole text; a page that was asked for and is not among them stays a remark."""
    found = {page["page"]: page for page in pages}
    bodies = dict(_bodies(found))
    pieces = _Pieces(extract)
    for number in range(1, max(len(extract.pages), *extract.scanned, 0) + 1):
        pieces.put(number, bodies.get(number, "") if number in extract.scanned else None)
    return replace(
        extract,
        text=pieces.text,
        title=extract.title or next(_titles(extract, found), None),
        headings=tuple(sorted(pieces.headings)),
        pages=tuple(pieces.starts),
        scanned=(),
        remarks=(*extract.remarks, *remarks_on(extract.scanned, found)),
    )


def remarks_on(scanned: Sequence[int], found: Mapping[int, Page]) -> Iterator[Remarked]:
    """One for each page, in their order."""
    for number in scanned:
        page = found.get(number, {"characters": 0, "confidence": 0.0})
        characters, confidence = page["characters"], page["confidence"]
        if characters < FEWEST_CHARACTERS:
            yield Remarked(remark=Remark.NO_TEXT, page=number)
            continue
        sure = confidence >= SURE
        yield Remarked(
            remark=Remark.RECOGNISED if sure else Remark.POORLY_RECOGNISED,
            page=number,
            characters=characters,
            confidence=confidence,
        )
        if page.get("cut"):
            yield Remarked(remark=Remark.CUT, page=number, characters=characters)


def _titles(extract: Extract, found: Mapping[int, Page]) -> Iterator[str]:
    """Only the first page has one, whichever way it was read."""
    page = found.get(1)
    if 1 in extract.scanned and page and page.get("title"):
        yield page["title"]


def _bodies(found: Mapping[int, Page]) -> Iterator[tuple[int, str]]:
    """The pages' texts without what stands above or below each."""
    running: Counter[str] = Counter()
    for page in found.values():
        running.update({hidden(each) for each in _edges(page)})
    least = max(2, OFTEN * len(found))
    for number, page in found.items():
        text = page["text"]
        for edge in _edges(page):
            if running[hidden(edge)] >= least:
                text = _without(text, edge)
        yield number, text


def _edges(page: Page) -> list[str]:
    return [*page.get("head", ()), *page.get("foot", ())]


def _without(text: str, edge: str) -> str:
    """Taken off only where it is a paragraph of its own at an end of the text."""
    lines = text.split("\n")
    for place in (0, -1):
        if lines and hidden(lines[place]) == hidden(edge):
            del lines[place]
    return "\n".join(lines).strip("\n")


class _Pieces:
    """The text as it grows; headings move along with the text they stand in."""

    def __init__(self, extract: Extract) -> None:
        self._extract = extract
        self._ends_scanned = False
        self.text = ""
        self.starts: list[int] = []
        self.headings: list[tuple[int, int]] = []

    def put(self, number: int, recognised: str | None) -> None:
        """A page: what was recognised on it, or (None) what its extract says."""
        scanned = recognised is not None
        start, raw = (0, recognised) if recognised is not None else self._own(number)
        piece = raw.strip("\n")
        leading = len(raw) - len(raw.lstrip("\n"))
        place = len(self.text)
        if self.text and piece:
            last = self.text[self.text.rfind("\n") + 1 :]
            at_scan = scanned or self._ends_scanned
            torn = at_scan and is_torn(last, piece[: piece.find("\n")] if "\n" in piece else piece)
            blank = "\n\n" if leading and not scanned else "\n"
            self.text += "" if torn else blank
            place = len(self.text)
        self.text += piece
        self.starts.append(place)
        if piece:
            self._ends_scanned = scanned
        if not scanned:
            moved = place - start - leading
            end = start + len(raw)
            self.headings.extend(
                (at + moved, level) for at, level in self._extract.headings if start <= at < end
            )

    def _own(self, number: int) -> tuple[int, str]:
        starts = (*self._extract.pages, len(self._extract.text))
        if number > len(self._extract.pages):
            return 0, ""
        start, end = starts[number - 1], starts[number]
        return start, self._extract.text[start:end]

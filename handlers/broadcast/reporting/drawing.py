"""Draws a report: bars that can be read on a phone and shown in a meeting."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont
from pylopdf_fonts_zh_cn import sans_path

from handlers.broadcast.reporting.report import Report, Share, percent_text
from handlers.broadcast.reporting.words import ARRIVALS
from handlers.days import day
from storage.arrivals import Arrival

BLUE, GREEN, AMBER, RED = "#1f5fae", "#23835a", "#b7791f", "#b3261e"
INK, GREY, TRACK, WHITE = "#1b1f24", "#5f6770", "#e8ecf1", "#ffffff"
WIDTH, MARGIN = 1080, 56
LABEL, NUMBERS = 250, 230  # columns beside the bars
ROW, BAR, GAP, HEAD = 58, 26, 40, 60
TITLE, TITLE_LINE, SUBTITLE, SECTION, TEXT = 44, 62, 26, 32, 28
MOST = 10
UNKNOWN, OTHERS = "未填", "其他"
TROUBLES = (Arrival.HELD, Arrival.NOWHERE, Arrival.UNCERTAIN, Arrival.FAILED)


@dataclass(frozen=True, slots=True)
class Bar:
    """`part` of `whole`, with its label."""

    label: str
    part: int
    whole: int
    colour: str = BLUE


@dataclass(frozen=True, slots=True)
class Section:
    """Bars under a heading."""

    heading: str
    bars: Sequence[Bar]

    @property
    def height(self) -> int:
        return GAP + HEAD + ROW * len(self.bars)


def draw(found: Report) -> bytes:
    """A PNG."""
    sections = list(_sections(found))
    title = _lines(found.broadcast.title)
    top = MARGIN + TITLE_LINE * len(title) + 60
    height = top + sum(each.height for each in sections) + MARGIN
    picture = Image.new("RGB", (WIDTH, height), WHITE)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, WIDTH, 12), BLUE)
    for n, line in enumerate(title):
        _fit(pen, (MARGIN, MARGIN + n * TITLE_LINE), line, TITLE, WIDTH - 2 * MARGIN, INK)
    said = f"发送报告 · {day(found.now)} {found.now:%H:%M}"
    pen.text((MARGIN, top - 54), said, GREY, _font(SUBTITLE))
    for section in sections:
        top = _draw_section(pen, section, top)
    stream = BytesIO()
    picture.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _lines(title: str) -> list[str]:
    """Two at most; the second one is cut where it is drawn."""
    text, first = " ".join(title.split()), ""
    while text and _font(TITLE).getlength(first + text[0]) <= WIDTH - 2 * MARGIN:
        first, text = first + text[0], text[1:]
    return [first, text] if text else [first]


def _sections(found: Report) -> Iterator[Section]:
    people = found.people
    bars = [
        Bar("送到", found.of(Arrival.SENT), people, GREEN),
        Bar("已阅", found.read, people),
    ]
    if found.clicked:
        bars.append(Bar("点开", found.clicked, people))
    if found.choices:
        bars.append(Bar("选了的", found.answered, people))
    bars += [
        Bar(ARRIVALS[each], found.of(each), people, RED if each is Arrival.FAILED else AMBER)
        for each in TROUBLES
        if found.of(each)
    ]
    yield Section(f"应发 {people:,} 人", bars)
    if found.choices:
        yield Section("投票", [Bar(label, many, found.answered) for label, many in found.choices])
    for heading, shares in (("按城市：已阅", found.cities), ("按学科：已阅", found.disciplines)):
        if any(each.place for each in shares):
            yield Section(heading, list(_places(shares)))


def _places(shares: Sequence[Share]) -> Iterator[Bar]:
    """The largest; the rest together."""
    shown, rest = shares[:MOST], shares[MOST:]
    for each in shown:
        yield Bar(each.place or UNKNOWN, each.read, each.people)
    if rest:
        read, people = sum(each.read for each in rest), sum(each.people for each in rest)
        yield Bar(f"{OTHERS} {len(rest)} 个", read, people, GREY)


def _draw_section(pen: ImageDraw.ImageDraw, section: Section, top: int) -> int:
    """Where the next one begins."""
    pen.text((MARGIN, top + GAP), section.heading, INK, _font(SECTION))
    for place, bar in enumerate(section.bars):
        _draw_bar(pen, bar, top + GAP + HEAD + place * ROW)
    return top + section.height


def _draw_bar(pen: ImageDraw.ImageDraw, bar: Bar, top: int) -> None:
    left, right = MARGIN + LABEL, WIDTH - MARGIN - NUMBERS
    middle = top + ROW // 2
    _fit(pen, (MARGIN, middle), bar.label, TEXT, LABEL - 24, INK, anchor="lm")
    edges = (left, middle - BAR // 2, right, middle + BAR // 2)
    pen.rounded_rectangle(edges, BAR // 2, TRACK)
    share = bar.part / bar.whole if bar.whole else 0
    if bar.part:
        until = max(left + BAR, left + round((right - left) * share))
        pen.rounded_rectangle((left, edges[1], until, edges[3]), BAR // 2, bar.colour)
    said = f"{bar.part:,}（{percent_text(bar.part, bar.whole)}）"
    pen.text((WIDTH - MARGIN, middle), said, INK, _font(TEXT), anchor="rm")


def _fit(
    pen: ImageDraw.ImageDraw,
    at: tuple[int, int],
    text: str,
    size: int,
    width: int,
    colour: str,
    *,
    anchor: str = "la",
) -> None:
    """One line; of a text that is too long, its beginning."""
    text = " ".join(text.split())
    while text and pen.textlength(text, _font(size)) > width:
        text = f"{text[:-2]}…"
    pen.text(at, text, colour, _font(size), anchor=anchor)


@lru_cache(maxsize=8)
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(sans_path()), size)

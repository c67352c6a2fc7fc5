"""Printed lines joined to paragraphs, over the edges of pages too, with their headings."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from knowledge.numbering import mark_of
from knowledge.reading.sheets import Line, Sheet
from knowledge.reading.text import SENTENCE_END

# In sizes of the type: how far the right edge may be from a full line, and what is an indent.
RAGGED, INDENT, DEEP = 2.6, 1.2, 4.5
TALLER, SMALLER = 1.08, 1.25
LONGEST_HEADING = 40
HAN = "　-〿一-鿿＀-￯“”‘’…—"
BLANK_BETWEEN = re.compile(rf"(?<=[{HAN}])[ \t]+(?=[{HAN}])|(?<=[{HAN}])[ \t]+$")
# A number broken by the edge is one number still.
APART = re.compile(r"[A-Za-z,;]\n[A-Za-z0-9]|[0-9]\n[A-Za-z]")
BREAKS_WORD = re.compile(r"[a-z]-$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where the text of one sheet begins and ends, and how large most of it is."""

    left: float
    right: float
    size: float
    step: float  # from one line to the next
    loose: float  # how far sizes of one paragraph's lines are apart


@dataclass(slots=True, kw_only=True)
class Paragraph:
    """Lines that belong together; `sheet` is the number of the page it begins on."""

    sheet: int
    lines: list[Line]
    frame: Frame

    @property
    def text(self) -> str:
        text = ""
        for line in self.lines:
            text = join(text, line.text.strip())
        return clean(text)

    @property
    def is_row(self) -> bool:
        return self.lines[0].whole

    @property
    def size(self) -> float:
        return median(line.size for line in self.lines)

    @property
    def centred(self) -> bool:
        width = self.frame.right - self.frame.left
        first = self.lines[0]
        before, after = first.left - self.frame.left, self.frame.right - first.right
        return before > 0 and abs(before - after) < 0.1 * width


@dataclass(slots=True, kw_only=True)
class Flow:
    """Paragraphs of a whole document."""

    size: float
    paragraphs: list[Paragraph] = field(default_factory=list)


def flow_of(sheets: Sequence[Sheet], loose: float) -> Flow:
    """Margins have to be gone already; `loose` is greater where sizes are only estimated."""
    size = body_size(sheets)
    flow = Flow(size=size)
    torn = True  # a page that is still to be recognised lies between
    for sheet in sheets:
        torn = torn or not sheet.lines
        frame = frame_of(sheet, size, loose)
        for place, line in enumerate(sheet.lines):
            last = None if torn else flow.paragraphs[-1]
            if last and goes_on(last, line, frame, new_page=place == 0):
                last.lines.append(line)
                last.frame = frame
            elif line.text.strip():
                flow.paragraphs.append(Paragraph(sheet=sheet.number, lines=[line], frame=frame))
                torn = False
    return flow


def body_size(sheets: Sequence[Sheet]) -> float:
    """The size most characters have."""
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for line in sheet.lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def frame_of(sheet: Sheet, size: float, loose: float) -> Frame:
    lines = [line for line in sheet.lines if not line.whole]
    body = [line for line in lines if abs(line.size - size) <= max(loose, 0.2) * size] or lines
    if not body:
        return Frame(left=0, right=sheet.width, size=size, step=2 * size, loose=loose)
    right = right_edge([line.right for line in body], size)
    wide = max(right, sheet.width * 0.6) if len(body) < 4 else right
    steps = [after.top - line.top for line, after in pairwise(body)]
    down = [step for step in steps if step > 0]
    return Frame(
        left=min(line.left for line in body),
        right=wide,
        size=size,
        step=median(down) if down else 2 * size,
        loose=loose,
    )


def right_edge(rights: Sequence[float], size: float) -> float:
    """Where several lines end; a few may stick out."""
    least = max(2, len(rights) // 8)
    for right in sorted(rights, reverse=True):
        if sum(right - size <= other <= right for other in rights) >= least:
            return right
    return max(rights)


def goes_on(last: Paragraph, line: Line, frame: Frame, *, new_page: bool) -> bool:
    """Whether the paragraph, so far, goes on with this line."""
    before = last.lines[-1]
    if before.whole or line.whole or not line.text.strip():
        return False
    if abs(before.size - line.size) > frame.loose * max(before.size, line.size):
        return False
    if not new_page and line.top - before.top > max(1.5 * frame.step, 1.3 * line.size):
        return False
    if is_large(last, frame):
        return last.centred and _is_centred(line, frame) and not new_page
    if not (_is_full(before, last.frame, line) or _is_broken_off(last, line, frame)):
        return False
    indent = (line.left - frame.left) / frame.size
    if indent <= INDENT:
        return not _begins_anew(last, line)
    # Hanging under the first line's text, like the second line of an attachment's name.
    return indent > DEEP and mark_of(line.text) is None and not _is_centred(line, frame)


def is_large(paragraph: Paragraph, frame: Frame) -> bool:
    return paragraph.size > (1 + max(0.1, frame.loose)) * frame.size


def _is_full(line: Line, frame: Frame, after: Line) -> bool:
    """A line that ends because the paper does; a long Latin word may not have fitted in."""
    word = len(re.match(r"[A-Za-z0-9.:/_@-]*", after.text.strip())[0])  # type: ignore[index]
    room = max(RAGGED, 0.6 * word + 1) if word else RAGGED
    return line.right >= frame.right - room * frame.size


def _is_broken_off(last: Paragraph, line: Line, frame: Frame) -> bool:
    """An indented paragraph whose line stops in mid-sentence goes on without an indent."""
    before, first = last.lines[-1], last.lines[0]
    indent = (first.left - last.frame.left) / frame.size
    wide = before.right - last.frame.left > 0.7 * (last.frame.right - last.frame.left)
    return (
        INDENT < indent < DEEP
        and wide
        and not before.text.rstrip().endswith(SENTENCE_END)
        and line.left - frame.left <= INDENT * frame.size
    )


def _begins_anew(last: Paragraph, line: Line) -> bool:
    """In a text without indents, only what it says tells where a paragraph begins."""
    indented = last.lines[0].left - last.frame.left > INDENT * last.frame.size
    ended = last.lines[-1].text.rstrip().endswith(SENTENCE_END)
    return ended and not indented and mark_of(line.text) is not None


def _is_centred(line: Line, frame: Frame) -> bool:
    before, after = line.left - frame.left, frame.right - line.right
    width = frame.right - frame.left
    return before > 0 and abs(before - after) < 0.1 * width


def join(before: str, after: str) -> str:
    """Two lines of one paragraph: nothing between them, save between Latin words."""
    if BREAKS_WORD.search(before) and after[:1].islower():
        return before[:-1] + after
    apart = APART.fullmatch(f"{before[-1:]}\n{after[:1]}")
    return f"{before} {after}" if apart else before + after


def clean(text: str) -> str:
    """Without control characters and blanks between Han characters."""
    text = "".join(
        c for c in text if c == "\t" or unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs")
    )
    return BLANK_BETWEEN.sub("", text).strip(" \t")


def marked_headings(flow: Flow) -> Iterator[tuple[int, int]]:
    """(index of a paragraph, level) of headings only their type tells; numbered ones tell
    themselves.
    """
    sizes = sorted({round(each.size, 1) for each in _outstanding(flow)}, reverse=True)
    for index, paragraph in enumerate(flow.paragraphs):
        if _stands_out(paragraph, flow):
            yield index, 1 + min(sizes.index(round(paragraph.size, 1)), 4)


def _outstanding(flow: Flow) -> Iterator[Paragraph]:
    return (each for each in flow.paragraphs if _stands_out(each, flow))


def _stands_out(paragraph: Paragraph, flow: Flow) -> bool:
    text = paragraph.text
    if paragraph.lines[0].whole or not 2 <= len(text) <= LONGEST_HEADING:
        return False
    if text.endswith(tuple("。，；：、？！,;")) or mark_of(text) is not None:
        return False
    if not any(c.isalpha() for c in text) or len(paragraph.lines) > 2:
        return False
    bold = all(line.bold for line in paragraph.lines)
    larger = flow.size * TALLER < paragraph.size <= flow.size * SMALLER * 1.2
    return larger or (bold and paragraph.size >= flow.size * 0.95)

"""Tree → passages: a sentence or two each, with heading path and exact place in the source."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from knowledge.lines import CONTACT_HEADING
from knowledge.notice import Notice, Passage
from knowledge.outline import ROOT, Node, read_outline, walk
from knowledge.reading.dating import DATE
from knowledge.tables import header_before, is_header, is_row, words_of

SHORT, LONG = 45, 120
LONGEST_LEAD, LONGEST_HEADER = 40, 80
SENTENCE = re.compile(r"[^。！？!?\n]*(?:[。！？!?]+[”’」』）)]*|\n|$)")
CLAUSE = re.compile(r"[^；;\n]*(?:[；;]+|\n|$)")
SHORTEST_TOPIC, SHORTEST_ENTRY = 6, 8
SIGNATURE_LEAD = "印发机关 发布日期 成文日期"
NUMBER_LEAD = "文号 发文字号"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A sentence, or a clause of a long one; `paragraph` counts within its item."""

    start: int
    end: int
    paragraph: int
    listed: bool
    complete: bool
    header: bool = False

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(slots=True, kw_only=True)
class Item:
    """A numbered item with the entries of its lists, ready to be cut into passages."""

    node: Node
    path: tuple[Node, ...]
    start: int
    end: int
    spans: list[tuple[int, int, bool]] = field(default_factory=list)
    introductions: list[tuple[int, str]] = field(default_factory=list)


def split(notice: Notice) -> tuple[Passage, ...]:
    """All passages of a notice in the order of its text; ids are the same every time."""
    passages: list[Passage] = []
    root = read_outline(notice.text, notice.title, notice.document_number, notice.headings)
    for item in items_of(root):
        path = tuple(node.heading for node in item.path if node.is_item and node.heading)
        item.introductions = introductions(notice.text, item)
        for group in group_pieces(list(pieces_of(notice.text, item))):
            start, end = group[0].start, group[-1].end
            lead = lead_of(notice, item, group)
            passages.append(
                Passage(
                    id=f"{notice.id}:{len(passages)}",
                    notice_id=notice.id,
                    ordinal=len(passages),
                    heading_path=path,
                    start=start,
                    end=end,
                    text=notice.text[start:end],
                    item_start=item.start,
                    item_end=item.end,
                    lead=lead,
                    listed=group[-1].listed,
                    complete=all(piece.complete for piece in group),
                    imprint=item.node.imprint,
                )
            )
    return tuple(passages)


def items_of(root: Node) -> Iterator[Item]:
    """Items in order; an entry without a heading belongs to the item above it."""
    current: Item | None = None
    for node, path in walk(root):
        if node.rank == ROOT:
            yield from _loose_paragraphs(node)
            continue
        if node.is_item or current is None or len(path) == 1:
            if current is not None:
                yield current
            current = Item(node=node, path=path, start=node.start, end=node.start)
        for number, (start, end) in enumerate(node.paragraphs):
            # A paragraph without a number under the last entry speaks of the whole item again.
            current.spans.append((start, end, not node.is_item and number == 0))
            current.end = max(current.end, end)
    if current is not None:
        yield current


def _loose_paragraphs(root: Node) -> Iterator[Item]:
    # What no number governs: greeting, preamble, signature. Cited by the title alone.
    item: Item | None = None
    for start, end in root.paragraphs:
        if item is None or start > item.end + 2:
            if item is not None:
                yield item
            item = Item(node=root, path=(), start=start, end=end)
        item.spans.append((start, end, False))
        item.end = end
    if item is not None:
        yield item


def pieces_of(text: str, item: Item) -> Iterator[Piece]:
    """The sentences of an item; those longer than a passage by their clauses."""
    sentences = made_of_sentences(text, item)
    for paragraph, (start, end, listed) in enumerate(item.spans):
        if is_row(text[start:end]):
            # A row is read as a whole, under its header.
            header = is_header(text, start, end)
            yield Piece(
                start=start,
                end=end,
                paragraph=paragraph,
                listed=False,
                complete=True,
                header=header,
            )
            continue
        complete = not listed or sentences
        for first, last in cut(text, start, end, SENTENCE):
            ways = [(first, last)] if last - first <= LONG else cut(text, first, last, CLAUSE)
            for begin, finish in ways:
                yield Piece(
                    start=begin,
                    end=finish,
                    paragraph=paragraph,
                    listed=listed,
                    complete=complete,
                )


def made_of_sentences(text: str, item: Item) -> bool:
    """「（一）…。（二）…。」 stand alone each; 「（一）…；（二）…。」 are one list."""
    entries = [text[start:end].strip() for start, end, listed in item.spans if listed]
    others = (text[start:end].strip() for start, end, listed in item.spans if not listed)
    introduced = any(other.endswith(("：", ":")) for other in others)
    return not introduced and all(
        entry.endswith("。") and len(entry) > SHORTEST_ENTRY for entry in entries
    )


def cut(text: str, start: int, end: int, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where the pattern's matches stand between start and end, without blanks around them."""
    for match in pattern.finditer(text, start, end):
        found = match[0]
        first = match.start() + len(found) - len(found.lstrip())
        last = match.end() - (len(found) - len(found.rstrip()))
        if first < last:
            yield first, last


def group_pieces(pieces: list[Piece]) -> list[list[Piece]]:
    """Neighbours together until there is enough to stand alone."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and belongs(groups[-1], piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    if len(groups) > 1 and length(groups[-1]) < SHORT // 3:
        groups[-2].extend(groups.pop())
    return groups


def belongs(group: list[Piece], piece: Piece) -> bool:
    """Whether a piece still fits: same paragraph or list, and the whole not too long."""
    if group[-1].header:
        return True
    before = length(group)
    if before + len(piece) > LONG:
        return before < SHORT // 3
    if group[-1].paragraph == piece.paragraph:
        return before < SHORT
    in_list = piece.listed and not piece.complete
    return (in_list and before < SHORT * 2) or before < SHORT // 3


def length(group: list[Piece]) -> int:
    """From the first character to the last."""
    return group[-1].end - group[0].start


def lead_of(notice: Notice, item: Item, group: list[Piece]) -> str:
    """The nearest heading, and for entries of a list the words that introduce it."""
    text = notice.text
    heading = next((node.title for node in reversed(item.path) if node.title), "")
    if item.node.imprint:
        dated = DATE.search(text, item.start, item.end)
        return f"{notice.title} {SIGNATURE_LEAD if dated else NUMBER_LEAD}"
    if item.node.block:
        return f"{notice.title} {item.node.block}"
    if heading and CONTACT_HEADING.search(heading) and len(heading) <= SHORTEST_TOPIC:
        # 「联系方式」 stands in every notice: whose it is must be said with it.
        return f"{notice.title} {heading}"
    parts = [heading] if heading else []
    if is_row(text[group[0].start : group[0].end]) and not group[0].header:
        header = header_before(text, group[0].start)
        parts += [words_of(text[slice(*header)])[:LONGEST_HEADER]] if header else []
    words = introduced_by(item, group[0].start) if group[-1].listed else ""
    if words:
        sentence = re.split("[。；]", words)[-1]
        parts.append(sentence[-LONGEST_LEAD:])
    return " ".join(parts)


def introductions(text: str, item: Item) -> list[tuple[int, str]]:
    """The paragraphs that end in a colon, and where each begins; found once for all passages."""
    found = ((start, text[start:end].strip()) for start, end, _ in item.spans)
    return sorted(each for each in found if each[1].endswith(("：", ":")))


def introduced_by(item: Item, start: int) -> str:
    """The last of them that begins before `start`."""
    place = bisect_left(item.introductions, (start, ""))
    return item.introductions[place - 1][1] if place else ""


def carried(passage: Passage) -> str:
    """What is embedded: the text with what one must know before reading it."""
    return re.sub(r"\s+", "", f"{passage.lead}：{passage.text}" if passage.lead else passage.text)

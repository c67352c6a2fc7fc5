"""Numbered headings make a tree: 第X章, 第X条, 一、, （一）, 1., （1）, ①, and plain headings."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from knowledge.lines import (
    ATTACHMENTS,
    CONTACT_HEADING,
    Line,
    contact_lines,
    front_length,
    is_plain_heading,
    lines_of,
    repeats_title,
    signature_lines,
)
from knowledge.numbering import ARABIC, ARTICLE, HAN, HAN_BRACKET, SECTION, Mark, mark_of
from knowledge.reading.spacing import bare

ROOT, PLAIN = -2, -1
LONGEST_HEADING = 60
LONGEST_RUN_IN = {HAN: 40, HAN_BRACKET: 40, ARABIC: 40}
LONGEST_RUN_IN_BELOW = 20
LONGEST_BEFORE_COLON = 18
STOPS = "。；！？："
TO_CONTACT, ATTACHED = "联系方式", "附件"


@dataclass(slots=True, kw_only=True)
class Node:
    """A numbered item: its own paragraphs as (start, end), and the items under it."""

    rank: int
    label: str = ""
    title: str = ""
    start: int = 0
    end: int = 0
    paragraphs: list[tuple[int, int]] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)
    imprint: bool = False
    block: str = ""

    @property
    def heading(self) -> str:
        """The heading as printed, e.g. 「（一）指导思想」."""
        apart = self.rank <= ARTICLE or self.label[-1:].isdecimal()
        return f"{self.label}{' ' if apart else ''}{self.title}".strip()

    @property
    def is_item(self) -> bool:
        """Whether people would cite this node by itself, not as an entry of a list."""
        return bool(self.title) or self.rank <= ARTICLE


def read_outline(text: str, title: str = "", document_number: str | None = None) -> Node:
    """The tree of a notice; lines that only repeat its front matter are left out."""
    lines = lines_of(text)
    signature = signature_lines(lines)
    contact = contact_lines(lines)
    repeated = Counter(bare(line.text) for line in lines)
    builder = _Builder(Node(rank=ROOT, end=len(text)))
    body = front_length(lines, title)
    for line in lines[:body]:
        if line.text.strip() == document_number:
            builder.add_imprint(line, goes_on=False)
    for i, line in enumerate(lines[body:], start=body):
        if i in signature:
            builder.add_imprint(line, goes_on=i - 1 in signature)
        elif repeats_title(line, title):
            builder.close()
        elif block := builder.block_of(line, contact=i in contact):
            builder.add_to_block(line, block)
        else:
            repeated[bare(line.text)] -= 1
            builder.add(line, comes_again=repeated[bare(line.text)] > 0)
    settle(builder.root)
    return builder.root


def settle(node: Node) -> None:
    """A heading with nothing under it is an entry of a list: its words are its parent's text."""
    for child in list(node.children):
        settle(child)
        if not child.children and not child.paragraphs:
            node.children.remove(child)
            if child.rank > SECTION or child.rank == PLAIN:
                child.title = ""
                child.paragraphs = [(child.start, child.end)]
                node.children.append(child)
    node.children.sort(key=lambda child: child.start)


def walk(node: Node, path: tuple[Node, ...] = ()) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """Every node with its ancestors (itself last), in the order of the text."""
    path = (*path, node) if node.rank != ROOT else path
    yield node, path
    for child in node.children:
        yield from walk(child, path)


class _Builder:
    """Puts one line after the other where it belongs; `stack` is the way to the open node."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.stack = [root]
        self.last_article = 0

    def add(self, line: Line, *, comes_again: bool) -> None:
        mark = mark_of(line.text)
        if mark and self._begins_item(line, mark):
            node, paragraph = split_heading(line, mark)
            # A heading alone that comes again further down is a line of a table of contents.
            if paragraph or not comes_again:
                self._open(*self._like_its_sibling(line, node, paragraph))
        elif mark is None and is_plain_heading(line):
            node = Node(rank=PLAIN, title=line.text.strip(), start=line.start, end=line.end)
            self._open(node, None)
        else:
            self.add_paragraph(line.start, line.end)

    def add_paragraph(self, start: int, end: int) -> None:
        self.stack[-1].paragraphs.append((start, end))
        for node in self.stack[1:]:
            node.end = end

    def add_imprint(self, line: Line, *, goes_on: bool) -> None:
        """Number or signature: nothing before it goes on after it."""
        self.close()
        if not (goes_on and self.root.children and self.root.children[-1].imprint):
            node = Node(rank=PLAIN, start=line.start, end=line.end, imprint=True)
            self.root.children.append(node)
        self.root.children[-1].paragraphs.append((line.start, line.end))
        self.root.children[-1].end = line.end

    def block_of(self, line: Line, *, contact: bool) -> str:
        """Which block at the end of a notice the line belongs to; empty for a line of text."""
        if ATTACHMENTS.match(line.text.strip()):
            return ATTACHED
        mark = mark_of(line.text)
        if self.stack[-1].block == ATTACHED and mark and mark.rank == ARABIC:
            return "" if any(stop in line.text for stop in STOPS) else ATTACHED
        said = any(CONTACT_HEADING.search(node.title) for node in self.stack)
        return TO_CONTACT if contact and not said else ""

    def add_to_block(self, line: Line, block: str) -> None:
        """Nothing of it belongs to the numbered item above."""
        if self.stack[-1].block != block:
            self.close()
            self._open(Node(rank=PLAIN, start=line.start, end=line.end, block=block), None)
        self.add_paragraph(line.start, line.end)

    def close(self) -> None:
        self.stack = self.stack[:1]

    def _open(self, node: Node, paragraph: tuple[int, int] | None) -> None:
        while self.stack[-1].rank >= node.rank:
            self.stack.pop()
        self.stack[-1].children.append(node)
        self.stack.append(node)
        for open_node in self.stack[1:]:
            open_node.end = node.end
        if paragraph:
            self.add_paragraph(*paragraph)

    def _like_its_sibling(
        self, line: Line, node: Node, paragraph: tuple[int, int] | None
    ) -> tuple[Node, tuple[int, int] | None]:
        """The last entry of a list often looks like a heading: 「（四）其他方式。」."""
        parent = next(
            open_node for open_node in reversed(self.stack) if open_node.rank < node.rank
        )
        entry = next((child for child in reversed(parent.children)), None)
        if node.rank <= ARTICLE or entry is None or entry.rank != node.rank or entry.is_item:
            return node, paragraph
        node.title = ""
        return node, (line.start, line.end)

    def _begins_item(self, line: Line, mark: Mark) -> bool:
        if mark.rank != ARTICLE or mark.number is None:
            return True
        # Without a blank after it, only the next number in turn is an article's own.
        spaced = line.text[mark.end : mark.end + 1].strip() == ""
        in_turn = mark.number in (1, self.last_article + 1)
        if spaced or in_turn:
            self.last_article = mark.number
        return spaced or in_turn


def split_heading(line: Line, mark: Mark) -> tuple[Node, tuple[int, int] | None]:
    """The node a numbered line opens, and the paragraph that begins in the same line."""
    rest = line.text[mark.end :]
    skipped = len(rest) - len(rest.lstrip())
    body = line.start + mark.end + skipped
    title, length = heading_in(rest.strip(), mark.rank)
    node = Node(rank=mark.rank, label=mark.label, title=title, start=line.start, end=line.end)
    # An entry of a list keeps its label in the text: 「（一）…；（二）…」 is how it is quoted.
    # So does a heading that tells something: 「七、国庆节：10月1日至7日放假」.
    tells = length < len(rest.strip()) and re.search(r"[\d，]", title)
    heading_only = node.is_item and not tells
    begins = body + length if heading_only else line.start
    return node, (begins, line.end) if begins < line.end else None


def heading_in(rest: str, rank: int) -> tuple[str, int]:
    """The heading in what follows a mark, and how many characters of it are not text."""
    if rank == ARTICLE:
        named = re.match(r"【([^】]{1,30})】|[（(]([^）)]{1,20})[）)](?=[ 　])", rest)
        return (named[1] or named[2], named.end()) if named else ("", 0)
    if rank <= SECTION or (len(rest) <= LONGEST_HEADING and not any(c in rest for c in STOPS)):
        return re.sub(r"[ \t　]+", "", rest) if rank <= SECTION else rest, len(rest)
    stop, colon = rest.find("。"), rest.find("：")
    longest = LONGEST_RUN_IN.get(rank - rank % 10, LONGEST_RUN_IN_BELOW)
    if (
        0 < colon <= LONGEST_BEFORE_COLON
        and rest[colon + 1 :].strip()
        and "，" not in rest[:colon]
    ):
        return rest[:colon], colon + 1
    if 0 < stop <= longest and rest[stop + 1 :].strip() and is_heading(rest[:stop]):
        return rest[:stop], stop + 1
    if stop == len(rest) - 1 and stop <= 25 and "，" not in rest:
        return rest[:stop], len(rest)
    return "", 0


def is_heading(words: str) -> bool:
    """Two commas, or a comma and a number, make a sentence: 「名额40人，按先后确定」."""
    commas = words.count("，") + words.count("；") * 2
    return commas == 0 or (commas == 1 and not re.search(r"\d", words))

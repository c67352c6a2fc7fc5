"""Numbered headings make a tree: 第X章, 第X条, 一、, （一）, 1., （1）, ①, and plain headings."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.annexes import Annex, annexes_of
from knowledge.lines import (
    ATTACHMENTS,
    CONTACT_HEADING,
    Line,
    contact_lines,
    contents_lines,
    front_length,
    is_plain_heading,
    lines_of,
    repeats_title,
    signature_lines,
)
from knowledge.marked import ranks_of
from knowledge.numbering import ARABIC, ARTICLE, ATTACHMENT, SECTION, Mark, mark_of
from knowledge.reading.document_number import number_in
from knowledge.reading.imprint import COPIES, PRINTED
from knowledge.reading.spacing import bare
from knowledge.run_in import STOPS, heading_in
from knowledge.tables import is_rule

ROOT, PLAIN = -2, -1
TO_CONTACT, ATTACHED, COPIED = "联系方式", "附件", "抄送 印发"


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


def read_outline(
    text: str,
    title: str = "",
    document_number: str | None = None,
    headings: Sequence[tuple[int, int]] = (),
) -> Node:
    """The tree of a notice; lines that only repeat its front matter are left out, as is a table
    of contents. `headings` are marked ones, as (start, level).
    """
    lines = lines_of(text)
    listed = contents_lines(lines)
    signature = signature_lines(lines)
    contact = contact_lines(lines)
    annexes = annexes_of(lines, signature)
    within = {j for i, one in annexes.items() for j in range(i + 1, i + one.lines)}
    repeated = Counter(bare(line.text) for line in lines)
    builder = _Builder(Node(rank=ROOT, end=len(text)), ranks_of(lines, headings))
    body = front_length(lines, title)
    for line in lines[:body]:
        if document_number and number_in(line.text) == document_number:
            builder.add_imprint(line, goes_on=False)
    for i, line in enumerate(lines[body:], start=body):
        if i in listed or i in within or is_rule(line.text):
            repeated[bare(line.text)] -= 1
        elif i in signature:
            builder.add_imprint(line, goes_on=i - 1 in signature)
        elif i in annexes:
            builder.begin_annex(line, annexes[i], lines[i + annexes[i].lines - 1].end)
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
    kept = []
    for child in node.children:
        settle(child)
        if child.children or child.paragraphs:
            kept.append(child)
        elif child.rank > SECTION or child.rank == PLAIN:
            child.title = ""
            child.paragraphs = [(child.start, child.end)]
            kept.append(child)
    node.children = kept
    node.children.sort(key=lambda child: child.start)


def walk(node: Node, path: tuple[Node, ...] = ()) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """Every node with its ancestors (itself last), in the order of the text."""
    path = (*path, node) if node.rank != ROOT else path
    yield node, path
    for child in node.children:
        yield from walk(child, path)


class _Builder:
    """Puts one line after the other where it belongs; `stack` is the way to the open node."""

    def __init__(self, root: Node, marked: Mapping[int, int]) -> None:
        self.root = root
        self.marked = marked
        self.stack = [root]
        self.last_article = 0

    def add(self, line: Line, *, comes_again: bool) -> None:
        mark = mark_of(line.text)
        if mark and self._begins_item(line, mark):
            node, paragraph = split_heading(line, mark)
            # A heading alone that comes again further down is a line of a table of contents.
            if paragraph or not comes_again:
                self._open(*self._like_its_sibling(line, node, paragraph))
        elif mark is None and line.start in self.marked:
            rank = self.marked[line.start]
            self._open(
                Node(rank=rank, title=line.text.strip(), start=line.start, end=line.end), None
            )
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
        if COPIES.match(line.text.strip()) or PRINTED.fullmatch(line.text.strip()):
            return COPIED
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

    def begin_annex(self, line: Line, annex: Annex, end: int) -> None:
        """All numbering starts anew."""
        self.last_article = 0
        node = Node(
            rank=ATTACHMENT,
            label=annex.label,
            title=annex.title,
            start=line.start,
            end=end,
        )
        self._open(node, None)

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

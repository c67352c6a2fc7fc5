"""What holds for the outline and the passages of every real document at hand."""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from knowledge.annexes import ALONE
from knowledge.contents import contents
from knowledge.lines import contents_lines, lines_of
from knowledge.notice import Notice, Passage
from knowledge.numbering import ARTICLE, mark_of
from knowledge.outline import Node, read_outline, walk
from knowledge.passages import split
from knowledge.reading import read
from knowledge.reading.spacing import bare
from knowledge.shelf import shelve

LONGEST = 400
FRONT = 120
# Its web page leaves out articles 13, 15 to 17 and 19 to 24.
WITH_GAPS = "中国科协青年人才托举工程项目管理办法"


@cache
def documents(shared: Path) -> list[tuple[str, Notice, tuple[Passage, ...], Node]]:
    found = []
    for path in sorted((shared / "notices").glob("*/*.[tm][xd]*")):
        notice = shelve(read(path, path.name))
        root = read_outline(notice.text, notice.title, notice.document_number)
        found.append((path.name, notice, split(notice), root))
    return found


def headings(root: Node) -> set[str]:
    return {bare(node.heading) for node, path in walk(root) if path and node.is_item}


def is_front(notice: Notice, line: str, start: int) -> bool:
    """Letterhead, title and number, printed once at the front and once over the text."""
    inner = bare(line) in bare(notice.title) or bare(notice.title) in bare(line)
    return start < FRONT or inner


@pytest.mark.shared
def test_every_word_stands_in_a_passage_or_a_heading(shared: Path) -> None:
    lost = []
    for name, notice, passages, root in documents(shared):
        covered = {i for each in passages for i in range(each.start, each.end)}
        said = headings(root)
        lines = lines_of(notice.text)
        listed = contents_lines(lines)
        for number, line in enumerate(lines):
            left = "".join(
                line.text[i - line.start] for i in range(line.start, line.end) if i not in covered
            )
            rest = bare(left)
            known = any(rest in heading or heading in rest for heading in said)
            if not rest or known or number in listed or is_front(notice, line.text, line.start):
                continue
            if not ALONE.fullmatch(line.text.strip()) and not re.fullmatch("第.{1,6}条", rest):
                lost.append((name, left))
    assert lost == []


@pytest.mark.shared
def test_contents_lose_no_level(shared: Path) -> None:
    for name, notice, _, root in documents(shared)[::10]:
        levels = [0, *(level for level, _ in contents(notice, most=40))]
        assert all(after <= before + 1 for before, after in pairwise(levels)), name
        assert len(levels) <= len(list(walk(root)))


@pytest.mark.shared
def test_no_passage_is_a_heading_alone_or_too_long(shared: Path) -> None:
    for name, _, passages, root in documents(shared):
        said = headings(root)
        assert not [each.text for each in passages if bare(each.text) in said], name
        assert max(each.end - each.start for each in passages) <= LONGEST, name


@pytest.mark.shared
def test_articles_come_in_their_turn(shared: Path) -> None:
    for name, _, _, root in documents(shared):
        marks = (mark_of(node.label) for node, _ in walk(root) if node.rank == ARTICLE)
        numbers = [mark.number for mark in marks if mark]
        if not name.startswith(WITH_GAPS):
            assert numbers == list(range(1, len(numbers) + 1)), name
        elif numbers:
            assert numbers == sorted(numbers, key=lambda number: number or 0)

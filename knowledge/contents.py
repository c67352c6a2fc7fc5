"""A notice's headings on one page, for people: the tree without its text."""

from knowledge.notice import Notice
from knowledge.numbering import ARTICLE
from knowledge.outline import Node, read_outline

ENTIRE = 99


def contents(
    notice: Notice, depth: int = ENTIRE, most: int | None = None
) -> list[tuple[int, str]]:
    """(level from 1, heading) in the order of the text, down to `depth`; with `most`, as deep as
    that many headings allow, but at least the first level.
    """
    root = read_outline(notice.text, notice.title, notice.document_number, notice.headings)
    found = list(_below(root, 1))
    shown = [each for each in found if each[0] <= depth]
    deepest = max((level for level, _ in shown), default=1)
    while most is not None and len(shown) > most and deepest > 1:
        deepest -= 1
        shown = [each for each in shown if each[0] <= deepest]
    return shown


def _below(node: Node, level: int) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for child in node.children:
        # An article without a name says nothing in a table of contents.
        named = child.title or (child.rank < ARTICLE and child.label)
        said = [(level, child.heading)] if named and not child.imprint and not child.block else []
        found += said + _below(child, level + len(said))
    return found

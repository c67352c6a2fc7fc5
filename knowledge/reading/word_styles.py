"""What the styles of a Word document say of its paragraphs: headings, titles, lists."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from knowledge.reading.package import child, children, number, value

HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
CONTENTS = re.compile(r"(?:toc|目录)\s*\d*|toc heading", re.IGNORECASE)
TITLE = re.compile(r"title|标题", re.IGNORECASE)
BODY_TEXT = 9
LONGEST_LINE = 20  # of styles based on each other


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One paragraph style, with what it inherits."""

    level: int = 0
    list_id: str = ""
    depth: int | None = None
    is_title: bool = False
    is_contents: bool = False
    is_hidden: bool = False


PLAIN = Style()


def styles_of(root: Element | None) -> dict[str, Style]:
    nodes = {value(each, "styleId"): each for each in children(root, "style")}
    return {key: _style(key, nodes) for key in nodes}


def default_style(root: Element | None) -> str:
    """The one of paragraphs that name none."""
    found = (
        value(each, "styleId")
        for each in children(root, "style")
        if value(each, "type") == "paragraph" and value(each, "default") in ("1", "true")
    )
    return next(found, "")


def _style(key: str, nodes: dict[str, Element]) -> Style:
    level, list_id, depth, hidden = None, "", None, False
    for step, node in enumerate(_ancestry(key, nodes)):
        named = HEADING.fullmatch(value(child(node, "name")))
        properties = child(node, "pPr")
        outline = child(properties, "outlineLvl")
        if level is None and outline is not None:
            level = number(outline)
        if level is None and named:
            level = int(named[1]) - 1
        numbered = child(properties, "numPr")
        if not list_id and numbered is not None:
            list_id = value(child(numbered, "numId"))
            at = child(numbered, "ilvl")
            depth = number(at) if at is not None else None
        hidden = hidden or (step == 0 and child(node, "rPr", "vanish") is not None)
    name = value(child(nodes[key], "name"))
    return Style(
        level=0 if level is None or level >= BODY_TEXT else level + 1,
        list_id=list_id,
        depth=depth,
        is_title=bool(TITLE.fullmatch(name)),
        is_contents=bool(CONTENTS.fullmatch(name)),
        is_hidden=hidden,
    )


def _ancestry(key: str, nodes: dict[str, Element]) -> list[Element]:
    found: list[Element] = []
    while key in nodes and len(found) < LONGEST_LINE:
        found.append(nodes[key])
        key = value(child(nodes[key], "basedOn"))
    return found

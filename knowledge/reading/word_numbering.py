"""The numbers Word writes in front of paragraphs: they stand in no text, only in a definition."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from knowledge.reading.numerals import written
from knowledge.reading.package import child, children, number, value

LEVELS = 9
NO_BLANK_AFTER = tuple("、．.。：:)）】〕")


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How one level of a list is numbered."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    follows: str = "tab"
    in_digits: bool = False
    restarts: bool = True
    style: str = ""


@dataclass(slots=True)
class Numbering:
    """Counts as Word does: lists of one definition go on counting each other's items."""

    levels: dict[str, dict[int, Level]]
    definition: dict[str, str]
    starts: dict[str, dict[int, int]]
    style_links: dict[str, str]
    _counts: dict[str, list[int | None]] = field(
        default_factory=lambda: defaultdict(lambda: [None] * LEVELS)
    )
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, list_id: str, depth: int) -> str:
        """The number of the next paragraph of this list; empty for bullets and unknown lists."""
        key = self.definition.get(list_id)
        levels = self.levels.get(list_id, {})
        if key is None or depth not in levels:
            return ""
        counts = self._counts[key]
        start = self.starts.get(list_id, {}).get(depth)
        if start is not None and (list_id, depth) not in self._begun:
            counts[depth] = start
        else:
            before = counts[depth]
            counts[depth] = levels[depth].start if before is None else before + 1
        self._begun.add((list_id, depth))
        for deeper in range(depth + 1, LEVELS):
            if deeper not in levels or levels[deeper].restarts:
                counts[deeper] = None
        return _shown(levels, depth, counts)

    def depth_of_style(self, list_id: str, style: str) -> int:
        found = (depth for depth, level in self.levels.get(list_id, {}).items())
        levels = self.levels.get(list_id, {})
        return next((depth for depth in found if levels[depth].style == style), 0)


def _shown(levels: dict[int, Level], depth: int, counts: list[int | None]) -> str:
    level = levels[depth]

    def one(found: re.Match[str]) -> str:
        other = levels.get(int(found[1]) - 1, level)
        count = counts[int(found[1]) - 1]
        form = "decimal" if level.in_digits else other.form
        return written(other.start if count is None else count, form)

    label = "" if level.form == "bullet" else re.sub(r"%([1-9])", one, level.text).strip()
    if not label or level.follows == "nothing" or label.endswith(NO_BLANK_AFTER):
        return label
    return f"{label} "


def numbering_of(root: Element | None) -> Numbering:
    """From numbering.xml; without one, nothing is numbered."""
    abstract = {value(each, "abstractNumId"): each for each in children(root, "abstractNum")}
    levels: dict[str, dict[int, Level]] = {}
    definition: dict[str, str] = {}
    starts: dict[str, dict[int, int]] = {}
    links: dict[str, str] = {}
    for num in children(root, "num"):
        list_id, key = value(num, "numId"), value(child(num, "abstractNumId"))
        definition[list_id] = key
        levels[list_id] = _levels(abstract.get(key))
        if link := value(child(abstract.get(key), "numStyleLink")):
            links[list_id] = link
        for change in children(num, "lvlOverride"):
            depth = number(change, "ilvl")
            if (start := child(change, "startOverride")) is not None:
                starts.setdefault(list_id, {})[depth] = number(start)
            if (level := child(change, "lvl")) is not None:
                levels[list_id][depth] = _level(level)
    return Numbering(levels, definition, starts, links)


def _levels(definition: Element | None) -> dict[int, Level]:
    return {number(each, "ilvl"): _level(each) for each in children(definition, "lvl")}


def _level(node: Element) -> Level:
    return Level(
        start=number(child(node, "start"), otherwise=1),
        form=value(child(node, "numFmt")) or "decimal",
        text=value(child(node, "lvlText")),
        follows=value(child(node, "suff")) or "tab",
        in_digits=child(node, "isLgl") is not None,
        restarts=value(child(node, "lvlRestart")) != "0",
        style=value(child(node, "pStyle")),
    )

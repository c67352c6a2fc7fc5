"""Names that mean the same: 青托 is 青年人才托举工程; from files anybody may edit."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

import yaml

from knowledge.words import fold, shorten

BUNDLED = Path(__file__).with_name("synonyms.yaml")
SHORTEST, LONGEST, MOST = 2, 60, 5000


class GlossaryUnreadable(ValueError):
    """The file is no list of names; `place` is the line or the name where it begins to fail."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name as it stands in a question, with all other names of the same thing."""

    said: str
    others: tuple[str, ...]
    formal: str


@dataclass(frozen=True)
class Glossary:
    """Groups of names, the formal one first."""

    groups: tuple[tuple[str, ...], ...] = field(default=())

    @cached_property
    def _of(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for group in self.groups:
            for name in group:
                found[name] = tuple(dict.fromkeys((*found.get(name, ()), *group)))
        return found

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._of, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, longest_first)) or "(?!)")

    def names_in(self, folded: str) -> list[Named]:
        """The names a question says; of two that overlap the longer one."""
        said = dict.fromkeys(self._pattern.findall(shorten(folded)))
        return [
            Named(
                said=name,
                others=tuple(other for other in self._of[name] if other != name),
                formal=self._of[name][0],
            )
            for name in said
        ]

    def with_groups(self, more: "Glossary") -> "Glossary":
        return Glossary((*more.groups, *self.groups))


def parse(text: str) -> Glossary:
    """「正式名称: [说法, 说法]」, one a line; raises GlossaryUnreadable."""
    try:
        read = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise GlossaryUnreadable(f"第 {mark.line + 1} 行" if mark else "") from error
    if read is None:
        return Glossary()
    if not isinstance(read, dict) or len(read) > MOST:
        raise GlossaryUnreadable("第 1 行")
    return Glossary(tuple(_group(formal, others) for formal, others in read.items()))


def _group(formal: object, others: object) -> tuple[str, ...]:
    said = [others] if isinstance(others, str) else others
    if not isinstance(said, list) or not said:
        raise GlossaryUnreadable(f"「{str(formal)[:LONGEST]}」")
    return tuple(dict.fromkeys(_names((formal, *said))))


def _names(names: Iterable[object]) -> Iterable[str]:
    for name in names:
        plain = shorten(fold(re.sub(r"\s", "", name))) if isinstance(name, str) else ""
        if not SHORTEST <= len(plain) <= LONGEST:
            raise GlossaryUnreadable(f"「{str(name)[:LONGEST]}」")
        yield plain


def load(path: Path) -> Glossary:
    """An association's own names; raises GlossaryUnreadable, OSError."""
    try:
        return parse(path.read_text("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise GlossaryUnreadable("（不是 UTF-8 编码）") from error


@lru_cache(maxsize=1)
def bundled() -> Glossary:
    """The names this package comes with."""
    return load(BUNDLED)

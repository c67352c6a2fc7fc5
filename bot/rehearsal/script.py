"""A dialogue file: who takes part, and what they say, press, send and see."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.rehearsal.announced import Announcement, read_announcements
from bot.rehearsal.filed import Filed, read_filings
from bot.rehearsal.nodes import (
    ScriptFault,
    compose,
    entries,
    is_null,
    items,
    line_of,
    text_of,
)
from bot.rehearsal.steps import Step, read_steps
from storage.people import Role

__all__ = ["Part", "Script", "ScriptFault", "Source", "Step", "load_script"]

SECTIONS = ("notices", "people", "filings", "broadcasts", "steps")
FACTS = ("role", "society", "door", "name", "also")
DOORS = ("telegram", "web")
WHOLE = "文件应有 people 和 steps 两部分"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the people of a dialogue: `name` in the script, `known_as` in the house."""

    name: str
    role: Role
    society: str | None = None
    door: str = "telegram"
    known_as: str = ""
    also: tuple[tuple[Role, str | None], ...] = ()

    @property
    def roles(self) -> tuple[tuple[Role, str | None], ...]:
        return ((self.role, self.society), *self.also)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A notice, or a folder of them, to be read in first."""

    line: int
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A whole dialogue; paths in it are relative to its own folder."""

    folder: Path
    parts: dict[str, Part]
    steps: tuple[Step, ...]
    notices: tuple[Source, ...] = ()
    filings: tuple[Filed, ...] = ()
    broadcasts: tuple[Announcement, ...] = ()


def load_script(path: Path) -> Script:
    """Raises ScriptFault with the line that is wrong and what is allowed there."""
    sections = entries(compose(path), WHOLE)
    for key, node in sections.items():
        if key not in SECTIONS:
            raise ScriptFault(line_of(node), f"不认识「{key}」，只能写 {'、'.join(SECTIONS)}")
    if "people" not in sections or "steps" not in sections:
        raise ScriptFault(1, WHOLE)
    people = entries(sections["people"], "people 下应写人名，如「秘书甲: {role: secretary}」")
    parts = {name: _part(name, node) for name, node in people.items()}
    return Script(
        folder=path.parent,
        parts=parts,
        steps=read_steps(sections["steps"], set(parts), path.parent),
        notices=_notices(sections.get("notices"), path.parent),
        filings=read_filings(sections.get("filings"), set(parts)),
        broadcasts=read_announcements(sections.get("broadcasts"), set(parts)),
    )


def _notices(node: yaml.Node | None, folder: Path) -> tuple[Source, ...]:
    if node is None or is_null(node):
        return ()
    several = items(node) if isinstance(node, yaml.SequenceNode) else [node]
    return tuple(
        Source(line=line_of(each), path=_existing(folder, each, "通知")) for each in several
    )


def _existing(folder: Path, node: yaml.Node, what: str) -> Path:
    path = folder / text_of(node)
    if not path.exists():
        raise ScriptFault(line_of(node), f"找不到{what} {text_of(node)}")
    return path


def _part(name: str, node: yaml.Node) -> Part:
    written = {} if is_null(node) else entries(node, f"{name} 应写成「{name}: {{role: member}}」")
    if unknown := written.keys() - set(FACTS):
        raise ScriptFault(
            line_of(node), f"不认识「{'、'.join(unknown)}」，只能写 {'、'.join(FACTS)}"
        )
    also = written.pop("also", None)
    facts = {key: text_of(value) for key, value in written.items()}
    door = facts.get("door", DOORS[0])
    if door not in DOORS:
        raise ScriptFault(line_of(node), f"{name} 的 door 只能是 {'、'.join(DOORS)}")
    return Part(
        name=name,
        role=_role(name, node, facts.get("role", Role.GUEST)),
        society=facts.get("society"),
        door=door,
        known_as=facts.get("name", name),
        also=_further(name, also) if also else (),
    )


def _role(name: str, node: yaml.Node, role: str) -> Role:
    if role not in set(Role):
        raise ScriptFault(line_of(node), f"{name} 的 role 只能是 {'、'.join(Role)}")
    return Role(role)


def _further(name: str, node: yaml.Node) -> tuple[tuple[Role, str | None], ...]:
    expected = f"{name} 的 also 应写成 [{{role: leader, society: 某学会}}]"
    if not isinstance(node, yaml.SequenceNode):
        raise ScriptFault(line_of(node), expected)
    roles = []
    for each in items(node):
        facts = {key: text_of(value) for key, value in entries(each, expected).items()}
        if "role" not in facts or facts.keys() - {"role", "society"}:
            raise ScriptFault(line_of(each), expected)
        roles.append((_role(name, each, facts["role"]), facts.get("society")))
    return tuple(roles)

"""A dialogue file: who takes part, and what they say, press, send and see."""

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import yaml

from bot.rehearsal.nodes import (
    ScriptFault,
    compose,
    entries,
    is_null,
    items,
    line_of,
    text_of,
)
from storage.people import Role

__all__ = ["Part", "Script", "ScriptFault", "Source", "Step", "load_script"]

SECTIONS = ("notices", "people", "steps")
ACTS = ("says", "presses", "sends", "sees not", "sees")
ALONE = {"says": "一句话", "presses": "一个按钮", "sends": "一个文件"}
UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 7 * 86400}
LONGEST_SPAN = timedelta(days=3660)
DOORS = ("telegram", "web")
WHOLE = "文件应有 people 和 steps 两部分"
ONE_THING = "每一步只写一件事，如「秘书甲 says: 帮助」"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the people of a dialogue."""

    name: str
    role: Role
    society: str | None = None
    door: str = "telegram"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A notice, or a folder of them, to be read in first."""

    line: int
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line: `actor` is empty for time and restarts; `values` are texts to say or look for."""

    line: int
    actor: str
    act: str
    values: tuple[str, ...] = ()

    @property
    def value(self) -> str:
        return self.values[0]

    @property
    def span(self) -> timedelta:
        return _span(self.value, self.line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A whole dialogue; paths in it are relative to its own folder."""

    folder: Path
    parts: dict[str, Part]
    steps: tuple[Step, ...]
    notices: tuple[Source, ...] = ()


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
        steps=_steps(sections["steps"], parts, path.parent),
        notices=_notices(sections.get("notices"), path.parent),
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
    facts = {key: text_of(value) for key, value in written.items()}
    if unknown := facts.keys() - {"role", "society", "door"}:
        raise ScriptFault(
            line_of(node), f"不认识「{'、'.join(unknown)}」，只能写 role、society、door"
        )
    role, door = facts.get("role", Role.GUEST), facts.get("door", DOORS[0])
    if role not in set(Role):
        raise ScriptFault(line_of(node), f"{name} 的 role 只能是 {'、'.join(Role)}")
    if door not in DOORS:
        raise ScriptFault(line_of(node), f"{name} 的 door 只能是 {'、'.join(DOORS)}")
    return Part(name=name, role=Role(role), society=facts.get("society"), door=door)


def _steps(node: yaml.Node, parts: dict[str, Part], folder: Path) -> tuple[Step, ...]:
    written = [] if is_null(node) else items(node)
    if not written:
        raise ScriptFault(line_of(node), "steps 下还没有写步骤，如「- 秘书甲 says: 帮助」")
    return tuple(_step(each, parts, folder) for each in written)


def _step(node: yaml.Node, parts: dict[str, Part], folder: Path) -> Step:
    line = line_of(node)
    if isinstance(node, yaml.ScalarNode):
        return _bare(line, node.value)
    written = entries(node, ONE_THING)
    if len(written) != 1:
        raise ScriptFault(line, ONE_THING)
    ((key, value),) = written.items()
    if is_null(value) and key == "restarts":
        return _bare(line, key)
    several = isinstance(value, yaml.SequenceNode)
    values = tuple(map(text_of, items(value))) if several else (text_of(value),)
    actor, act = ("", key) if key == "time passes" else _divide(key)
    _check(line, key, actor, act, parts)
    _check_values(line, act, values, is_nothing=is_null(value))
    if act == "sends" and not (folder / values[0]).is_file():
        raise ScriptFault(line, f"找不到文件 {values[0]}")
    return Step(line=line, actor=actor, act=act, values=values)


def _bare(line: int, text: str) -> Step:
    if text == "restarts":
        return Step(line=line, actor="", act="restarts")
    if "：" in text or ":" in text:
        raise ScriptFault(line, f"「{text}」里的冒号请用半角，后面空一格")
    raise ScriptFault(line, ONE_THING)


def _check(line: int, key: str, actor: str, act: str, parts: dict[str, Part]) -> None:
    if not act:
        raise ScriptFault(
            line, f"看不懂「{key}」，动作只能是 {'、'.join(ACTS)}、time passes、restarts"
        )
    if act in ACTS and actor not in parts:
        raise ScriptFault(line, f"people 里没有「{actor}」")


def _check_values(line: int, act: str, values: tuple[str, ...], *, is_nothing: bool) -> None:
    """Only `says` may be empty, and then on purpose, in quotes."""
    if act == "time passes" and len(values) == 1:
        _span(values[0], line)
    elif act not in ("sees", "sees not") and len(values) != 1:
        raise ScriptFault(line, f"{act} 后面只能写{ALONE.get(act, '一段时间')}")
    elif is_nothing or not values or (act != "says" and not all(map(str.strip, values))):
        raise ScriptFault(line, f"{act} 后面还没有写内容")


def _divide(key: str) -> tuple[str, str]:
    for act in ACTS:
        if key.endswith(f" {act}"):
            return key.removesuffix(act).strip(), act
    return key, ""


def _span(text: str, line: int) -> timedelta:
    match = re.fullmatch(r"(\d{1,9})\s*(second|minute|hour|day|week)s?", text.strip())
    if match is None:
        raise ScriptFault(line, f"看不懂时间「{text}」，请写如 3 days、2 hours、30 minutes")
    seconds = int(match[1]) * UNITS[match[2]]
    if seconds > LONGEST_SPAN.total_seconds():
        raise ScriptFault(line, f"「{text}」太长了，最多十年")
    return timedelta(seconds=seconds)

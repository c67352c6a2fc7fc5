"""A dialogue file: who takes part, and what they say, press, send and see."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import yaml

from storage.people import Role

ACTS = ("says", "presses", "sends", "sees not", "sees")
UNITS = {
    "second": "seconds",
    "minute": "minutes",
    "hour": "hours",
    "day": "days",
    "week": "weeks",
}
DOORS = ("telegram", "web")


class ScriptFault(Exception):
    """The file cannot be played; carries the line and one Chinese sentence."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(f"第 {line} 行：{sentence}")
        self.line = line


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the people of a dialogue."""

    name: str
    role: Role
    society: str | None = None
    door: str = "telegram"


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
    notices: tuple[Path, ...] = field(default=())


def load_script(path: Path) -> Script:
    """Raises ScriptFault with the line that is wrong and what is allowed there."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise ScriptFault(mark.line + 1 if mark else 1, "不是合法的 YAML 文件") from error
    entries = _entries(root, "文件应有 people 和 steps 两部分")
    for key, node in entries.items():
        if key not in ("notices", "people", "steps"):
            raise ScriptFault(_line(node), f"不认识「{key}」，只能写 notices、people、steps")
    if "people" not in entries or "steps" not in entries:
        raise ScriptFault(1, "文件应有 people 和 steps 两部分")
    parts = {
        name: _part(name, node)
        for name, node in _entries(entries["people"], "people 下应为人名").items()
    }
    return Script(
        folder=path.parent,
        parts=parts,
        steps=tuple(_step(node, parts) for node in _items(entries["steps"])),
        notices=tuple(_notices(entries.get("notices"), path.parent)),
    )


def _notices(node: yaml.Node | None, folder: Path) -> list[Path]:
    found = []
    for each in _items(node) if node else []:
        path = folder / _text(each)
        if not path.exists():
            raise ScriptFault(_line(each), f"找不到通知 {_text(each)}")
        found.append(path)
    return found


def _part(name: str, node: yaml.Node) -> Part:
    facts = {key: _text(value) for key, value in _entries(node, f"{name} 应写 role").items()}
    if unknown := facts.keys() - {"role", "society", "door"}:
        raise ScriptFault(
            _line(node), f"不认识「{'、'.join(unknown)}」，只能写 role、society、door"
        )
    if facts.get("role") not in set(Role):
        raise ScriptFault(_line(node), f"{name} 的 role 只能是 {'、'.join(Role)}")
    if facts.get("door", "telegram") not in DOORS:
        raise ScriptFault(_line(node), f"{name} 的 door 只能是 {'、'.join(DOORS)}")
    return Part(
        name=name,
        role=Role(facts["role"]),
        society=facts.get("society"),
        door=facts.get("door", "telegram"),
    )


def _step(node: yaml.Node, parts: dict[str, Part]) -> Step:
    if isinstance(node, yaml.ScalarNode) and node.value == "restarts":
        return Step(line=_line(node), actor="", act="restarts")
    ((key, value),) = _entries(
        node, "每一步只写一件事，如「秘书甲 says: 帮助」", exactly=1
    ).items()
    values = (
        tuple(map(_text, _items(value)))
        if isinstance(value, yaml.SequenceNode)
        else (_text(value),)
    )
    if key == "time passes":
        _span(values[0], _line(node))
        return Step(line=_line(node), actor="", act=key, values=values)
    actor, act = _divide(key)
    if not act:
        raise ScriptFault(
            _line(node), f"看不懂「{key}」，动作只能是 {'、'.join(ACTS)}、time passes、restarts"
        )
    if actor not in parts:
        raise ScriptFault(_line(node), f"people 里没有「{actor}」")
    if act in ("says", "presses", "sends") and len(values) != 1:
        raise ScriptFault(_line(node), f"{act} 后面只能写一句")
    return Step(line=_line(node), actor=actor, act=act, values=values)


def _divide(key: str) -> tuple[str, str]:
    for act in ACTS:
        if key.endswith(f" {act}"):
            return key.removesuffix(act).strip(), act
    return key, ""


def _span(text: str, line: int) -> timedelta:
    match = re.fullmatch(r"(\d+)\s*(second|minute|hour|day|week)s?", text.strip())
    if match is None:
        raise ScriptFault(line, f"看不懂时间「{text}」，请写如 3 days、2 hours、30 minutes")
    return timedelta(**{UNITS[match.group(2)]: int(match.group(1))})


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _items(node: yaml.Node) -> list[yaml.Node]:
    if not isinstance(node, yaml.SequenceNode):
        raise ScriptFault(_line(node), "这里应是一个列表（每行以 - 开头）")
    return list(node.value)


def _entries(
    node: yaml.Node | None, expected: str, exactly: int | None = None
) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        raise ScriptFault(_line(node) if node else 1, expected)
    if exactly is not None and len(node.value) != exactly:
        raise ScriptFault(_line(node), expected)
    return {_text(key): value for key, value in node.value}


def _text(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise ScriptFault(_line(node), "这里应是一句话")
    return str(node.value)

"""YAML read so that every piece of data knows its line: what a fault needs to be found."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import SafeConstructor

Path_ = tuple[str | int, ...]
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # several times as fast where it is built
DEEPEST = 12
CONSTRUCTOR = SafeConstructor()


@dataclass(eq=False)
class SpecificationFault(Exception):
    """A file of the catalogue that is wrong: where, which field, what is allowed instead."""

    file: str
    line: int
    field: str
    sentence: str

    def __str__(self) -> str:
        field = f"，字段「{self.field}」" if self.field else ""
        return f"{self.file} 第 {self.line} 行{field}：{self.sentence}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file's data with the line of every key and item."""

    file: str
    data: Any
    lines: Mapping[Path_, int]

    def line(self, place: Path_) -> int:
        """The line of this place, or of the nearest one around it."""
        for length in range(len(place), -1, -1):
            if (found := self.lines.get(place[:length])) is not None:
                return found
        return 1

    def fault(self, place: Path_, sentence: str, field: str = "") -> SpecificationFault:
        return SpecificationFault(self.file, self.line(place), field, sentence)


def read(path: Path) -> Document:
    """The file's data; keys stay text (`no:` is no truth value), so do dates."""
    lines: dict[Path_, int] = {}
    try:
        node = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=LOADER)
        data = _data(node, (), lines, path.name) if node else None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise SpecificationFault(
            path.name, line, "", "文件不是 UTF-8 编码，请另存为 UTF-8"
        ) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise SpecificationFault(
            path.name, mark.line + 1 if mark else 1, "", _unreadable(str(error.problem))
        ) from error
    except yaml.YAMLError as error:
        raise SpecificationFault(path.name, 1, "", _unreadable(str(error))) from error
    return Document(file=path.name, data=data, lines=lines)


def _unreadable(problem: str) -> str:
    return f"看不懂这里的写法，请检查这一行和上一行的缩进、冒号和引号（{problem}）"


def _data(node: yaml.Node, place: Path_, lines: dict[Path_, int], file: str) -> Any:
    lines.setdefault(place, node.start_mark.line + 1)
    if len(place) > DEEPEST:
        raise SpecificationFault(file, node.start_mark.line + 1, "", "这里套得太深了")
    if isinstance(node, yaml.SequenceNode):
        return [_data(each, (*place, n), lines, file) for n, each in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, place, lines, file)
    tag = str(node.tag).rsplit(":", 1)[-1]
    if tag in {"null", "bool", "int", "float"}:
        return CONSTRUCTOR.construct_object(node)
    return str(node.value)


def _mapping(
    node: yaml.MappingNode, place: Path_, lines: dict[Path_, int], file: str
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise SpecificationFault(file, line, "", "冒号前面应是一个词")
        if key.value in found:
            raise SpecificationFault(file, line, "", f"「{key.value}」写了两次")
        lines[(*place, key.value)] = line
        found[key.value] = _data(value, (*place, key.value), lines, file)
    return found

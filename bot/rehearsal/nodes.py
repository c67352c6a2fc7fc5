"""The YAML of a dialogue file, read so that every fault has its line and one Chinese sentence."""

from collections.abc import Mapping
from pathlib import Path

import yaml

NULL = "tag:yaml.org,2002:null"
# What the parser says, and what helps somebody who is no programmer.
REMEDIES: Mapping[str, str] = {
    "'\\t'": "这里有制表符（Tab），请改用空格",
    "cannot start any token": "句子以特殊符号开头时，请给整句加引号",
    "mapping values are not allowed": "冒号的位置不对；句子里有冒号时，请给整句加引号",
    "expected ':'": "这里少了冒号，或者上一行的缩进不对",
    "expected <block end>": "缩进没有对齐，或者少了开头的 -",
    "alias": "句子以 * 或 & 开头时，请给整句加引号",
    "end of stream": "引号或括号没有成对",
    "expected ',' or": "方括号或花括号没有成对",
}
UNREADABLE = "看不懂这里的写法，请检查这一行和上一行的缩进、冒号和引号"


class ScriptFault(Exception):
    """The file cannot be played; carries the line and one Chinese sentence."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(f"第 {line} 行：{sentence}")
        self.line = line


def compose(path: Path) -> yaml.Node | None:
    """The file's tree with its line numbers; None when there is nothing in it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except UnicodeDecodeError as error:
        read: bytes = error.object
        line = read.count(b"\n", 0, error.start) + 1
        raise ScriptFault(line, "文件不是 UTF-8 编码，请另存为 UTF-8") from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise ScriptFault(line, "这里有看不见的控制字符，请删掉") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise ScriptFault(mark.line + 1 if mark else 1, _remedy(str(error))) from error
    except RecursionError as error:
        raise ScriptFault(1, UNREADABLE) from error


def _remedy(problem: str) -> str:
    return next((text for sign, text in REMEDIES.items() if sign in problem), UNREADABLE)


def line_of(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == NULL


def items(node: yaml.Node) -> list[yaml.Node]:
    if not isinstance(node, yaml.SequenceNode):
        raise ScriptFault(line_of(node), "这里应是一个列表（每行以 - 开头）")
    return list(node.value)


def entries(node: yaml.Node | None, expected: str) -> dict[str, yaml.Node]:
    """A mapping's values by key; `expected` is said when it is something else."""
    if not isinstance(node, yaml.MappingNode):
        raise ScriptFault(line_of(node) if node else 1, expected)
    found: dict[str, yaml.Node] = {}
    for key, value in node.value:
        name = text_of(key)
        if name in found:
            raise ScriptFault(line_of(key), f"「{name}」写了两次")
        found[name] = value
    return found


def text_of(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise ScriptFault(line_of(node), "这里应是一句话")
    return "" if is_null(node) else str(node.value)

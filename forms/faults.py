"""What a specification's reader is told instead of pydantic's errors."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from forms.nodes import Document, SpecificationFault
from forms.specification import FieldSpec

PATTERNS = {
    "name": "名字只能用小写字母、数字和下划线，以字母开头，最多40个",
    "id": "编号只能用小写字母、数字和连字符，以字母开头，最多40个",
    "of": "可用：society、person、event，或一张表的 id",
}
NUMBERS = ("int_type", "int_parsing", "int_from_float")


def first_fault(
    document: Document,
    data: Any,
    model: type[BaseModel],
    error: ValidationError,
    place: tuple[str, ...],
) -> SpecificationFault:
    """The fault that stands first in the file."""
    # A key that is misspelt is missing too: the misspelling is what helps.
    details = min(
        error.errors(),
        key=lambda each: (each["type"] == "missing", document.line((*place, *each["loc"]))),
    )
    loc = details["loc"]
    inner = FieldSpec if "fields" in loc[:-1] else model
    return document.fault((*place, *loc), _sentence(details, inner), _field(data, loc))


def _field(data: Any, loc: tuple[str | int, ...]) -> str:
    """`speakers.name` for a place inside a field."""
    names: list[str] = []
    for step in loc:
        if isinstance(data, Mapping) and step in data:
            data = data[step]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
            if isinstance(data, Mapping):
                names.append(str(data.get("name", f"第{step + 1}个")))
        else:
            break
    return ".".join(names)


def _sentence(details: ErrorDetails, model: type[BaseModel]) -> str:
    key = next(step for step in reversed(details["loc"]) if isinstance(step, str))
    kind, context = details["type"], details.get("ctx", {})
    if kind == "extra_forbidden":
        return f"没有「{key}」这个键。可用：{'、'.join(model.model_fields)}"
    if kind == "missing":
        return f"缺少「{key}」"
    if kind in {"enum", "literal_error"}:
        allowed = str(context.get("expected", "")).replace("'", "")
        return f"「{key}」不能是「{details['input']}」。可用：{re.sub(', | or ', '、', allowed)}"
    if kind == "string_pattern_mismatch":
        return f"「{details['input']}」不行：{PATTERNS.get(str(key), '写法不对')}"
    return _shape(str(key), kind, details)


def _shape(key: str, kind: str, details: ErrorDetails) -> str:
    if kind == "value_error":
        return f"「{key}」{str(details['msg']).removeprefix('Value error, ')}"
    if kind == "string_too_long":
        return f"「{key}」太长：最多{details['ctx']['max_length']}个字"
    if kind == "string_too_short":
        return f"「{key}」太短：至少{details['ctx']['min_length']}个字"
    if kind in NUMBERS:
        return f"「{key}」应是整数"
    if kind == "string_type":
        return f"「{key}」应是文字（需要时加引号）"
    if kind == "model_type":
        return "这里应是 键: 值（先写 name）"
    if kind in {"tuple_type", "list_type", "too_short"}:
        return f"「{key}」应是一个列表（每行以 - 开头，或写在方括号里）"
    return f"「{key}」这里的内容不对（{kind}）"

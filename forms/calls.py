"""Whether an expression calls functions, and compares with choices, that exist."""

import ast
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from forms.expressions import VALUE, Expression
from forms.specification import FieldSpec, FieldType, FormSpec
from forms.vocabulary import FUNCTIONS, OVER_ROWS, SOCIETY_FACTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """The calls and comparisons of one field's expressions; `group` when it is in a row."""

    form: FormSpec
    group: FieldSpec | None
    field: FieldSpec | None

    def faults(self, written: Expression) -> Iterator[str]:
        for node in ast.walk(written.tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Call):
                if node.attr not in SOCIETY_FACTS:
                    yield f"学会信息里没有「{node.attr}」。可用：{listed(SOCIETY_FACTS)}"
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield from self._arguments(node.func.id, node.args)
            elif isinstance(node, ast.Compare):
                yield from self._choice_faults(node)

    def _arguments(self, name: str, given: list[ast.expr]) -> Iterator[str]:
        least, most = FUNCTIONS.get(name, (0, 99))
        if not least <= len(given) <= most:
            yield f"{name} 要{least}个值" if least == most else f"{name} 要{least}到{most}个值"
        elif name in OVER_ROWS:
            group = self.form.field(given[0].id) if isinstance(given[0], ast.Name) else None
            if not group or group.type is not FieldType.REPEAT:
                yield f"{name} 的第一个值应是重复组的名字"
            elif not isinstance(given[1], ast.Constant) or not group.field(str(given[1].value)):
                yield f"{name} 的第二个值应是这些之一：{listed([x.name for x in group.fields])}"

    def _choice_faults(self, node: ast.Compare) -> Iterator[str]:
        """`mode == 'onlien'`: a key the field does not have makes a condition never true."""
        sides = [node.left, *node.comparators]
        fields = [self._named(each) for each in sides]
        for options in (each.options for each in fields if each and each.options):
            for text in (text for side in sides for text in _texts(side)):
                if text not in options:
                    yield f"选项里没有「{text}」。可用：{listed(options)}"

    def _named(self, node: ast.expr) -> FieldSpec | None:
        """The field a name stands for: of the form, of the row, or the one judged."""
        if isinstance(node, ast.Name):
            return self.field if node.id == VALUE else self.form.field(node.id)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and self.group:
            return self.group.field(node.attr)
        return None


def _texts(node: ast.expr) -> list[str]:
    if isinstance(node, (ast.List, ast.Tuple)):
        return [text for each in node.elts for text in _texts(each)]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def listed(names: Collection[str]) -> str:
    return "、".join(sorted(names)) or "（没有）"

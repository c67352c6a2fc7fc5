"""Our expressions in Chinese words, for whoever looks at a form without reading code."""

import ast
from dataclasses import dataclass

from forms.exports.phrases import FACTS, FUNCTIONS, SIGNS
from forms.expressions import Expression
from forms.specification import Catalogue, FieldSpec, FormSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Expressions of one form in words."""

    form: FormSpec
    catalogue: Catalogue
    own: FieldSpec
    group: FieldSpec | None = None

    def of(self, written: Expression) -> str:
        return self._word(written.tree)

    def _word(self, node: ast.expr) -> str:
        if isinstance(node, ast.BoolOp):
            sign = "，并且" if isinstance(node.op, ast.And) else "，或者"
            return sign.join(self._word(each) for each in node.values)
        if isinstance(node, ast.Compare):
            return self._comparison(node)
        if isinstance(node, ast.Call):
            return self._call(node)
        if isinstance(node, ast.UnaryOp):
            return (
                f"{'不满足：' if isinstance(node.op, ast.Not) else '负'}{self._word(node.operand)}"
            )
        if isinstance(node, ast.BinOp):
            return f"{self._word(node.left)}{SIGNS[type(node.op)]}{self._word(node.right)}"
        if isinstance(node, ast.List | ast.Tuple):
            return "、".join(self._word(each) for each in node.elts)
        return self._leaf(node)

    def _leaf(self, node: ast.expr) -> str:
        if isinstance(node, ast.Constant):
            labels = self.own.options.get(str(node.value), ())
            return f"「{labels[0]}」" if labels else _constant(node.value)
        if isinstance(node, ast.Name):
            spec = self.own if node.id == "value" else self.form.field(node.id)
            return "所填内容" if node.id == "value" else f"「{spec.label if spec else node.id}」"
        if isinstance(node, ast.Attribute):
            return self._attribute(node)
        return ast.unparse(node)

    def _attribute(self, node: ast.Attribute) -> str:
        if not isinstance(node.value, ast.Name):
            return f"{self._word(node.value)}里的{FACTS.get(node.attr, node.attr)}"
        if node.value.id == "P":
            return _constant(self.catalogue.policy_values.get(node.attr, node.attr))
        spec = self.group.field(node.attr) if self.group else None
        return f"「{spec.label if spec else node.attr}」"

    def _comparison(self, node: ast.Compare) -> str:
        parts, left = [], node.left
        for op, right in zip(node.ops, node.comparators, strict=True):
            parts.append(self._compared(op, left, right))
            left = right
        return "，并且".join(parts)

    def _compared(self, op: ast.cmpop, left: ast.expr, right: ast.expr) -> str:
        if isinstance(op, ast.In | ast.NotIn):
            no = "" if isinstance(op, ast.In) else "不"
            if isinstance(right, ast.List | ast.Tuple):
                labels = "或".join(self._label(left, each) for each in right.elts)
                return f"{self._word(left)}{no}是{labels}"
            return f"{self._word(right)}{'没' if no else ''}有{self._label(right, left)}"
        return f"{self._word(left)}{SIGNS[type(op)]}{self._label(left, right)}"

    def _label(self, field: ast.expr, value: ast.expr) -> str:
        """A choice by its label."""
        name = field.id if isinstance(field, ast.Name) else ""
        spec = self.own if name == "value" else self.form.field(name) if name else None
        key = value.value if isinstance(value, ast.Constant) else None
        if spec and isinstance(key, str) and key in spec.options:
            return f"「{spec.options[key][0]}」"
        return self._word(value)

    def _call(self, node: ast.Call) -> str:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        given = [self._word(each) for each in node.args]
        if name in {"any_of", "sum_of"} and isinstance(node.args[0], ast.Name):
            group, inner = self.form.field(node.args[0].id), given[1].strip("「」")
            spec = group.field(inner) if group else None
            given[1] = f"「{spec.label if spec else inner}」"
        worded = FUNCTIONS.get(name)
        return worded(*given) if worded else f"{name}（{'，'.join(given)}）"


def _constant(value: object) -> str:
    if isinstance(value, bool):
        return "「是」" if value else "「否」"
    if isinstance(value, tuple | list):
        return "、".join(f"「{each}」" for each in value)
    return f"「{value}」" if isinstance(value, str) else str(value)

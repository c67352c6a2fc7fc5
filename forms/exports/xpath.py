"""Our expressions as XPath; what ODK cannot know (records, working days) is said to be so."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from forms.checks.signatures import Sort
from forms.checks.sorter import Sorter
from forms.exports.functions import PLAIN
from forms.expressions import Expression
from forms.specification import Catalogue, FieldSpec, FieldType, FormSpec

SIGNS: Mapping[type[ast.AST], str] = {
    ast.Eq: "=", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "div", ast.Mod: "mod",
    ast.And: " and ", ast.Or: " or ",
}  # fmt: skip
YES, NO = "'yes'", "'no'"


class Untranslatable(Exception):
    """Something XPath has no word for; its text is what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translator:
    """Expressions of one form; `renamed` says under which name a repeat's field is exported."""

    form: FormSpec
    catalogue: Catalogue
    renamed: Mapping[tuple[str, str], str]
    group: FieldSpec | None = None
    own: FieldSpec | None = None

    def translate(self, written: Expression) -> str:
        """As a test; raises Untranslatable."""
        return self._truth(written.tree)

    def translate_value(self, written: Expression) -> str:
        """As a value to be kept; a test is kept as yes or no."""
        tree = written.tree
        if self._sort(tree) is Sort.TRUTH and not self._kept_as_word(tree):
            return f"if({self._truth(tree)}, {YES}, {NO})"
        return self._value(tree)

    def _truth(self, node: ast.expr) -> str:
        """A yes or no that is kept as a word is compared with the word."""
        if isinstance(node, ast.BoolOp):
            return f"({SIGNS[type(node.op)].join(self._truth(each) for each in node.values)})"
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return f"not({self._truth(node.operand)})"
        if isinstance(node, ast.Constant) and isinstance(node.value, bool):
            return "true()" if node.value else "false()"
        return f"{self._value(node)} = {YES}" if self._kept_as_word(node) else self._value(node)

    def _value(self, node: ast.expr) -> str:
        if isinstance(node, ast.Constant):
            return _literal(node.value)
        if isinstance(node, ast.Name):
            return "." if node.id == "value" else f"${{{node.id}}}"
        if isinstance(node, ast.Attribute):
            return self._attribute(node)
        if isinstance(node, ast.Compare):
            return self._comparison(node)
        if isinstance(node, ast.Call):
            return self._call(node)
        if isinstance(node, ast.BinOp) and type(node.op) in SIGNS:
            return f"({self._value(node.left)} {SIGNS[type(node.op)]} {self._value(node.right)})"
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return f"-{self._value(node.operand)}"
        if isinstance(node, ast.BoolOp | ast.UnaryOp):
            return self._truth(node)
        raise Untranslatable(ast.unparse(node))

    def _attribute(self, node: ast.Attribute) -> str:
        holder = node.value.id if isinstance(node.value, ast.Name) else ""
        if holder == "row" and self.group:
            return f"${{{self.renamed[self.group.name, node.attr]}}}"
        value = self.catalogue.policy_values.get(node.attr) if holder == "P" else None
        if value is None or isinstance(value, tuple):
            raise Untranslatable(ast.unparse(node))
        return _literal(value)

    def _comparison(self, node: ast.Compare) -> str:
        sides = [node.left, *node.comparators]
        parts = [
            self._compared(op, left, right)
            for op, left, right in zip(node.ops, sides, sides[1:], strict=False)
        ]
        return parts[0] if len(parts) == 1 else f"({' and '.join(parts)})"

    def _compared(self, op: ast.cmpop, left: ast.expr, right: ast.expr) -> str:
        if isinstance(op, ast.In | ast.NotIn):
            found = self._contained(left, right)
            return found if isinstance(op, ast.In) else f"not({found})"
        if self._sort(left) is Sort.TRUTH and not self._kept_as_word(left):
            return f"({self._truth(left)}) {SIGNS[type(op)]} ({self._truth(right)})"
        return f"{self._value(left)} {SIGNS[type(op)]} {self._value(right)}"

    def _contained(self, left: ast.expr, right: ast.expr) -> str:
        if isinstance(right, ast.List | ast.Tuple):
            value = self._value(left)
            return f"({' or '.join(f'{value} = {self._value(each)}' for each in right.elts)})"
        if isinstance(right, ast.Name) and self._sort(right) is Sort.LIST:
            return f"selected({self._value(right)}, {self._value(left)})"
        raise Untranslatable(f"in {ast.unparse(right)}")

    def _call(self, node: ast.Call) -> str:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        special = {
            "any_of": self._any_of,
            "sum_of": self._sum_of,
            "contains_any": self._contains_any,
            "count": self._count,
        }.get(name)
        if special:
            return special(node.args)
        if name not in PLAIN:
            raise Untranslatable(name)
        given = [self._value(each) for each in node.args]
        if name == "if_else":
            given[0] = self._truth(node.args[0])
        return PLAIN[name](*given)

    def _any_of(self, args: list[ast.expr]) -> str:
        return f"selected(join(' ', ${{{self._inner(args)}}}), {self._value(args[2])})"

    def _sum_of(self, args: list[ast.expr]) -> str:
        return f"sum(${{{self._inner(args)}}})"

    def _inner(self, args: list[ast.expr]) -> str:
        group, field = args[0], args[1]
        if not isinstance(group, ast.Name) or not isinstance(field, ast.Constant):
            raise Untranslatable("any_of")
        return self.renamed[group.id, str(field.value)]

    def _contains_any(self, args: list[ast.expr]) -> str:
        words = self._words(args[1])
        text = self._value(args[0])
        return f"({' or '.join(f'contains({text}, {_literal(word)})' for word in words)})"

    def _words(self, node: ast.expr) -> list[str]:
        if isinstance(node, ast.Attribute):
            value = self.catalogue.policy_values.get(node.attr)
            if isinstance(value, tuple):
                return list(value)
        if isinstance(node, ast.List | ast.Tuple):
            return [str(each.value) for each in node.elts if isinstance(each, ast.Constant)]
        raise Untranslatable(ast.unparse(node))

    def _count(self, args: list[ast.expr]) -> str:
        kind = self.form.field(args[0].id) if isinstance(args[0], ast.Name) else self.own
        rows = kind is not None and kind.type is FieldType.REPEAT
        return f"{'count' if rows else 'count-selected'}({self._value(args[0])})"

    def _sort(self, node: ast.expr) -> Sort:
        sorter = Sorter(form=self.form, catalogue=self.catalogue, group=self.group, own=self.own)
        return sorter.sort(node)

    def _kept_as_word(self, node: ast.expr) -> bool:
        """A field's own yes or no."""
        field = isinstance(node, ast.Name) or (
            isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        )
        return field and self._sort(node) is Sort.TRUTH


def _literal(value: object) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, str):
        if "'" in value:
            raise Untranslatable(value)
        return f"'{value}'"
    return str(value)

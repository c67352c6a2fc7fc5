"""Whether an expression's parts fit together: no text is added, no day compared with a number."""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from forms.checks.signatures import FACTS, SIGNATURES, Signature, Sort
from forms.specification import Catalogue, FieldSpec, FieldType, FormSpec

SORTS: Mapping[FieldType, Sort] = {
    FieldType.INTEGER: Sort.NUMBER,
    FieldType.DECIMAL: Sort.NUMBER,
    FieldType.MONEY: Sort.NUMBER,
    FieldType.YEAR: Sort.NUMBER,
    FieldType.DATE: Sort.DAY,
    FieldType.DATETIME: Sort.DAY,
    FieldType.YES_NO: Sort.TRUTH,
    FieldType.SELECT_MULTIPLE: Sort.LIST,
    FieldType.TAGS: Sort.LIST,
    FieldType.FILE: Sort.LIST,
    FieldType.REPEAT: Sort.ROWS,
}
CONTAINERS = frozenset({Sort.LIST, Sort.WORDS, Sort.ANY})
ORDERED = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)


@dataclass(slots=True, kw_only=True)
class Sorter:
    """Finds the sort of an expression of one form, and what does not fit in it."""

    form: FormSpec
    catalogue: Catalogue
    group: FieldSpec | None = None
    own: FieldSpec | None = None
    sentences: list[str] = field(default_factory=list)
    _walked: set[str] = field(default_factory=set)

    def sort(self, node: ast.expr) -> Sort:
        readers: dict[type[ast.expr], Callable[[Any], Sort]] = {
            ast.Constant: self._constant,
            ast.Name: self._name,
            ast.Attribute: self._attribute,
            ast.Call: self._call,
            ast.BoolOp: self._truth,
            ast.UnaryOp: self._unary,
            ast.BinOp: self._arithmetic,
            ast.Compare: self._comparison,
        }
        return readers.get(type(node), self._list)(node)

    def of_field(self, spec: FieldSpec) -> Sort:
        """A calculation is what its expression gives; one inside itself was found already."""
        if spec.type is not FieldType.CALCULATION or spec.calculation is None:
            return SORTS.get(spec.type, Sort.WORDS)
        if spec.name in self._walked:
            return Sort.ANY
        walked = self._walked | {spec.name}
        quiet = Sorter(form=self.form, catalogue=self.catalogue, group=self.group, _walked=walked)
        return quiet.sort(spec.calculation.tree)

    def _constant(self, node: ast.Constant) -> Sort:
        if isinstance(node.value, bool):
            return Sort.TRUTH
        return Sort.WORDS if isinstance(node.value, str) else Sort.NUMBER

    def _name(self, node: ast.Name) -> Sort:
        spec = self.own if node.id == "value" else self.form.field(node.id)
        return self.of_field(spec) if spec else Sort.ANY

    def _attribute(self, node: ast.Attribute) -> Sort:
        if not isinstance(node.value, ast.Name):
            self.sort(node.value)
            return FACTS.get(node.attr, Sort.WORDS)
        if node.value.id == "row":
            spec = self.group.field(node.attr) if self.group else None
            return self.of_field(spec) if spec else Sort.ANY
        parameter = self.catalogue.policy.get(node.attr)
        return sort_of(parameter.value) if parameter else Sort.ANY

    def _call(self, node: ast.Call) -> Sort:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        signature = SIGNATURES.get(name)
        given = [self.sort(each) for each in node.args]
        if not signature:
            return Sort.ANY
        self._arguments(name, signature, given)
        if name == "if_else" and len(given) == 3:
            return given[1] if given[1] is given[2] else Sort.ANY
        return signature.gives

    def _arguments(self, name: str, signature: Signature, given: list[Sort]) -> None:
        for place, (wanted, found) in enumerate(zip(signature.takes, given, strict=False), 1):
            if not fits(found, wanted):
                self.sentences.append(f"{name} 的第{place}个值应是{wanted}，这里是{found}")

    def _truth(self, node: ast.BoolOp) -> Sort:
        for each in node.values:
            self._wants(each, Sort.TRUTH, "and、or 的两边")
        return Sort.TRUTH

    def _unary(self, node: ast.UnaryOp) -> Sort:
        wanted = Sort.TRUTH if isinstance(node.op, ast.Not) else Sort.NUMBER
        self._wants(node.operand, wanted, "not、- 后面")
        return wanted

    def _arithmetic(self, node: ast.BinOp) -> Sort:
        for each in (node.left, node.right):
            self._wants(each, Sort.NUMBER, "加减乘除的两边")
        return Sort.NUMBER

    def _comparison(self, node: ast.Compare) -> Sort:
        sorts = [self.sort(each) for each in (node.left, *node.comparators)]
        for op, left, right in zip(node.ops, sorts, sorts[1:], strict=False):
            self._compared(op, left, right)
        return Sort.TRUTH

    def _compared(self, op: ast.cmpop, left: Sort, right: Sort) -> None:
        if isinstance(op, (ast.In, ast.NotIn)):
            if right not in CONTAINERS:
                self.sentences.append(f"in 后面应是列表或文字，这里是{right}")
        elif not fits(left, right):
            self.sentences.append(f"{left}和{right}不能相比")
        elif isinstance(op, ORDERED) and left in {Sort.LIST, Sort.ROWS, Sort.TRUTH}:
            self.sentences.append(f"{left}不能比大小")

    def _list(self, node: ast.expr) -> Sort:
        for each in ast.iter_child_nodes(node):
            if isinstance(each, ast.expr):
                self.sort(each)
        return Sort.LIST

    def _wants(self, node: ast.expr, wanted: Sort, where: str) -> None:
        if not fits(found := self.sort(node), wanted):
            self.sentences.append(f"{where}应是{wanted}，这里是{found}")


def fits(found: Sort, wanted: Sort) -> bool:
    return Sort.ANY in {found, wanted} or found is wanted


def sort_of(value: object) -> Sort:
    if isinstance(value, (tuple, list)):
        return Sort.LIST
    return Sort.WORDS if isinstance(value, str) else Sort.NUMBER

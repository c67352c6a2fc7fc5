"""Expressions evaluated in three values: true, false, and not known yet."""

import ast
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from simpleeval import EvalWithCompoundTypes

from forms.comparing import alike, compared
from forms.expressions import Expression
from forms.functions import Functions
from forms.unknown import UNKNOWN, is_false, is_true, known
from forms.world import World

# What a wrong pair of values, an empty text or a number beyond all bounds ends in.
MISTAKES = (TypeError, ValueError, ArithmeticError, AttributeError, LookupError, OverflowError)


class ExpressionFault(Exception):
    """An expression that makes no sense for the values it met: the form has to be mended."""


class Evaluator:
    """Evaluates expressions against one world; cheap to make, one for each request."""

    def __init__(self, *, world: World, policy: Mapping[str, Any]) -> None:
        self.world = world
        self._functions = Functions(world=world)
        self._kleene = _Kleene(self._functions.table, policy)

    def value(self, expression: Expression, names: Mapping[str, Any]) -> Any:
        """Its value; unknown too where it makes no sense, so that nobody is stopped by it."""
        try:
            return self.judged(expression, names)
        except ExpressionFault:
            return UNKNOWN

    def judged(self, expression: Expression, names: Mapping[str, Any]) -> Any:
        """Its value; raises ExpressionFault where it makes no sense, for those who check forms."""
        try:
            return self._kleene.run(expression, names)
        except MISTAKES as error:
            raise ExpressionFault(f"「{expression.text}」：{error}") from error

    def is_tentative(self, expression: Expression, names: Mapping[str, Any]) -> bool:
        """Whether its value counts days whose holidays are not announced yet."""
        self._functions.tentative = False
        self.value(expression, names)
        return self._functions.tentative


class _Kleene(EvalWithCompoundTypes):  # type: ignore[misc]
    """simpleeval with a third truth value; `Expression` has refused all other kinds of node."""

    def __init__(self, functions: dict[str, Callable[..., Any]], policy: Mapping[str, Any]):
        super().__init__(functions=dict(functions), names={})
        self.policy = policy

    def run(self, expression: Expression, names: Mapping[str, Any]) -> Any:
        self.names = names
        return self.eval(expression.text, previously_parsed=expression.tree)

    def _eval_name(self, node: ast.Name) -> Any:
        return self.names.get(node.id, UNKNOWN)

    def _eval_constant(self, node: ast.Constant) -> Any:
        # Decimal, because 0.1 + 0.2 must be 0.3 in a budget.
        return Decimal(str(node.value)) if isinstance(node.value, float) else node.value

    def _eval_attribute(self, node: ast.Attribute) -> Any:
        if isinstance(node.value, ast.Name):
            holder = self.policy if node.value.id == "P" else self.names.get("row", {})
        else:
            holder = self._eval(node.value)
        return UNKNOWN if holder is UNKNOWN else known(holder.get(node.attr))

    def _eval_unaryop(self, node: ast.UnaryOp) -> Any:
        value = self._eval(node.operand)
        if value is UNKNOWN:
            return UNKNOWN
        return (not value) if isinstance(node.op, ast.Not) else -value

    def _eval_binop(self, node: ast.BinOp) -> Any:
        left, right = alike(self._eval(node.left), self._eval(node.right))
        if left is UNKNOWN or right is UNKNOWN:
            return UNKNOWN
        if isinstance(node.op, ast.Div):
            return Decimal(left) / Decimal(right)
        return self.operators[type(node.op)](left, right)

    def _eval_boolop(self, node: ast.BoolOp) -> Any:
        decides = is_false if isinstance(node.op, ast.And) else is_true
        unsure = False
        for each in node.values:
            value = self._eval(each)
            if decides(value):
                return isinstance(node.op, ast.Or)
            unsure = unsure or value is UNKNOWN
        return UNKNOWN if unsure else isinstance(node.op, ast.And)

    def _eval_compare(self, node: ast.Compare) -> Any:
        left, unsure = self._eval(node.left), False
        for op, comparator in zip(node.ops, node.comparators, strict=True):
            right = self._eval(comparator)
            value = compared(op, left, right)
            if is_false(value):
                return False
            unsure, left = unsure or value is UNKNOWN, right
        return UNKNOWN if unsure else True

"""Comparisons in three values, between days and moments, between exact and other numbers."""

import ast
import operator
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from forms.unknown import UNKNOWN

COMPARISONS: Mapping[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


def compared(op: ast.cmpop, left: Any, right: Any) -> Any:
    if left is UNKNOWN or right is UNKNOWN:
        return UNKNOWN
    if isinstance(op, (ast.In, ast.NotIn)):
        return _contained(left, right, wanted=isinstance(op, ast.In))
    left, right = alike(left, right)
    return COMPARISONS[type(op)](left, right)


def _contained(left: Any, right: Any, *, wanted: bool) -> Any:
    if isinstance(right, str):
        return (left in right) is wanted
    if any(each is not UNKNOWN and each == left for each in right):
        return wanted
    return UNKNOWN if any(each is UNKNOWN for each in right) else not wanted


def alike(left: Any, right: Any) -> tuple[Any, Any]:
    """A day and a moment are compared as days; a figure from a record as an exact one."""
    if isinstance(left, date) and isinstance(right, date):
        if isinstance(left, datetime) != isinstance(right, datetime):
            return _day(left), _day(right)
        return left, right
    return _exact(left), _exact(right)


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _exact(value: Any) -> Any:
    return Decimal(str(value)) if isinstance(value, float) else value

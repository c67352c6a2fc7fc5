"""Computed values: as they are stored, as people see them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from forms.specification import FieldSpec
from forms.unknown import UNKNOWN
from forms.values import Date, DateTime

NOT_YET = "（还不能计算）"


def plain_of(value: Any) -> Any:
    """A computed value as JSON; None for what cannot be known."""
    if value is UNKNOWN:
        return None
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value)
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def show_computed(field: FieldSpec, value: Any) -> str:
    """A computed value as people see it."""
    if value is UNKNOWN:
        return NOT_YET
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return DateTime().show(value)
    if isinstance(value, date):
        return Date().show(value)
    if isinstance(value, Decimal):
        return f"{value:f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"
    label = field.options.get(str(value))
    return label[0] if label else str(value)

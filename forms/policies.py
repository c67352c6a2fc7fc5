"""A policy parameter's value: how it is read from people, shown to them, and kept."""

import re
from decimal import Decimal
from typing import Any

from forms.specification import PolicyParameter
from forms.values import Complaint, Integer, Kind, MonthDay, Number, Tags, Text

EVERY_YEAR = re.compile("[0-9]{2}-[0-9]{2}")
MOST_WORDS = 30
LARGEST = 1_000_000


def kind_for(parameter: PolicyParameter) -> Kind[Any]:
    """The same sort of value as the catalogue's, within its bounds."""
    value = parameter.value
    if isinstance(value, tuple):
        return Tags(least=1, most=MOST_WORDS)
    if isinstance(value, str):
        return MonthDay() if EVERY_YEAR.fullmatch(value) else Text(most=100)
    least = 0 if parameter.least is None else parameter.least
    most = LARGEST if parameter.most is None else parameter.most
    if isinstance(value, int):
        return Integer(least=least, most=most)
    return Number(least=least, most=most)


def shown(parameter: PolicyParameter) -> str:
    """「15」, 「3月31日」, 「峰会、高峰论坛」."""
    value = parameter.value
    if isinstance(value, float):
        return f"{value:g}"
    return kind_for(parameter).show(value)


def stored(value: Any) -> Any:
    """What `kind_for` has read, as JSON of the same sort."""
    if isinstance(value, Decimal):
        return float(value)
    return list(value) if isinstance(value, tuple) else value


def is_sound(parameter: PolicyParameter) -> bool:
    """Whether what is written in the catalogue keeps its own bounds."""
    try:
        kind_for(parameter).read(shown(parameter))
    except Complaint:
        return False
    return True

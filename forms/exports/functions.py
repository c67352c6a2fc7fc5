"""What the functions of the vocabulary are in XPath, as ODK's programs know it."""

from collections.abc import Callable, Mapping


def _ceiling(x: str) -> str:
    return f"(int({x}) + if({x} > int({x}), 1, 0))"


def _day(x: str) -> str:
    return f"int(decimal-date-time({x}))"


# Functions over whole arguments; those that need to know the fields are in `xpath`.
PLAIN: Mapping[str, Callable[..., str]] = {
    "today": lambda: "today()",
    "now": lambda: "now()",
    "length": lambda x: f"string-length({x})",
    "startswith": lambda x, start: f"starts-with({x}, {start})",
    "endswith": lambda x, end: f"ends-with({x}, {end})",
    "if_else": lambda test, then, otherwise: f"if({test}, {then}, {otherwise})",
    "is_blank": lambda x: f"({x} = '')",
    "or0": lambda x: f"coalesce({x}, 0)",
    "ceil": _ceiling,
    "year": lambda x: f"number(format-date({x}, '%Y'))",
    "days_between": lambda start, end: f"({_day(end)} - {_day(start)})",
    "add_days": lambda day, days: f"date(decimal-date-time({day}) + {days})",
    "add_years": lambda day, years: (
        f"date(concat(number(format-date({day}, '%Y')) + {years}, format-date({day}, '-%m-%d')))"
    ),
    "birth_ym": lambda x: f"concat(substr({x}, 6, 10), '-', substr({x}, 10, 12))",
    "date": lambda year, month, day: f"date(concat({year}, '-', {month}, '-', {day}))",
}

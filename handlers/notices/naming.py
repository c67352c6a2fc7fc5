"""How a notice and its facts are said; everything from outside is escaped."""

from collections.abc import Iterable
from datetime import date
from html import escape
from typing import Protocol

from handlers.days import day
from handlers.notices.words import KINDS, LABELS
from knowledge.notice import Source

LONGEST_TITLE, LONGEST_VALUE = 120, 100
LONGEST_REPLY = 1200
UNKNOWN = "没有认出"


class Facts(Protocol):
    """What a reading, a notice and its record have alike."""

    @property
    def title(self) -> str: ...
    @property
    def document_number(self) -> str | None: ...
    @property
    def issuer(self) -> str | None: ...
    @property
    def issued(self) -> date | None: ...
    @property
    def addressees(self) -> str | None: ...
    @property
    def effective(self) -> date | None: ...
    @property
    def expires(self) -> date | None: ...
    @property
    def kind(self) -> str: ...


def cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def named(title: str, number: str | None = None) -> str:
    """Plain text."""
    said = f"（{cut(number, LONGEST_VALUE)}）" if number else ""
    return f"《{cut(title, LONGEST_TITLE)}》{said}"


def quoted(title: str, number: str | None = None) -> str:
    return escape(named(title, number))


def fact_lines(facts: Facts, *, always: Iterable[str] = ()) -> list[str]:
    """「文号：…」; of what is not known only `always`."""
    lines = []
    for name, label in LABELS.items():
        value = getattr(facts, name)
        if name == "title":
            lines.append(f"<b>《{escape(cut(facts.title, LONGEST_TITLE))}》</b>")
        elif value is not None or name in always:
            lines.append(f"{label}：{shown(name, value)}")
    return lines


def shown(name: str, value: str | date | None) -> str:
    """One fact as it is read; escaped."""
    if value is None:
        return UNKNOWN
    if isinstance(value, date):
        return day(value)
    if name == "kind":
        return KINDS[Source(value)]
    return escape(cut(value, LONGEST_REPLY if name == "text" else LONGEST_VALUE))

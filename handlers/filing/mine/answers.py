"""What was filled in, line by line, to be read; personal numbers by their last four."""

from html import escape

from handlers.casework.case import Case
from handlers.filing.summary import entries

A_PAGE, LONGEST = 25, 100


def answers_page(case: Case, number: int) -> tuple[str, int, int]:
    """The text, the page it is (from 0), and how many there are."""
    found = [each for each in entries(case) if each.shown]
    pages = max(-(-len(found) // A_PAGE), 1)
    number = min(max(number, 0), pages - 1)
    shown = found[number * A_PAGE : (number + 1) * A_PAGE]
    of_pages = f"（第{number + 1}/{pages}页）" if pages > 1 else ""
    lines = [f"<b>{escape(case.title)}</b>{of_pages}"]
    lines += [f"{escape(each.label)}：{escape(_cut(each.shown))}" for each in shown]
    return "\n".join(lines if found else [*lines, "还没有填。"]), number, pages


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"

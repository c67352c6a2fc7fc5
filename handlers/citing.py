"""How a notice is cited: the words, then where they stand; everything is escaped.

Links lead to the notice's page by an address inside the house: each door makes of it what its
people can open (bot.channels.notice_links).
"""

from collections.abc import Sequence
from datetime import date
from html import escape
from urllib.parse import quote

from knowledge.labels import label_of, label_of_notice
from knowledge.notice import Citation
from knowledge.validity import Stated

GLIMPSE = 160
LONGEST_TITLE, LONGEST_HEADING, LONGEST_LABEL = 120, 80, 90  # a message holds 4,096 characters
INSIDE = "notices/"
OPEN = "在网页上看这一条"


def cited(citation: Citation) -> str:
    return f"<blockquote>{escape(cut(citation.quote))}</blockquote>\n{source(citation)}"


def glimpse(citation: Citation) -> str:
    """Enough of a provision to see whether it is the one; the rest is a press away."""
    return f"<blockquote>{escape(cut(citation.quote, GLIMPSE))}</blockquote>\n{source(citation)}"


def source(citation: Citation) -> str:
    number = f"（{escape(citation.document_number)}）" if citation.document_number else ""
    path = " › ".join(escape(cut(part, LONGEST_HEADING)) for part in citation.heading_path)
    place = f"\n{path}" if path else ""
    title = f"出处：《{escape(cut(citation.notice, LONGEST_TITLE))}》{number}{label(citation)}"
    return f"{title}{place}\n{link(address(citation), OPEN)}"


def label(citation: Citation) -> str:
    """「〔已废止〕」; empty where there is nothing to say."""
    return escape(_label(citation))


def label_beside(notice: Stated, today: date) -> str:
    """The same beside the title of a whole notice."""
    return escape(_in_brackets(label_of_notice(notice, today)))


def labelled(text: str, citations: Sequence[Citation]) -> str:
    """What is worded after several notices: a mark [1] says what that notice is worth.

    Plain text in, plain text out.
    """
    for number, citation in enumerate(citations, 1):
        if said := _label(citation):
            text = text.replace(f"[{number}]", f"[{number}]{said}")
    return text


def _label(citation: Citation) -> str:
    return _in_brackets(label_of(citation))


def _in_brackets(said: str) -> str:
    return f"〔{cut(said, LONGEST_LABEL)}〕" if said else ""


def address(citation: Citation) -> str:
    """The page of the notice, with the passages quoted marked on it."""
    if citation.places is None:
        return notice_page(citation.notice_id)
    first, last = citation.places
    marked = str(first) if first == last else f"{first}-{last}"
    return f"{notice_page(citation.notice_id)}?p={marked}#p{first}"


def notice_page(notice_id: str) -> str:
    return f"{INSIDE}{quote(notice_id, safe='')}"


def link(inside: str, label: str) -> str:
    return f'<a href="{escape(inside)}">{escape(label)}</a>'


def cut(text: str, most: int = 1200) -> str:
    return text if len(text) <= most else f"{text[:most]}…"

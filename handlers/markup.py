"""Formatted text: what of Telegram's HTML is kept wherever it is shown, and how long it is."""

import re
from html import unescape

import nh3

TAGS = {"b", "strong", "i", "em", "u", "s", "code", "pre", "a", "blockquote"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https"}
LONGEST = 4096  # as Telegram counts a message: without its markup, in halves of surrogate pairs
TAG = re.compile(r"</?[a-z][^>]*>")
# Controls, marks that turn a line around, and halves of surrogate pairs are no text.
UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def formatted(html: str) -> str:
    """Of what somebody sent, the markup every door understands; the rest as plain text."""
    kept = nh3.clean(
        UNFIT.sub("", html), tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None
    )
    return kept.replace("&nbsp;", "\u00a0").strip()  # Telegram knows no such name


def plain(html: str) -> str:
    """What a person reads of it."""
    return unescape(TAG.sub("", html))


def length(html: str) -> int:
    return len(plain(html).encode("utf-16-le")) // 2


def opening(html: str, most: int) -> str:
    """How it begins, on one line, as plain text."""
    said = " ".join(plain(html).split())
    return said if len(said) <= most else f"{said[: most - 1]}…"

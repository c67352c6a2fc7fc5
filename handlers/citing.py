"""How a notice is cited: the words, then where they stand; everything is escaped."""

from html import escape

from knowledge.notice import Citation

GLIMPSE = 160
LONGEST_TITLE, LONGEST_HEADING = 120, 80  # a message holds 4,096 characters in all


def cited(citation: Citation) -> str:
    return f"<blockquote>{escape(cut(citation.quote))}</blockquote>\n{source(citation)}"


def glimpse(citation: Citation) -> str:
    """Enough of a provision to see whether it is the one; the rest is a press away."""
    return f"<blockquote>{escape(cut(citation.quote, GLIMPSE))}</blockquote>\n{source(citation)}"


def source(citation: Citation) -> str:
    number = f"（{escape(citation.document_number)}）" if citation.document_number else ""
    path = " › ".join(escape(cut(part, LONGEST_HEADING)) for part in citation.heading_path)
    place = f"\n{path}" if path else ""
    return f"出处：《{escape(cut(citation.notice, LONGEST_TITLE))}》{number}{place}"


def cut(text: str, most: int = 1200) -> str:
    return text if len(text) <= most else f"{text[:most]}…"

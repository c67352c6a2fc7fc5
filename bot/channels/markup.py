"""Text on its way to a page: the Telegram subset of HTML and nothing else."""

from html import escape

import nh3

from handlers.markup import ATTRIBUTES, SCHEMES, TAGS


def sanitise(text: str, *, formatted: bool = True) -> str:
    """HTML that cannot do harm; plain text is escaped whole."""
    if not formatted:
        return escape(text, quote=False)
    return nh3.clean(
        text, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer"
    )

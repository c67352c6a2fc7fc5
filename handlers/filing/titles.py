"""A filing in a few words, where only its row is at hand."""

from forms.specification import Catalogue
from storage.filings import Filing


def title_in(catalogue: Catalogue, filing: Filing) -> str:
    """「论坛活动报告（一会一报） · 超硬材料学术年会」, plain text."""
    form = catalogue.forms[filing.form].title
    return f"{form} · {filing.title}" if filing.title else form


def short_title(catalogue: Catalogue, filing: Filing, most: int = 20) -> str:
    """For a button: what it is about, or else which form."""
    title = filing.title or catalogue.forms[filing.form].title
    return title if len(title) <= most else f"{title[: most - 1]}…"

"""A filing as a PDF to file away: the receipt."""

from forms.documents.columns import column_widths
from forms.documents.facts import FilingFacts
from forms.documents.paper import BODY, GREY, RARE, SMALL, WIDTH, Paper, Style
from forms.documents.parts import Grid, Heading, Note, Pairs, Part, parts

LABEL = 44.0
PAIR, TABLE = Style(BODY, shaded=(0,)), Style(9.0)


def receipt(facts: FilingFacts) -> bytes:
    """About half a second of work, most of it for the font: not on the event loop."""
    paper = Paper("　".join(filter(None, (facts.title, facts.number))))
    paper.set_title(paper.clean(f"{facts.title} {facts.number}".strip()))
    paper.set_author(paper.clean(facts.association))
    paper.set_lang("zh-CN")
    paper.set_creation_date(facts.printed_at)
    paper.words(facts.association, 11, GREY, middle=True)
    paper.words(facts.title, 18, middle=True)
    paper.ln(4)
    for part in parts(facts):
        _draw(paper, part)
    if paper.rare:
        paper.words(RARE, SMALL, GREY)
    return bytes(paper.output())


def _draw(paper: Paper, part: Part) -> None:
    match part:
        case Heading(text):
            _heading(paper, text)
        case Pairs(rows):
            paper.rows((LABEL, WIDTH - LABEL), rows, PAIR)
        case Grid(headings, rows):
            widths = column_widths(headings, rows, WIDTH)
            paper.rows(widths, rows, TABLE, headings)
        case Note(text):
            paper.ln(4)
            paper.words(text, SMALL, GREY)


def _heading(paper: Paper, text: str) -> None:
    """Never alone at the foot of a page."""
    if paper.room() < 32:
        paper.add_page()
    else:
        paper.ln(5)
    paper.words(text, 12.5)
    paper.ln(1.5)

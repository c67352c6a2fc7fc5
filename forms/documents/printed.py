"""A filing as a Word document: the same as the receipt, to go on working with."""

from docx.document import Document as Opened

from forms.documents.columns import column_widths
from forms.documents.facts import FilingFacts
from forms.documents.parts import Grid, Heading, Note, Pairs, Part, parts
from forms.documents.word import (
    BODY,
    SMALL,
    STRONG,
    WIDTH,
    add_row,
    centred,
    foot,
    grid,
    new_document,
    repeat_on_every_page,
    saved,
    say,
    shade,
    write,
)

PAIR = (44.0, WIDTH - 44.0)
IN_TABLE = (9.0, False)


def printed(facts: FilingFacts) -> bytes:
    name = f"{facts.title} {facts.number}".strip()
    document = new_document(name, facts.association)
    if facts.association:
        centred(document, facts.association, BODY, grey=True)
    centred(document, facts.title, (18.0, True))
    for part in parts(facts):
        draw(document, part)
    foot(document, name)
    return saved(document)


def draw(document: Opened, part: Part) -> None:
    match part:
        case Heading(text):
            document.add_heading(text, 2)
        case Pairs(rows):
            _pairs(document, rows)
        case Grid():
            _grid(document, part)
        case Note(text):
            say(document.add_paragraph(), text, SMALL, grey=True)


def _pairs(document: Opened, rows: tuple[tuple[str, str], ...]) -> None:
    table = grid(document, PAIR)
    for label, value in rows:
        left, right = add_row(table, PAIR)
        shade(left)
        write(left, label)
        write(right, value)


def _grid(document: Opened, part: Grid) -> None:
    widths = column_widths(part.headings, part.rows, WIDTH)
    table = grid(document, widths)
    for cell, heading in zip(add_row(table, widths), part.headings, strict=True):
        shade(cell)
        write(cell, heading, STRONG)
    repeat_on_every_page(table)
    for row in part.rows:
        for cell, text in zip(add_row(table, widths), row, strict=True):
            write(cell, text, IN_TABLE)

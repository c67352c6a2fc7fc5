"""A list to be published, as a Word document: a title, what is said about it, a table."""

from collections.abc import Sequence

from forms.documents.parts import Grid, Note
from forms.documents.printed import draw
from forms.documents.word import BODY, centred, foot, new_document, saved, say


def listed(
    title: str,
    author: str,
    said: Sequence[str],
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    note: str = "",
) -> bytes:
    """Cells are plain text; every row has as many as there are headings."""
    document = new_document(title, author)
    centred(document, title, (18.0, True))
    for line in said:
        say(document.add_paragraph(), line, BODY)
    draw(document, Grid(tuple(headings), tuple(tuple(row) for row in rows)))
    if note:
        draw(document, Note(note))
    foot(document, title)
    return saved(document)

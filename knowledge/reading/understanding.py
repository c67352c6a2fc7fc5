"""From a text to what it says of itself: pure, and put wherever the caller puts it.

Finding dues loads jionlp (37 MB, two thirds of a second the first time); whoever does not want
that in their own process runs `understand` in the sandbox child.
"""

from datetime import date
from pathlib import PurePath

from knowledge.reading.claims import claims_in
from knowledge.reading.dues import dues_in
from knowledge.reading.front_matter import read_front_matter
from knowledge.reading.reading import Extract, Reading, Remark, Remarked
from knowledge.reading.term import source_of, term_of


def understand(extract: Extract, name: str, today: date) -> Reading:
    """What the extract of a file called `name` says of itself; days count from when it was issued,
    else from `today`.
    """
    front = read_front_matter(extract.text, name, extract.title)
    kind = source_of(extract.text, front.title, front.document_number)
    term = term_of(extract.text, front.issued)
    guessed = (Remarked(remark=Remark.GUESSED_TITLE, what=front.title),) if front.guessed else ()
    return Reading(
        name=PurePath(name).name,
        text=extract.text,
        title=front.title,
        kind=kind,
        document_number=front.document_number,
        issuer=front.issuer,
        issued=front.issued,
        addressees=front.addressees,
        effective=term.effective,
        expires=term.expires,
        attachments=front.attachments,
        printed=front.printed,
        headings=extract.headings,
        pages=extract.pages,
        remarks=(*extract.remarks, *guessed),
        dues=dues_in(extract.text, front.issued or today, today),
        claims=claims_in(extract.text, front.title),
    )

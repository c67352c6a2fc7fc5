"""From a text to what it says of itself: pure, and put wherever the caller puts it.

Finding dues loads jionlp (37 MB, two thirds of a second the first time); whoever does not want
that in their own process runs `understand` in the sandbox child.
"""

from datetime import date
from pathlib import PurePath

from knowledge.reading.front_matter import read_front_matter
from knowledge.reading.reading import Extract, Reading


def understand(extract: Extract, name: str, today: date) -> Reading:
    """What the extract of a file called `name` says of itself; days count from when it was issued,
    else from `today`.
    """
    front = read_front_matter(extract.text, name, extract.title)
    return Reading(
        name=PurePath(name).name,
        text=extract.text,
        title=front.title,
        document_number=front.document_number,
        issuer=front.issuer,
        issued=front.issued,
        headings=extract.headings,
        pages=extract.pages,
        remarks=extract.remarks,
    )

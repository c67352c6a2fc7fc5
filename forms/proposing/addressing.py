"""What is known by its shape alone: e-mail, website, credit code, telephone, city, year."""

import re
from collections.abc import Iterator, Sequence

from forms.drafts import Place
from forms.proposing.labels import cues
from forms.proposing.lexicon import Lexicon, any_of
from forms.proposing.message import Clause
from forms.proposing.proposals import Candidate, Strength
from forms.specification import FieldSpec, FieldType
from forms.values import HENAN_CITIES

LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9\-]*[A-Za-z0-9])?"
DOMAIN = rf"(?:{LABEL}\.)+[A-Za-z]{{2,}}"
PHONE = r"(?<![\d.\-])0\d{2,3}[- ]?\d{7,8}(?:(?:转|-)\d{1,6})?(?!\d)"
CITY = f"(?:{'|'.join(HENAN_CITIES)})(?:市|示范区)?"
SHAPES = {
    FieldType.EMAIL: re.compile(rf"[A-Za-z0-9._%+\-]{{1,64}}@{DOMAIN}"),
    FieldType.WEBSITE: re.compile(
        rf"(?:https?://|(?<![@A-Za-z0-9.\-])www\.){DOMAIN}(?::\d+)?(?:/[!-~]*)?", re.I
    ),
    FieldType.USCC: re.compile(r"(?<![0-9A-Za-z])5[0-9]{7}[0-9A-Z]{10}(?![0-9A-Za-z])"),
    FieldType.PHONE: re.compile(PHONE),
}
# Shapes that many things have: they need a word of their field in the clause.
BESIDE = {
    FieldType.REGION: re.compile(CITY),
    FieldType.YEAR: re.compile(r"(?<!\d)(?:19|20)\d{2}(?=年度?(?!\d))|去年|今年"),
}


def shaped(lexicon: Lexicon, text: str, clauses: Sequence[Clause]) -> list[Candidate]:
    """The only field of a shape gets the only thing of that shape."""
    found = [each for shape in SHAPES for each in _only(lexicon, shape, text, clauses)]
    for shape, pattern in BESIDE.items():
        for spec in lexicon.of_type(shape):
            found += [each for clause in clauses for each in _beside(spec, pattern, clause)]
    return found


def _only(
    lexicon: Lexicon, shape: FieldType, text: str, clauses: Sequence[Clause]
) -> Iterator[Candidate]:
    specs, hits = lexicon.of_type(shape), list(SHAPES[shape].finditer(text))
    for hit in hits if len(specs) == 1 and len({each[0] for each in hits}) == 1 else ():
        if any(each.start <= hit.start() < each.end for each in clauses):
            yield _candidate(specs[0], hit[0], hit.start(), Strength.CUED)


def _beside(spec: FieldSpec, pattern: re.Pattern[str], clause: Clause) -> Iterator[Candidate]:
    words = any_of(cues(spec))
    if words is None or not words.search(clause.text):
        return
    hits = list(pattern.finditer(clause.text))
    if len(hits) == 1:
        yield _candidate(spec, hits[0][0], clause.start + hits[0].start(), Strength.CUED)


def _candidate(spec: FieldSpec, said: str, start: int, strength: Strength) -> Candidate:
    return Candidate(
        place=Place(spec.name),
        spec=spec,
        said=said,
        start=start,
        end=start + len(said),
        strength=strength,
    )

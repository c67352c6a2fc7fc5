"""Measures, on an index at hand, what the cosines of its model and the certainties are worth."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge.calibration import HIGHEST, UNKNOWN, Calibration, off_topic_questions
from knowledge.library import Library
from knowledge.measuring import OWN_WORDS
from knowledge.notice import Answer
from knowledge.reader import Reader, all_readable
from knowledge.shelf import headings_of

STRANGERS_REFUSED, OWN_REFUSED = 0.99, 0.1
FEWEST = 8
MOST_OWN = 200


class TooLittleToMeasure(Exception):
    """Too few questions, no vectors, or a model that cannot tell strangers from relatives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The curve, and what the rule did with the questions it was measured on."""

    calibration: Calibration
    strangers: int
    own: int
    strangers_refused: float
    own_refused: float


async def calibrate(library: Library, questions: Sequence[str], today: date) -> Measured:
    """`questions` have an answer in the index; without them its own headings are asked."""
    reader = all_readable(today)
    own = list(questions) or headings(library)
    if len(own) < FEWEST or library.mode != "hybrid":
        raise TooLittleToMeasure
    off = off_topic_questions()
    before = library.calibration or UNKNOWN
    far = statistics.median(await nearest(library, off, reader))
    near = statistics.median(await nearest(library, own, reader))
    near = near if questions else far + OWN_WORDS * (near - far)
    if near <= far + 0.01:
        raise TooLittleToMeasure
    curve = Calibration(
        off_topic=far,
        on_topic=near,
        points=((far, 0.0), (near, 1.0), (far + HIGHEST * (near - far), HIGHEST)),
        enough=before.enough,
    )
    try:
        library.calibration = curve
        strange = [await library.ask(question, reader) for question in off]
        known = [await library.ask(question, reader) for question in own]
    finally:
        library.calibration = before
    least = threshold(strange, known)
    return Measured(
        calibration=replace(curve, least=least),
        strangers=len(off),
        own=len(own),
        strangers_refused=refused(strange, least),
        own_refused=refused(known, least),
    )


def headings(library: Library) -> list[str]:
    """What the notices' own headings would be asked as."""
    found = headings_of([p for n in library.notices() for p in library.passages_of(n.id)])
    step = max(len(found) // MOST_OWN, 1)
    return [f"{heading}有什么规定？" for heading in found[::step][:MOST_OWN]]


async def nearest(library: Library, questions: Sequence[str], reader: Reader) -> list[float]:
    """The best cosine of each question."""
    best = []
    for question in questions:
        _, found = await library.consult(question, reader)
        best.append(max((hit.cosine for hit in found.hits if hit.cosine is not None), default=0.0))
    return best


def threshold(strange: Sequence[Answer], known: Sequence[Answer]) -> float:
    """Refuses almost all strangers, unless that would cost too many of the own questions."""
    wished = sorted(answer.at_hand for answer in strange)[int(STRANGERS_REFUSED * len(strange))]
    dearest = sorted(answer.at_hand for answer in known)[int(OWN_REFUSED * len(known))]
    return min(wished, dearest)


def refused(answers: Sequence[Answer], least: float) -> float:
    """The share that is not answered at all."""
    return sum(not a.citations or a.at_hand < least for a in answers) / len(answers)

"""Sentences of notices that seem to set a day: shown with their words, never taken by themselves.

Which they are is told by knowledge.reading.dues; here they are kept for texts already looked at.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from knowledge.notice import Validity
from knowledge.reading.dues import dues_in
from knowledge.reading.reading import Due
from knowledge.validity import validity_of
from storage.notices import NoticeRow

LONGEST_TITLE = 40
MOST_KEPT = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """`place` counts the candidates of one notice, from 1."""

    notice_id: str
    notice: str
    place: int
    sentence: str
    title: str
    due: date


@dataclass(frozen=True, slots=True)
class Looked:
    """What texts were found to say: finding it takes some milliseconds for each of them."""

    known: dict[tuple[bytes, date, date], tuple[Due, ...]] = field(default_factory=dict)

    def dues(self, text: str, issued: date, today: date) -> tuple[Due, ...]:
        """The dues of a text, looked for once a day."""
        key = (sha256(text.encode()).digest(), issued, today)
        if key not in self.known:
            if len(self.known) >= MOST_KEPT:
                self.known.clear()
            self.known[key] = dues_in(text, issued, today)
        return self.known[key]


LOOKED = Looked()


def candidates_in(notice: NoticeRow, today: date) -> list[Candidate]:
    """Those still to come; a day without its year lies after the notice was issued.

    What was repealed, replaced or has expired asks for nothing any more.
    """
    if validity_of(notice, today) not in (Validity.CURRENT, Validity.NOT_YET):
        return []
    dues = LOOKED.dues(notice.text, notice.issued or today, today)
    return [
        Candidate(
            notice_id=notice.id,
            notice=notice.title,
            place=place,
            sentence=due.sentence,
            title=due.obligation[:LONGEST_TITLE],
            due=due.day,
        )
        for place, due in enumerate(dues, 1)
        if due.day >= today
    ]


def in_all(notices: Iterable[NoticeRow], today: date) -> list[Candidate]:
    """The next day first."""
    found = [each for notice in notices for each in candidates_in(notice, today)]
    return sorted(found, key=lambda each: (each.due, each.notice_id, each.place))

"""Questions that ask the same, shown and answered together."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from knowledge.alike import groups
from storage.questions import Question

HELD = timedelta(days=1)  # whoever takes a question has so long
MOST = 200  # answered at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """At least one question; those who wait come first, who waits longest before all."""

    members: tuple[Question, ...]

    @property
    def head(self) -> Question:
        return self.members[0]

    @property
    def waiting(self) -> tuple[Question, ...]:
        return tuple(each for each in self.members if each.is_waiting)

    @property
    def since(self) -> datetime:
        return self.head.opened_at or self.head.asked_at

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(each.id for each in self.members[:MOST])

    @property
    def wordings(self) -> tuple[str, ...]:
        """How it was asked, the most usual first."""
        return tuple(text for text, _ in Counter(each.text for each in self.members).most_common())

    def holder(self, now: datetime) -> str | None:
        """Who is answering it."""
        held = (each for each in self.members if each.claimed_at and now - each.claimed_at < HELD)
        return next((each.claimed_by for each in held if each.claimed_by), None)


def grouped(questions: Iterable[Question]) -> list[Group]:
    """In the order of the longest wait; may take a moment, where there are thousands."""
    ordered = sorted(questions, key=_urgency)
    places = groups([each.text for each in ordered])
    return [Group(members=tuple(ordered[place] for place in each)) for each in places]


def of(found: Sequence[Group], question_id: str) -> Group | None:
    return next((each for each in found if any(m.id == question_id for m in each.members)), None)


def _urgency(question: Question) -> tuple[bool, datetime, str]:
    since = question.opened_at or question.asked_at
    return not question.is_waiting, since, question.id

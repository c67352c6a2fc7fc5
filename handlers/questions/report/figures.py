"""What is asked, as figures: how much, how well answered, how fast."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from knowledge.alike import groups
from storage.questions import Question, Rating

TIERS = ("direct", "related", "not_found")
MOST_WORDINGS = 3000  # compared with each other; of more the most usual


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One matter, in the words it was asked in most, and how often."""

    text: str
    times: int
    unanswered: int
    down: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Of all questions of a time."""

    total: int
    tiers: dict[str, int]
    answered: int  # found in a notice, or replied to
    waiting: int
    replied: int
    up: int
    down: int
    wait: timedelta | None  # from asking for a person to the reply, the median
    weeks: tuple[tuple[date, int], ...]  # by their Mondays, the latest first
    months: tuple[tuple[date, int], ...]
    matters: tuple[Asked, ...]  # the most asked first

    @property
    def share(self) -> float:
        return self.answered / self.total if self.total else 0.0

    @property
    def unanswered(self) -> list[Asked]:
        found = [each for each in self.matters if each.unanswered]
        return sorted(found, key=lambda each: -each.unanswered)

    @property
    def disliked(self) -> list[Asked]:
        found = [each for each in self.matters if each.down]
        return sorted(found, key=lambda each: -each.down)


def is_answered(question: Question) -> bool:
    return question.tier == "direct" or question.replied_at is not None


def figures(questions: Sequence[Question]) -> Figures:
    """May take a moment, where there are thousands."""
    tiers, days = Counter(each.tier for each in questions), [_day(each) for each in questions]
    waits = [wait.total_seconds() for each in questions if (wait := waited(each)) is not None]
    return Figures(
        total=len(questions),
        tiers={tier: tiers.get(tier, 0) for tier in TIERS},
        answered=sum(map(is_answered, questions)),
        waiting=sum(each.is_waiting for each in questions),
        replied=sum(each.replied_at is not None for each in questions),
        up=sum(each.rating == Rating.UP for each in questions),
        down=sum(each.rating == Rating.DOWN for each in questions),
        wait=timedelta(seconds=median(waits)) if waits else None,
        weeks=_counted(day - timedelta(days=day.weekday()) for day in days),
        months=_counted(day.replace(day=1) for day in days),
        matters=_matters(questions),
    )


def waited(question: Question) -> timedelta | None:
    opened, replied = question.opened_at, question.replied_at
    return replied - opened if opened and replied and replied >= opened else None


def _day(question: Question) -> date:
    at: datetime = question.asked_at
    return at.date()


def _counted(days: Iterable[date]) -> tuple[tuple[date, int], ...]:
    return tuple(sorted(Counter(days).items(), reverse=True))


def _matters(questions: Sequence[Question]) -> tuple[Asked, ...]:
    by_text: dict[str, list[Question]] = {}
    for each in questions:
        by_text.setdefault(each.text, []).append(each)
    usual = sorted(by_text, key=lambda text: -len(by_text[text]))[:MOST_WORDINGS]
    found = [_asked([by_text[usual[n]] for n in places]) for places in groups(usual)]
    return tuple(sorted(found, key=lambda each: -each.times))


def _asked(wordings: Sequence[Sequence[Question]]) -> Asked:
    every = [each for wording in wordings for each in wording]
    return Asked(
        text=wordings[0][0].text,
        times=len(every),
        unanswered=sum(not is_answered(each) for each in every),
        down=sum(each.rating == Rating.DOWN for each in every),
    )

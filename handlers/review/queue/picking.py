"""Which part of the queue is wanted: written short enough for a button."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from handlers.review.scope import Scope
from storage.filings import Wanted

MOST_BYTES = 42  # a button holds 64


class By(StrEnum):
    """The sorts of filters."""

    ALL = ""
    MINE = "mine"
    FREE = "free"
    LATE = "late"
    FORM = "form"
    CITY = "city"
    SOCIETY = "society"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Pick:
    """One filter: `value` is the form, the city, the society or the words."""

    by: By = By.ALL
    value: str = ""

    @classmethod
    def parse(cls, text: str) -> "Pick":
        """A forged or outdated one is none."""
        by, _, value = text.partition(".")
        known = by in set(By) and (by in (By.ALL, By.MINE, By.FREE, By.LATE)) is not bool(value)
        return cls(By(by), value) if known else cls()

    def __str__(self) -> str:
        return f"{self.by}.{self.value}" if self.value else str(self.by)

    def of(self, scope: Scope, today: date) -> Wanted:
        return narrowed(scope.waiting, self, scope, today)


def words(said: str) -> Pick:
    """What was typed; a colon would end a button's text."""
    cut = said.replace(":", "：").strip().encode()[:MOST_BYTES]
    return Pick(By.WORDS, cut.decode(errors="ignore").strip())


def narrowed(wanted: Wanted, pick: Pick, scope: Scope, today: date) -> Wanted:
    match pick.by:
        case By.MINE:
            return replace(wanted, assigned_among=scope.hands)
        case By.FREE:
            return replace(wanted, unassigned=True)
        case By.LATE:
            return replace(wanted, due_before=today)
        case By.FORM:
            return replace(wanted, forms=(pick.value,))
        case By.CITY:
            return replace(wanted, city=pick.value)
        case By.SOCIETY:
            return replace(wanted, society_id=pick.value)
        case By.WORDS:
            return replace(wanted, words=pick.value)
    return wanted

"""A form half filled in: plain JSON, whole after every answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from forms.places import Place

__all__ = ["Draft", "Place"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Answers by field name, rows as lists; None is what was skipped.

    Answers whose question is hidden stay here, out of sight: `Filling` decides what is seen.
    `former` keeps what a newer version of the form cannot take over.
    """

    form: str
    version: int
    answers: Mapping[str, Any] = field(default_factory=dict)
    finished: frozenset[str] = frozenset()
    reasons: Mapping[str, str] = field(default_factory=dict)
    shapes: Mapping[str, str] = field(default_factory=dict)
    former: Mapping[str, Any] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """As it is kept; `restore` takes it back."""
        return {
            "form": self.form,
            "version": self.version,
            "answers": dict(self.answers),
            "finished": sorted(self.finished),
            "reasons": dict(self.reasons),
            "shapes": dict(self.shapes),
            "former": dict(self.former),
        }

    @classmethod
    def restore(cls, plain: Mapping[str, Any]) -> "Draft":
        return cls(**{**plain, "finished": frozenset(plain.get("finished", ()))})

    def rows(self, name: str) -> list[dict[str, Any]]:
        kept = self.answers.get(name)
        return [dict(row) for row in kept] if isinstance(kept, list) else []

    def at(self, place: Place) -> Any:
        """The plain answer there; None when there is none."""
        if place.row is None or place.inner is None:
            return self.answers.get(place.field)
        rows = self.rows(place.field)
        return rows[place.row].get(place.inner) if place.row < len(rows) else None

    def has(self, place: Place) -> bool:
        if place.row is None or place.inner is None:
            return place.field in self.answers
        rows = self.rows(place.field)
        return place.row < len(rows) and place.inner in rows[place.row]

    def put(self, place: Place, plain: Any) -> "Draft":
        """With this answer there; a reason given for the one before is gone."""
        answers = dict(self.answers)
        if place.row is None or place.inner is None:
            answers[place.field] = plain
        else:
            rows = self.rows(place.field)
            rows += [{}] * (place.row + 1 - len(rows))
            rows[place.row] = {**rows[place.row], place.inner: plain}
            answers[place.field] = rows
        reasons = {key: said for key, said in self.reasons.items() if key != str(place)}
        return replace(self, answers=answers, reasons=reasons)

    def without(self, place: Place) -> "Draft":
        """As if it had never been asked; a reason given for the answer is gone."""
        answers, reasons = dict(self.answers), dict(self.reasons)
        reasons.pop(str(place), None)
        if place.row is None or place.inner is None:
            answers.pop(place.field, None)
        elif place.row < len(rows := self.rows(place.field)):
            rows[place.row].pop(place.inner, None)
            answers[place.field] = rows
        return replace(self, answers=answers, reasons=reasons)

    def with_rows(
        self, name: str, rows: list[dict[str, Any]], reasons: Mapping[str, str]
    ) -> "Draft":
        return replace(self, answers={**self.answers, name: rows}, reasons=reasons)

    def without_row(self, name: str, row: int) -> "Draft":
        """Reasons given for later rows move up with them."""
        rows = self.rows(name)
        moved: dict[str, str] = {}
        for key, said in self.reasons.items():
            place = Place.parse(key)
            if place.field == name and place.row is not None:
                if place.row == row:
                    continue
                up = place.row - (place.row > row)
                moved[str(Place(name, up, place.inner))] = said
            else:
                moved[key] = said
        return self.with_rows(name, rows[:row] + rows[row + 1 :], moved)

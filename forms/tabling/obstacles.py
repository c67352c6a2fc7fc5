"""What stands in the way of handing in, place by place, as a page shows it all at once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from forms.drafts import Draft, Place
from forms.filling import Filling
from forms.judging import Look
from forms.specification import FieldSpec
from forms.steps import Asking, Complaining
from forms.walking import needed_rows

Kind = Literal["missing", "wrong", "why", "explained"]
MISSING = "还没有填。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """Something missing or wrong, something that asks why, or a why that was answered."""

    place: Place
    label: str
    kind: Kind
    sentence: str
    reason: str = ""

    def plain(self) -> dict[str, Any]:
        return {
            "place": str(self.place),
            "label": self.label,
            "kind": self.kind,
            "sentence": self.sentence,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacles:
    """By place, in the order of the form; and the open questions, needed or not."""

    found: Mapping[Place, Obstacle]
    questions: Mapping[Place, Asking]

    def at(self, place: Place) -> dict[str, Any] | None:
        found = self.found.get(place)
        return found.plain() if found else None

    def list(self) -> tuple[Obstacle, ...]:
        """What is still to be done."""
        return tuple(each for each in self.found.values() if each.kind != "explained")


def obstacles(filling: Filling, draft: Draft, look: Look) -> Obstacles:
    """One walk without the reasons, so that the warnings they excuse are seen too."""
    found: dict[Place, Obstacle] = {}
    questions: dict[Place, Asking] = {}
    for step in filling.troubles(replace(draft, reasons={})):
        if isinstance(step, Complaining):
            told: Obstacle | None = _complaint(step, draft, filling)
        else:
            questions.setdefault(step.place, step)
            told = _question(step, draft, look)
        if told:
            found.setdefault(told.place, told)
    ordered = sorted(found.values(), key=lambda each: _order(each.place, filling))
    return Obstacles(found={each.place: each for each in ordered}, questions=questions)


def _complaint(step: Complaining, draft: Draft, filling: Filling) -> Obstacle:
    kind: Kind = "wrong"
    reason = draft.reasons.get(str(step.place), "")
    if step.severity == "warning":
        kind = "explained" if reason else "why"
    return Obstacle(
        place=step.place,
        label=_label(step.place, step.field, filling.form.field(step.place.field)),
        kind=kind,
        sentence=step.sentence,
        reason=reason if kind == "explained" else "",
    )


def _question(step: Asking, draft: Draft, look: Look) -> Obstacle | None:
    """None for what may be left open: an optional answer, one more row."""
    group = step.group or (step.field if step.field.fields else None)
    place, label, sentence = step.place, _label(step.place, step.field, step.group), MISSING
    if group is not None:
        rows = len(draft.rows(group.name))
        if place.row is None or place.row >= rows:
            needed = needed_rows(group, look, rows)
            if rows >= needed:
                return None
            place, label = Place(group.name), group.label
            if rows:
                sentence = f"至少要{needed}项，现在是{rows}项。请再添加。"
        elif not step.required:
            return None
    elif not step.required:
        return None
    return Obstacle(place=place, label=label, kind="missing", sentence=sentence)


def _label(place: Place, field: FieldSpec, group: FieldSpec | None) -> str:
    if place.row is None or group is None:
        return field.label
    return f"{group.label}第{place.row + 1}项·{field.label}"


def _order(place: Place, filling: Filling) -> tuple[int, int, int]:
    names = [each.name for each in filling.form.fields]
    group = filling.form.field(place.field)
    inner = [each.name for each in group.fields] if group else []
    column = inner.index(place.inner) if place.inner else -1
    return names.index(place.field), -1 if place.row is None else place.row, column

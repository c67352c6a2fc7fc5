"""Filling in a form: what comes next, taking in an answer; whole after every step, never raising.

Only `Complaint` is raised, for what a person can mend; its sentence tells them how.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from forms.drafts import Draft, Place
from forms.evaluation import Evaluator
from forms.judging import Kinds, Look, Row, Verdict
from forms.kinds import follows, kind_of
from forms.reckoning import day_of
from forms.specification import FieldSpec, FieldType, FormSpec
from forms.steps import Accepted, Asking, Complaining, Ready, Step
from forms.upgrading import shape
from forms.values import Choice, Complaint, Kind, Option, Text
from forms.walking import Walk, most_rows, needed_rows
from forms.world import World

REASON = Text(least=2, most=200, lines=True)
NOT_NOW = "这一项现在不用填。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """One form, the policy and the world it is filled in against; drafts go in and come out."""

    form: FormSpec
    policy: Mapping[str, Any]
    world: World
    _kinds: Kinds = field(default_factory=Kinds)
    _evaluator: Evaluator = field(init=False)

    def __post_init__(self) -> None:
        evaluator = Evaluator(world=self.world, policy=self.policy)
        object.__setattr__(self, "_evaluator", evaluator)

    def start(self) -> Draft:
        return Draft(form=self.form.id, version=self.form.version)

    def look(self, draft: Draft) -> Look:
        return Look(self.form, draft, self._evaluator, self._kinds)

    def next_step(self, draft: Draft) -> Step:
        """The first question, complaint or, when there is none, Ready."""
        walk = Walk(form=self.form, draft=draft, look=self.look(draft))
        return next(walk.steps(), None) or Ready(len(walk))

    def asking_at(self, draft: Draft, place: Place) -> Asking | None:
        """The question there, answered or not; None while it is not asked."""
        return Walk(form=self.form, draft=draft, look=self.look(draft)).at(place)

    def troubles(self, draft: Draft) -> tuple[Asking | Complaining, ...]:
        """Everything that stands in the way of submitting."""
        return tuple(Walk(form=self.form, draft=draft, look=self.look(draft)).steps())

    def accept(self, draft: Draft, place: Place, said: object) -> Accepted:
        """Take in what was typed (text) or what a cell, a file or a button holds."""
        look = self.look(draft)
        spec, row = self._open(draft, look, place)
        kind = self.kind(spec, look)
        value = kind.read(said) if isinstance(said, str) else kind.read_cell(said)
        plain = kind.plain(value)
        after = self.noted(draft.put(place, plain), self._spec(place))
        look = self.look(after)
        row = look.rows(self._spec(place))[place.row] if place.row is not None else None
        verdict = look.verdict_on(spec, value, row)
        if verdict is Verdict.WRONG and spec.severity == "error":
            raise Complaint(spec.constraint_message)
        warning = spec.constraint_message if verdict is Verdict.WRONG else ""
        return Accepted(draft=after, shown=kind.show(value), warning=warning)

    def skip(self, draft: Draft, place: Place) -> Draft:
        look = self.look(draft)
        spec, row = self._open(draft, look, place)
        if look.required(spec, row):
            raise Complaint(f"「{spec.label}」必须填，不能跳过。")
        return draft.put(place, None)

    def clear(self, draft: Draft, place: Place) -> Draft:
        """Take an answer back: what may be skipped is skipped, what must be answered is asked."""
        look = self.look(draft)
        spec, row = self._open(draft, look, place)
        return draft.without(place) if look.required(spec, row) else draft.put(place, None)

    def explain(self, draft: Draft, place: Place, said: str) -> Draft:
        """Why something that is warned about is as it is."""
        if not any(
            each.place == place
            for each in self.troubles(draft)
            if isinstance(each, Complaining) and each.severity == "warning"
        ):
            raise Complaint(NOT_NOW)
        return replace(draft, reasons={**draft.reasons, str(place): REASON.read(said)})

    def add_row(self, draft: Draft, name: str) -> Draft:
        """One more row; its first question comes next."""
        group = self._group(draft, name)
        rows = draft.rows(name)
        if len(rows) >= most_rows(group):
            raise Complaint(f"「{group.label}」最多{most_rows(group)}项。")
        opened = replace(draft, finished=draft.finished - {name})
        return opened.with_rows(name, [*rows, {}], draft.reasons)

    def remove_row(self, draft: Draft, name: str, row: int) -> Draft:
        group = self._group(draft, name)
        if not 0 <= row < len(draft.rows(name)):
            raise Complaint(f"「{group.label}」没有第{row + 1}项。")
        return draft.without_row(name, row)

    def finish(self, draft: Draft, name: str) -> Draft:
        """No more rows."""
        group, look = self._group(draft, name), self.look(draft)
        rows, needed = draft.rows(name), needed_rows(group, look, len(draft.rows(name)))
        if len(rows) < needed:
            raise Complaint(f"「{group.label}」至少要{needed}项，现在是{len(rows)}项。请再添加。")
        closed = replace(draft, finished=draft.finished | {name})
        return self.noted(closed.with_rows(name, rows, draft.reasons), group)

    def noted(self, draft: Draft, spec: FieldSpec) -> Draft:
        """With a note of what the answer means, for when the form changes."""
        return replace(draft, shapes={**draft.shapes, spec.name: shape(spec)})

    def kind(self, spec: FieldSpec, look: Look) -> Kind[Any]:
        """How this field is read now; what it may refer to is looked up before."""
        offered = self.world.references(spec.of) if spec.of else None
        if offered is not None:
            options = (Option(key, label, (key,)) for key, label in offered.items())
            return Choice(tuple(options))
        return kind_of(spec, day_of(self.world.now()), self._anchor(spec, look))

    def _anchor(self, spec: FieldSpec, look: Look) -> date | None:
        value = look.get(follows(spec) or "")
        return day_of(value) if isinstance(value, date) else None

    def _spec(self, place: Place) -> FieldSpec:
        found = self.form.field(place.field)
        if found is None:
            raise Complaint(NOT_NOW)
        return found

    def _group(self, draft: Draft, name: str) -> FieldSpec:
        group = self._spec(Place(name))
        if group.type is not FieldType.REPEAT or not self.look(draft).relevant(group):
            raise Complaint(NOT_NOW)
        return group

    def _open(self, draft: Draft, look: Look, place: Place) -> tuple[FieldSpec, Row | None]:
        """The field that may be answered there; a complaint when it is not asked now."""
        outer = self._spec(place)
        if not look.relevant(outer):
            raise Complaint(NOT_NOW)
        if place.inner is None:
            if outer.type in {FieldType.REPEAT, FieldType.CALCULATION}:
                raise Complaint(NOT_NOW)
            return outer, None
        inner, rows = outer.field(place.inner), look.rows(outer)
        if inner is None or place.row is None or not 0 <= place.row <= len(rows):
            raise Complaint(NOT_NOW)
        if place.row == most_rows(outer):
            raise Complaint(f"「{outer.label}」最多{most_rows(outer)}项。")
        row = rows[place.row] if place.row < len(rows) else look.empty_row(outer)
        if not inner.asked or not look.relevant(inner, row):
            raise Complaint(NOT_NOW)
        return inner, row

"""Walking through a draft in the order of the form: every question, every complaint."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from forms.drafts import Draft, Place
from forms.expressions import Expression
from forms.judging import Look, Row, Verdict
from forms.specification import FieldSpec, FieldType, FormSpec
from forms.steps import Asking, Complaining, Severity
from forms.unknown import UNKNOWN

MOST_ROWS = 300
UNREADABLE = "原来的答案不能用了，请重新填。"
UNSURE = "现在查不到可以对照的资料。请说明一下情况，由工作人员核对。"


def most_rows(group: FieldSpec) -> int:
    return group.most or MOST_ROWS


def needed_rows(group: FieldSpec, look: Look, rows: int) -> int:
    """How many rows there must be: an optional group may be left empty."""
    if look.required(group):
        return max(group.least or 1, 1)
    return (group.least or 0) if rows else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """One walk through one draft; the first step is what comes next."""

    form: FormSpec
    draft: Draft
    look: Look

    def asked(self) -> list[FieldSpec]:
        """The fields that are relevant now, in their order."""
        return [each for each in self.form.fields if each.asked and self.look.relevant(each)]

    def steps(self) -> Iterator[Asking | Complaining]:
        asked = self.asked()
        for number, field in enumerate(asked, 1):
            where = _Where(walk=self, number=number, total=len(asked))
            yield from where.group(field) if field.fields else where.field(field)
        # Only when everything is answered is it a fault that nobody can judge.
        for number, field in enumerate(asked, 1):
            where = _Where(walk=self, number=number, total=len(asked))
            yield from where.unsure(field)

    def at(self, place: Place) -> Asking | None:
        """The question there, answered or not; None while it is not asked."""
        for number, field in enumerate(asked := self.asked(), 1):
            if field.name == place.field:
                where = _Where(walk=self, number=number, total=len(asked))
                return where.at(field, place)
        return None

    def __len__(self) -> int:
        return len(self.asked())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Where:
    """One field of the walk, with its number."""

    walk: Walk
    number: int
    total: int

    def field(self, field: FieldSpec) -> Iterator[Asking | Complaining]:
        draft, look = self.walk.draft, self.walk.look
        place, answers = Place(field.name), draft.answers
        if field.name not in answers or (answers[field.name] is None and look.required(field)):
            yield self._asking(place, field)
        else:
            yield from self._complaints(place, field, answers[field.name])

    def at(self, field: FieldSpec, place: Place) -> Asking | None:
        rows = self.walk.look.rows(field) if field.fields else []
        if place.row is None or place.inner is None:
            return self._asking(place, field, rows=len(rows))
        if place.row > len(rows):
            return None
        begun = place.row < len(rows)
        row = rows[place.row] if begun else self.walk.look.empty_row(field)
        inner = field.field(place.inner)
        if inner is None or inner not in row.seen():
            return None
        return self._asking(place, inner, field, row, len(rows))

    def group(self, group: FieldSpec) -> Iterator[Asking | Complaining]:
        look, draft = self.walk.look, self.walk.draft
        rows = look.rows(group)
        for n, row in enumerate(rows):
            yield from self._row(group, n, row)
        if len(rows) < needed_rows(group, look, len(rows)):
            yield self._first_of_row(group, len(rows))
        elif len(rows) > most_rows(group):
            sentence = f"最多{most_rows(group)}项，请删去几项。"
            yield self._complaining(Place(group.name), group, sentence, "error")
        elif group.name not in draft.finished and len(rows) < most_rows(group):
            yield self._asking(Place(group.name), group, rows=len(rows))
        else:
            yield from self._complaints(Place(group.name), group, None)

    def unsure(self, field: FieldSpec) -> Iterator[Complaining]:
        look = self.walk.look
        if not field.fields:
            yield from self._unsure(Place(field.name), field, None)
        for n, row in enumerate(look.rows(field) if field.fields else ()):
            for inner in row.seen():
                yield from self._unsure(Place(field.name, n, inner.name), inner, row)

    def _row(self, group: FieldSpec, n: int, row: Row) -> Iterator[Asking | Complaining]:
        for inner in row.seen():
            if not inner.asked:
                continue
            place, plain = Place(group.name, n, inner.name), row.answers.get(inner.name)
            missing = inner.name not in row.answers
            if missing or (plain is None and self.walk.look.required(inner, row)):
                yield self._asking(place, inner, group, row, len(self.walk.look.rows(group)))
            else:
                yield from self._complaints(place, inner, plain, row)

    def _first_of_row(self, group: FieldSpec, n: int) -> Asking:
        """The first question of a row nobody has begun; the group itself if it has none."""
        row = self.walk.look.empty_row(group)
        inner = next((each for each in row.seen() if each.asked), None)
        if inner is None:
            return self._asking(Place(group.name), group, rows=n)
        return self._asking(Place(group.name, n, inner.name), inner, group, row, n)

    def _asking(
        self,
        place: Place,
        field: FieldSpec,
        group: FieldSpec | None = None,
        row: Row | None = None,
        rows: int = 0,
    ) -> Asking:
        look = self.walk.look
        return Asking(
            place=place,
            field=field,
            number=self.number,
            total=self.total,
            required=not field.fields and look.required(field, row),
            group=group,
            rows=rows,
            offered=self._offered(field, row),
            former=self.walk.draft.former.get(str(place)),
        )

    def _offered(self, field: FieldSpec, row: Row | None) -> Any:
        """What `default` says, as it would be stored; None where it cannot say."""
        if field.default is None:
            return None
        return self.walk.look.plain(field, self.walk.look.evaluate(field.default, row))

    def _complaints(
        self, place: Place, field: FieldSpec, plain: Any, row: Row | None = None
    ) -> Iterator[Complaining]:
        look = self.walk.look
        if not look.readable(field, plain):
            yield self._complaining(place, field, UNREADABLE, "error")
        elif look.verdict(field, row) is Verdict.WRONG and not self._excused(place, field):
            yield self._complaining(place, field, field.constraint_message, field.severity)

    def _unsure(self, place: Place, field: FieldSpec, row: Row | None) -> Iterator[Complaining]:
        """A required answer whose rule cannot be judged: name what is missing, or ask why."""
        look = self.walk.look
        if not field.constraint or look.verdict(field, row) is not Verdict.UNSURE:
            return
        if not look.required(field, row):
            return
        if missing := self._missing(field.constraint):
            sentence = f"要和「{missing.label}」对照才能核对，请先填「{missing.label}」。"
            yield self._complaining(Place(missing.name), missing, sentence, "error")
        elif str(place) not in self.walk.draft.reasons:
            yield self._complaining(place, field, UNSURE, "warning")

    def _missing(self, expression: Expression) -> FieldSpec | None:
        """A relevant field the expression needs that has been skipped."""
        for field in self.walk.asked():
            unknown = field.name in expression.fields and field.type is not FieldType.REPEAT
            if unknown and self.walk.look.get(field.name) is UNKNOWN:
                return field
        return None

    def _excused(self, place: Place, field: FieldSpec) -> bool:
        return field.severity == "warning" and str(place) in self.walk.draft.reasons

    def _complaining(
        self, place: Place, field: FieldSpec, sentence: str, severity: Severity
    ) -> Complaining:
        return Complaining(
            place=place,
            field=field,
            sentence=sentence,
            severity=severity,
            number=self.number,
            total=self.total,
        )

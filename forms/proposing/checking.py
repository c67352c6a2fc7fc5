"""Candidates become proposals where the form takes them, on top of those before."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from forms.drafts import Draft
from forms.filling import Filling
from forms.kinds import follows, kind_of
from forms.proposing.proposals import Candidate, Partial, Proposal, Strength
from forms.proposing.references import is_known
from forms.proposing.words import CHANGING
from forms.reckoning import day_of
from forms.specification import FieldType
from forms.steps import Accepted
from forms.unknown import UNKNOWN
from forms.values import Complaint, Date
from forms.values.moments import DateTime


@dataclass(slots=True, kw_only=True)
class Checker:
    """Takes what can be taken, again and again: one answer makes the next question relevant."""

    filling: Filling
    draft: Draft
    message: str
    proposals: list[Proposal] = field(default_factory=list)
    partials: list[Partial] = field(default_factory=list)

    def check(self, candidates: Iterable[Candidate]) -> None:
        """In the order of the form."""
        order = {spec.name: n for n, spec in enumerate(self.filling.form.fields)}
        waiting = sorted(candidates, key=lambda each: _rank(each, order))
        while waiting:
            left = [each for each in waiting if not self._taken(each)]
            if len(left) == len(waiting):
                break
            waiting = left
        self.partials += [found for each in waiting if (found := self._partial(each))]

    def _taken(self, candidate: Candidate) -> bool:
        try:
            taken = self.filling.accept(self.draft, candidate.place, candidate.said)
        except Complaint:
            return False
        if self._is_new(candidate, taken) and is_known(self.filling.world, candidate):
            self.proposals.append(self._proposal(candidate, taken))
            self.draft = taken.draft
        return True

    def _is_new(self, candidate: Candidate, taken: Accepted) -> bool:
        """Nothing is there, or the message plainly says otherwise."""
        before = self.draft.at(candidate.place)
        if before is None:
            return True
        if before == taken.draft.at(candidate.place):
            return False
        return candidate.strength > Strength.BARE or bool(CHANGING.search(self.message))

    def _proposal(self, candidate: Candidate, taken: Accepted) -> Proposal:
        place, start = candidate.place, candidate.start
        return Proposal(
            place=place,
            label=_label(self.filling, candidate),
            said=candidate.said,
            plain=taken.draft.at(place),
            shown=taken.shown,
            words=self.message[start : candidate.end],
            start=start,
            replaces=self._before(candidate),
            warning=taken.warning,
        )

    def _before(self, candidate: Candidate) -> str:
        return self.filling.look(self.draft).shown(candidate.spec, self.draft.at(candidate.place))

    def _partial(self, candidate: Candidate) -> Partial | None:
        """A day where a moment is asked for, if that is all that is missing."""
        kind = self._moment(candidate)
        if kind is None or self.draft.at(candidate.place) is not None:
            return None
        day = Date(today=kind.today, towards=kind.towards, anchor=kind.anchor)
        try:
            shown = day.show(day.read(candidate.said))
        except Complaint:
            return None
        return Partial(
            place=candidate.place,
            label=candidate.spec.label,
            shown=shown,
            words=self.message[candidate.start : candidate.end],
            start=candidate.start,
        )

    def _moment(self, candidate: Candidate) -> DateTime | None:
        look = self.filling.look(self.draft)
        if candidate.spec.type is not FieldType.DATETIME or not look.relevant(candidate.spec):
            return None
        anchor = look.get(follows(candidate.spec) or "")
        today = day_of(self.filling.world.now())
        kind = kind_of(candidate.spec, today, None if anchor is UNKNOWN else day_of(anchor))
        return kind if isinstance(kind, DateTime) else None


def _rank(candidate: Candidate, order: dict[str, int]) -> tuple[int, int, int]:
    return order[candidate.place.field], candidate.place.row or 0, candidate.start


def _label(filling: Filling, candidate: Candidate) -> str:
    place, group = candidate.place, filling.form.field(candidate.place.field)
    if place.row is None or group is None:
        return candidate.spec.label
    return f"{group.label}{place.row + 1}·{candidate.spec.label}"

"""A complete example of every form: answered question by question, as a person would.

It is made by `Filling` itself, so an example that is ready has passed every rule.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from forms.drafts import Draft, Place
from forms.fictional_world import filling_for
from forms.filling import Filling
from forms.sayings import Sayings
from forms.specification import Catalogue, FieldSpec, FieldType, FormSpec
from forms.steps import Asking, Complaining, Ready
from forms.values import Complaint

MOST_STEPS = 2000
ROWS = 2
REASON = "这是样例，原因也是虚构的。"


@dataclass(eq=False)
class Unfinished(Exception):
    """No answer was found for this field: the form cannot be filed as it is."""

    field: FieldSpec
    group: FieldSpec | None
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A draft that is ready, and what was said to fill it in, in the order of the questions."""

    draft: Draft
    said: Mapping[Place, object] = field(default_factory=dict)


def example(form: FormSpec, catalogue: Catalogue, now: datetime, seed: int = 0) -> Example:
    """The same for the same seed and day; seed 0 asks for as much as it can."""
    return example_for(filling_for(form, catalogue, now), seed)


def example_for(filling: Filling, seed: int = 0, draft: Draft | None = None) -> Example:
    """Against any world, from a draft on that may have been begun."""
    dice = Random(f"{filling.form.id} {seed}")  # noqa: S311 - nothing secret
    return _Author(filling=filling, dice=dice, bold=seed == 0).write(draft or filling.start())


@dataclass(slots=True, kw_only=True)
class _Author:
    filling: Filling
    dice: Random
    bold: bool
    said: dict[Place, object] = field(default_factory=dict)

    def write(self, draft: Draft) -> Example:
        for _ in range(MOST_STEPS):
            step = self.filling.next_step(draft)
            if isinstance(step, Ready):
                return Example(draft=draft, said=self.said)
            draft = self._after(draft, step)
        raise Unfinished(self.filling.form.fields[0], None, "一直在重复提问")

    def _after(self, draft: Draft, step: Asking | Complaining) -> Draft:
        if isinstance(step, Complaining):
            return self._mended(draft, step)
        if step.field.type is FieldType.REPEAT:
            return self._another_row(draft, step)
        return self._answered(draft, step)

    def _another_row(self, draft: Draft, step: Asking) -> Draft:
        name, wanted = step.field.name, max(step.field.least or 0, ROWS)
        if step.rows < min(wanted, step.field.most or wanted):
            return self.filling.add_row(draft, name)
        return self.filling.finish(draft, name)

    def _answered(self, draft: Draft, step: Asking) -> Draft:
        """The first answer that is taken without a warning, or one with a reason."""
        warned: Draft | None = None
        sentence = "没有可试的回答"
        for said in self._sayings(draft, step):
            try:
                taken = self.filling.accept(draft, step.place, said)
            except Complaint as complaint:
                sentence = complaint.sentence
                continue
            self.said[step.place] = said
            if not taken.warning:
                return taken.draft
            warned = warned or self.filling.explain(taken.draft, step.place, REASON)
        if warned is None:
            raise Unfinished(step.field, step.group, sentence)
        return warned

    def _mended(self, draft: Draft, step: Complaining) -> Draft:
        if step.severity == "warning":
            return self.filling.explain(draft, step.place, REASON)
        raise Unfinished(step.field, None, step.sentence)

    def _sayings(self, draft: Draft, step: Asking) -> Iterator[object]:
        sayings = Sayings(
            filling=self.filling, draft=draft, dice=self.dice, bold=self.bold, said=self.said
        )
        return sayings.of(step)

"""What a person might answer to a question, likeliest first."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from forms import fictional
from forms.checks.constants import numbers_in
from forms.drafts import Draft, Place
from forms.fictional_words import words
from forms.filling import Filling
from forms.kinds import kind_of
from forms.specification import NUMBERS, WORDS, FieldSpec, FieldType
from forms.steps import Asking

LIKELY = (120, 12, 3, 30, 1, 0, 5, 60, 300, 1000)
LIKELY_MONEY = (120_000, 35_000, 8_000)
LIKELY_DAYS = (-30, 45, -1, 46, 0, 400, -400)
LONG_AGO = date(1990, 5, 4)
REFERENCES = {
    "society": fictional.SOCIETY,
    "event": fictional.EVENT,
    "person": fictional.APPLICANT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sayings:
    """Candidate answers for one question, given what was said before."""

    filling: Filling
    draft: Draft
    dice: Random
    bold: bool
    said: Mapping[Place, object]

    def of(self, step: Asking) -> Iterator[object]:
        spec = step.field
        if step.offered is not None:
            kind = kind_of(spec)
            yield kind.show(kind.restore(step.offered))
        if spec.type in {FieldType.SELECT_ONE, FieldType.YES_NO}:
            yield from self._choices(spec)
        elif spec.type is FieldType.SELECT_MULTIPLE:
            yield from self._several(spec)
        elif spec.type in NUMBERS:
            yield from self._numbers(spec)
        elif spec.type in {FieldType.DATE, FieldType.DATETIME}:
            yield from self._days(spec)
        elif spec.type is FieldType.FILE:
            yield self._files(spec)
        else:
            yield from (self._words(spec) for _ in range(8))

    def _choices(self, spec: FieldSpec) -> list[str]:
        labels = list(kind_of(spec).labels)
        if not self.bold:
            self.dice.shuffle(labels)
        return labels

    def _several(self, spec: FieldSpec) -> Iterator[str]:
        labels = self._choices(spec)
        if self.bold:
            yield "、".join(labels)
        for count in range(max(spec.least or 1, 1), len(labels) + 1):
            yield "、".join(labels[:count])

    def _numbers(self, spec: FieldSpec) -> Iterator[str]:
        if spec.type is FieldType.YEAR:
            yield from (str(self._now.year - back) for back in range(5))
        near = numbers_in(spec.constraint) if spec.constraint else set()
        policy = [self.filling.policy.get(name) for name in self._policy(spec)]
        near |= {int(each) for each in policy if isinstance(each, (int, float))}
        near |= {each for each in (spec.least, spec.most) if each is not None}
        answered = self._answered(spec)
        likely = (*LIKELY_MONEY, *LIKELY) if spec.type is FieldType.MONEY else LIKELY
        yield from (str(number) for number in (*likely, *answered, *sorted(near)))

    def _policy(self, spec: FieldSpec) -> frozenset[str]:
        return spec.constraint.policy if spec.constraint else frozenset()

    def _answered(self, spec: FieldSpec) -> list[Decimal]:
        """The numbers its rule compares it with, and the one above."""
        fields = spec.constraint.fields if spec.constraint else frozenset()
        texts = [str(self.draft.answers.get(name)) for name in sorted(fields)]
        found = [Decimal(text) for text in texts if text.lstrip("-").replace(".", "").isdigit()]
        return [near for number in found for near in (number, number + 1)]

    def _days(self, spec: FieldSpec) -> Iterator[str]:
        days = [self._now + timedelta(days=days) for days in LIKELY_DAYS]
        if "成立" in spec.label:
            yield f"{LONG_AGO:%Y年%m月%d日}"
        hour = 17 if "结束" in spec.label else 9
        clock = f" {hour}:00" if spec.type is FieldType.DATETIME else ""
        yield from (f"{day.year}年{day.month}月{day.day}日{clock}" for day in days)

    def _words(self, spec: FieldSpec) -> str:
        if spec.type in WORDS:
            longest = spec.most or (200 if spec.type is FieldType.TEXT else 3000)
            return words(spec.label, spec.least or 1, longest, self.dice)
        readers: Mapping[FieldType, Callable[[], str]] = {
            FieldType.MOBILE: lambda: fictional.mobile(self.dice),
            FieldType.PHONE: lambda: fictional.mobile(self.dice),
            FieldType.EMAIL: lambda: "filing@example.org",
            FieldType.WEBSITE: lambda: "https://www.example.org",
            FieldType.USCC: lambda: fictional.credit_code(self.dice),
            FieldType.RESIDENT_ID: lambda: fictional.identity(self.dice),
            FieldType.REGION: lambda: self.dice.choice(kind_of(spec).labels),
            FieldType.TAGS: lambda: "云岭省数学会、云岭大学",
            FieldType.REFERENCE: lambda: self._reference(spec.of or ""),
        }
        return readers[spec.type]()

    def _reference(self, of: str) -> str:
        """The first that is on offer, where the world knows what is."""
        offered = self.filling.world.references(of)
        if offered:
            return next(iter(offered.values()))
        return REFERENCES.get(of, fictional.FILING)

    def _files(self, spec: FieldSpec) -> Any:
        ending = spec.accept[0] if spec.accept else "pdf"
        return [
            {"hash": f"{n:064x}", "name": f"样例{n}.{ending}", "size": 1000 + n}
            for n in range(1, max(spec.least or 1, 1) + 1)
        ]

    @property
    def _now(self) -> datetime:
        return self.filling.world.now()

"""The words of one form, made once: which field each of them means."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from forms.proposing import labels
from forms.proposing.identity import Same
from forms.specification import NUMBERS, FieldSpec, FieldType, FormSpec

DAYS = frozenset({FieldType.DATE, FieldType.DATETIME})
COUNTS = NUMBERS - {FieldType.YEAR}


@dataclass(frozen=True, slots=True)
class Cues:
    """Words and the fields they mean; the longest word wins."""

    fields: dict[str, list[FieldSpec]]
    pattern: re.Pattern[str] | None

    @classmethod
    def of(cls, specs: Iterable[FieldSpec]) -> "Cues":
        fields: dict[str, list[FieldSpec]] = {}
        for spec in specs:
            for cue in labels.cues(spec):
                # A field's own cue is meant before a word that happens to be in a label.
                own = [each for each in fields.get(cue, []) if cue in each.cues]
                if not own or cue in spec.cues:
                    fields[cue] = (
                        [*own, spec] if cue in spec.cues else [*fields.get(cue, []), spec]
                    )
        return cls(fields, any_of(fields))

    def found(self, text: str) -> Iterator[tuple[int, int, FieldSpec]]:
        """Where a word stands that means one field alone."""
        for hit in self.pattern.finditer(text) if self.pattern else ():
            specs = self.fields[hit[0]]
            if len(specs) == 1:
                yield hit.start(), hit.end(), specs[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """What the readers of a form look for."""

    form: FormSpec
    heads: dict[str, FieldSpec]
    groups: dict[str, FieldSpec]
    inner: dict[str, list[tuple[FieldSpec, FieldSpec]]]
    days: Cues
    counts: Cues
    texts: tuple[FieldSpec, ...]
    by_type: dict[FieldType, tuple[FieldSpec, ...]] = field(default_factory=dict)

    def of_type(self, *types: FieldType) -> tuple[FieldSpec, ...]:
        return tuple(spec for each in types for spec in self.by_type.get(each, ()))


def lexicon_of(form: FormSpec) -> Lexicon:
    return _lexicon(Same(form))


@lru_cache(maxsize=64)
def _lexicon(key: Same[FormSpec]) -> Lexicon:
    form = key.thing
    plain = [spec for spec in form.fields if not spec.fields]
    groups = [spec for spec in form.fields if spec.fields]
    computed = [spec for spec in plain if spec.calculation]
    words = {FieldType.TEXT, FieldType.TAGS}
    return Lexicon(
        form=form,
        heads=_first((head, spec) for spec in plain for head in labels.heads(spec)),
        groups=_first((head, each) for each in groups for head in _group_heads(each)),
        inner=_inner(groups),
        days=Cues.of([*(spec for spec in plain if spec.type in DAYS), *computed]),
        counts=Cues.of([*(spec for spec in plain if spec.type in COUNTS), *computed]),
        texts=tuple(spec for spec in plain if spec.type in words and spec.proposable),
        by_type={each: tuple(spec for spec in plain if spec.type is each) for each in FieldType},
    )


def any_of(words: Iterable[str]) -> re.Pattern[str] | None:
    """The longest first; None for none."""
    ordered = sorted(words, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, ordered))) if ordered else None


def _first(pairs: Iterable[tuple[str, FieldSpec]]) -> dict[str, FieldSpec]:
    found: dict[str, FieldSpec] = {}
    for word, spec in pairs:
        found.setdefault(word, spec)
    return found


def _group_heads(group: FieldSpec) -> list[str]:
    whole = labels.heads(group)
    return [*whole, *(part for each in whole for part in each.split("、"))]


def _inner(groups: list[FieldSpec]) -> dict[str, list[tuple[FieldSpec, FieldSpec]]]:
    found: dict[str, list[tuple[FieldSpec, FieldSpec]]] = {}
    for group in groups:
        for spec in group.fields:
            for head in labels.heads(spec):
                found.setdefault(head, []).append((group, spec))
    return found

"""The words of a yes-or-no question, made once for each field."""

import re
from functools import lru_cache

from forms.proposing.identity import Same
from forms.proposing.labels import derived
from forms.proposing.lexicon import any_of
from forms.specification import FieldSpec

Patterns = tuple[re.Pattern[str] | None, re.Pattern[str] | None]


def words_of(spec: FieldSpec) -> Patterns:
    """The field's own cues, and what its label says."""
    return _words(Same(spec))


@lru_cache(maxsize=512)
def _words(key: Same[FieldSpec]) -> Patterns:
    long = [word for word in derived(key.thing) if len(word) > 1 and word not in key.thing.cues]
    return any_of(key.thing.cues), any_of(long)

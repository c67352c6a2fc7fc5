"""The words that stand beside a text, made once for each field."""

import re
from dataclasses import dataclass
from functools import lru_cache

from forms.proposing.identity import Same
from forms.proposing.labels import cues
from forms.proposing.lexicon import any_of
from forms.specification import FieldSpec

NEVER = re.compile("(?!)")


@dataclass(frozen=True, slots=True)
class NamingWords:
    """The field's own cues, and these with what its label says."""

    own: re.Pattern[str] | None
    all: re.Pattern[str]


@lru_cache(maxsize=512)
def words_of(key: Same[FieldSpec]) -> NamingWords:
    return NamingWords(own=any_of(key.thing.cues), all=any_of(cues(key.thing)) or NEVER)

"""Answers to choose from, named in a sentence beside a word of their field, or alone."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from forms.drafts import Place
from forms.proposing.identity import Same
from forms.proposing.labels import cues
from forms.proposing.lexicon import Lexicon, any_of
from forms.proposing.message import Clause, level
from forms.proposing.proposals import Candidate, Strength
from forms.specification import SELECTS, FieldSpec, FieldType

# Words that answer anything, and so nothing by themselves.
ANYTHING = frozenset(
    {"其他", "没有", "无", "取消", "变更", "合作", "名称", "住所", "地址", "章程"}
)
DENIED = re.compile(r"(?:不是|不在|不用|不采用|非|没有|不|未|无)$")
ALONE = re.compile(
    r"(?:采用|采取|是|为|属于|算|以|在)?(?P<word>.+?)(?:形式|方式|举办|举行|进行|办)?"
)


def choices(lexicon: Lexicon, clauses: Sequence[Clause]) -> list[Candidate]:
    specs = [spec for spec in lexicon.of_type(*SELECTS) if spec.proposable]
    return [each for spec in specs for clause in clauses for each in _in(lexicon, spec, clause)]


def _in(lexicon: Lexicon, spec: FieldSpec, clause: Clause) -> Iterator[Candidate]:
    words, pattern, own = _words(Same(spec))
    hits = [
        hit
        for hit in (pattern.finditer(clause.text) if pattern else ())
        if not DENIED.search(clause.text[: hit.start()])
    ]
    cued = own is not None and own.search(clause.text) is not None
    hits = [hit for hit in hits if len(hit[0]) > 1 or _beside(own, clause.text, hit.start())]
    keys = list(dict.fromkeys(words[hit[0]] for hit in hits))
    if not keys or (len(keys) > 1 and spec.type is FieldType.SELECT_ONE):
        return
    if not cued and not (len(hits) == 1 and _is_alone(lexicon, spec, clause.text, hits[0][0])):
        return
    yield Candidate(
        place=Place(spec.name),
        spec=spec,
        said="、".join(spec.options[key][0] for key in keys),
        start=clause.start + hits[0].start(),
        end=clause.start + hits[-1].end(),
        strength=Strength.CUED if cued else Strength.BARE,
    )


def _beside(own: re.Pattern[str] | None, text: str, start: int) -> bool:
    """A single sign counts right behind the field's word: 性别男, 学会评为无."""
    found = list(own.finditer(text, 0, start)) if own else []
    return bool(found) and text[found[-1].end() : start].strip(":是为 ") == ""


def _is_alone(lexicon: Lexicon, spec: FieldSpec, text: str, word: str) -> bool:
    """The whole clause is one answer that only this field has."""
    found = ALONE.fullmatch(text)
    if word in ANYTHING or len(word) < 2 or not found or found["word"] != word:
        return False
    others = [each for each in lexicon.of_type(*SELECTS) if each is not spec]
    return not any(word in _words(Same(each))[0] for each in others)


@lru_cache(maxsize=512)
def _words(
    key: Same[FieldSpec],
) -> tuple[dict[str, str], re.Pattern[str] | None, re.Pattern[str] | None]:
    """Word to key, a pattern for the words, a pattern for the field's own words."""
    spec, words = key.thing, dict[str, str]()
    for option, labels in spec.options.items():
        for label in labels:
            words.setdefault(level(label), option)
    return words, any_of(words), any_of(cues(spec))

"""Texts a sentence gives to a field: the name of an event, a topic, a person, a place."""

import re
from collections.abc import Iterator, Sequence

from forms.drafts import Place
from forms.proposing.identity import Same
from forms.proposing.lexicon import Lexicon
from forms.proposing.message import Clause
from forms.proposing.naming_words import NamingWords, words_of
from forms.proposing.organisations import listed, organisations
from forms.proposing.people import is_person, person_at
from forms.proposing.proposals import Candidate, Strength
from forms.proposing.venues import is_venue, venues
from forms.proposing.words import COPULA, EVENT, QUOTES
from forms.specification import FieldSpec, FieldType

Found = tuple[int, int, Strength]
EVENT_END = re.compile(f"(?:{EVENT})$")
LONGEST = 100  # characters before the word it ends with: more is no name
EVENT_CUT = re.compile(rf".{{0,{LONGEST}}}(?:{EVENT})(?=[在于,]|$)")
MEASURE = re.compile(r"(?:一?[场次个期届]|第[一二三四五六七八九十\d]+[届期次](?=的))?(?:的)?")
# A name alone in its clause: these words are used of nothing else.
ALONE = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9·\-()]{3,40}(?:年会|论坛|研讨会|报告会|沙龙|培训班|展览会|交流会|座谈会|研修班)"
)
VERBAL = re.compile(
    "^(?:参加|主办|承办|举办|召开|举行|通知|关于|报名|申报|总结|填|报|想|请|帮)|通知|领导|[我你您]"
)
# What stands before a title and makes it another's.
OTHER = re.compile(r"(?:副|原|前任?|名誉|常务|执行|拟任|新任|荣誉|现场)$")


def names(lexicon: Lexicon, clauses: Sequence[Clause]) -> list[Candidate]:
    return [
        _candidate(spec, clause, found)
        for spec in lexicon.texts
        for clause in clauses
        for found in _in(spec, clause.text)
    ]


def _in(spec: FieldSpec, text: str) -> Iterator[Found]:
    words = words_of(Same(spec))
    if spec.type is FieldType.TAGS:
        yield from organisations(words, text)
    elif is_person(spec):
        yield from _people(words, text)
    elif is_venue(spec):
        yield from venues(words, text)
    elif spec.label.endswith("名称") and spec.cues:
        yield from _event(words, text)
    else:
        yield from _told(spec, words, text)


def _people(words: NamingWords, text: str) -> Iterator[Found]:
    for hit in words.all.finditer(text):
        if OTHER.search(text[: hit.start()]):
            continue
        copula = COPULA.match(text, hit.end())
        start = copula.end() if copula else hit.end()
        while start < len(text) and text[start] == " ":
            start += 1
        name = person_at(text, start, len(text))
        if name:
            yield start, start + len(name), Strength.CUED


def _event(words: NamingWords, text: str) -> Iterator[Found]:
    """「办超硬材料学术年会」, 「超硬材料学术年会」 alone: it must end like an event."""
    for hit in words.own.finditer(text) if words.own else ():
        start = hit.end()
        start = measured.end() if (measured := MEASURE.match(text, start)) else start
        if quoted := _quoted(text, start):
            yield (*quoted, Strength.CUED)
            return
        found = EVENT_CUT.match(text, start)
        if found and not _is_other(found[0]):
            yield found.start(), found.end(), Strength.CUED
            return
    if ALONE.fullmatch(text) and not VERBAL.search(text):
        yield 0, len(text), Strength.BARE


def _is_other(name: str) -> bool:
    """A body, a bare kind, or more than a name: 「理事会」, 「一个活动」."""
    bare = EVENT_END.sub("", name)
    return len(bare) < 2 or bool(re.search(r"[\d,:]|[的了]$|这|那|什么|人|相关", bare))


def _told(spec: FieldSpec, words: NamingWords, text: str) -> Iterator[Found]:
    """「主题是…」; behind a field's own cue at the beginning of a clause, without 是 too."""
    for hit in words.all.finditer(text):
        copula = COPULA.match(text, hit.end())
        own = words.own is not None and hit.start() == 0 and hit[0] in spec.cues
        start = copula.end() if copula else hit.end()
        if quoted := _quoted(text, start):
            yield (*quoted, Strength.CUED)
        elif (copula or own) and len(text) - start >= 2:
            yield start, len(text), Strength.CUED
        else:
            continue
        return


def _quoted(text: str, start: int) -> tuple[int, int] | None:
    for left, right in QUOTES:
        if text.startswith(left, start):
            end = text.find(right, start + 1)
            return (start + 1, end) if end > start + 2 else None
    return None


def _candidate(spec: FieldSpec, clause: Clause, found: Found) -> Candidate:
    start, end, strength = found
    said = clause.text[start:end]
    return Candidate(
        place=Place(spec.name),
        spec=spec,
        said=listed(said) if spec.type is FieldType.TAGS else said,
        start=clause.start + start,
        end=clause.start + end,
        strength=strength,
    )

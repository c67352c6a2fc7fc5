"""Sentences that set a day for whoever reads them: 「于6月30日前报送…」; for staff to confirm.

A careful rule, for a wrong day is worse than none: the day must stand as a limit (前, 截止, 内,
behind 请于), something must be asked for, and neither has it been nor does the issuer do it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from knowledge.numbering import mark_of
from knowledge.reading.due_words import (
    AND_ANOTHER,
    ASKED_ON,
    ASKED_THEN,
    BEHIND,
    CALLED,
    CALLS,
    DEED,
    HANDED_IN,
    NOT_THAT,
    OPEN_FOR,
    OPEN_UNTIL,
    OURS,
    PAST,
    PLANNED,
    PUBLISHED,
    RANGE_FIRST,
    SINCE,
    TERM,
    TOO_LATE,
    UNTIL,
)
from knowledge.reading.moments import PHRASE, SPAN, moment_of, span_end
from knowledge.reading.reading import Due

SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?")
# Nothing else is looked at: most sentences name no day.
HINT = re.compile(r"月|周[一二三四五六日天]|星期|季度|年[底末终]|20\d\d[-./]|之?日起")
LONGEST = 1500  # what is longer is no sentence, and costs its square
LONGEST_OBLIGATION, SHORTEST_OBLIGATION = 60, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A sentence without its number, and where it stands."""

    text: str
    start: int


def dues_in(text: str, issued: date, today: date | None = None) -> tuple[Due, ...]:
    """Every day set, in the order of the text: those without a year lie after `issued`, those of
    every year after `today` as well.
    """
    found: list[Due] = []
    for said in _sentences(text):
        seen: set[date] = set()
        for due in _in_sentence(said, issued, max(issued, today or issued)):
            if due.day not in seen:
                seen.add(due.day)
                found.append(due)
    return tuple(found)


def _sentences(text: str) -> Iterator[_Said]:
    for match in SENTENCE.finditer(text):
        raw = match[0]
        if len(raw) > LONGEST or not HINT.search(raw):
            continue
        mark = mark_of(raw)
        lead = mark.end if mark else 0
        lead += len(raw[lead:]) - len(raw[lead:].lstrip(" 　\t"))
        yield _Said(text=raw[lead:].rstrip(), start=match.start() + lead)


def _in_sentence(said: _Said, issued: date, today: date) -> Iterator[Due]:
    sentence = said.text
    if OURS.search(sentence) or PAST.search(sentence):
        return
    for span in SPAN.finditer(sentence):
        if DEED.search(sentence):
            yield _due(said, span_end(span, issued), span.end(), guessed=True)
    days = list(PHRASE.finditer(sentence))
    anchor = last = issued
    for phrase, following in zip_longest(days, days[1:]):
        moment = moment_of(
            phrase, last if phrase["bare"] else _anchor(sentence, phrase, anchor, today)
        )
        if moment is None or moment.day < issued:
            continue
        last = moment.day
        # 「2027年3月1日至4月20日」: the second is of the first one's year.
        anchor = moment.day if phrase["year"] or phrase["numeric"] else anchor
        limit = _limit(sentence, phrase, following)
        if limit is not None and _asks(sentence, phrase, limit):
            yield _due(said, moment.day, limit, guessed=moment.guessed)


def _anchor(sentence: str, phrase: re.Match[str], anchor: date, today: date) -> date:
    if phrase["year"] != "每年":
        return anchor
    since = SINCE.search(sentence)
    return max(today, date(int(since[1]), 1, 1)) if since else today


def _limit(sentence: str, phrase: re.Match[str], following: re.Match[str] | None) -> int | None:
    """Where the limit a day sets ends in the sentence; None for a day that is no limit."""
    before, behind = sentence[: phrase.start()], BEHIND.match(sentence, phrase.end())
    if behind:
        return behind.end()
    if UNTIL.search(before) or OPEN_UNTIL.search(before):
        return phrase.end()
    after = sentence[phrase.end() :]
    ranged = RANGE_FIRST.search(before) and (ASKED_THEN.search(after) or OPEN_FOR.search(after))
    asked = ASKED_ON.search(before) and HANDED_IN.search(after.split("，", 1)[0])
    if ranged or asked or TOO_LATE.search(after):
        return phrase.end()
    # 「分别于6月30日和12月31日前」: the word behind the second speaks of both.
    between = sentence[phrase.end() : following.start()] if following else ""
    if following and AND_ANOTHER.fullmatch(between):
        another = BEHIND.match(sentence, following.end())
        return another.end() if another else None
    return None


def _asks(sentence: str, phrase: re.Match[str], limit: int) -> bool:
    before, clause = sentence[: phrase.start()], sentence[limit:].split("，", 1)[0]
    if NOT_THAT.search(sentence[limit:]) or PLANNED.search(before):
        return False
    if TERM.search(re.split("[，；]", before)[-1] + clause):
        return False
    if not (DEED.search(sentence) or CALLED.search(before)):
        return False
    published = PUBLISHED.search(clause) and not DEED.search(PUBLISHED.sub("", clause))
    return not published or CALLS.search(before) is not None


def _due(said: _Said, day: date, limit: int, *, guessed: bool) -> Due:
    return Due(
        day=day,
        obligation=obligation(said.text, limit),
        sentence=said.text,
        start=said.start,
        end=said.start + len(said.text),
        guessed=guessed,
    )


def obligation(sentence: str, limit: int) -> str:
    """What is to be done stands behind the day, as a rule; else the sentence says it."""
    behind = re.split("[，。；]", sentence[limit:].strip("，,、 "))[0].strip()
    words = behind if len(behind) >= SHORTEST_OBLIGATION else sentence.strip("。；")
    return words[:LONGEST_OBLIGATION]

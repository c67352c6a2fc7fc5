"""Sentences of notices that seem to set a day: shown with their words, never taken by themselves.

A careful rule: in one sentence a day, 「前」 or 「截止」 right behind it, and a word for handing
something in; its subject is not the association itself.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from storage.notices import NoticeRow

SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?")
DAY = re.compile(
    r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
    r"(?:[（(][^）)]{1,6}[）)])?(?:\d{1,2}(?:[时点]|[:：]\d{2}))?(?:之前|以前|前|截止|为止)"
)
DEED = re.compile(
    "报送|上报|申报|填报|报名|提交|反馈|寄[达送]|上传|提出|报(?=省|市|学会|我|至|到|给|名)"
)
OURS = re.compile("^[^，]{0,12}(?:省科协|学术部|科学技术协会)[^，]{0,4}(?:将|组织|于|在)")
HEAD = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+、|\d+[.．、])\s*"
)
LONGEST_TITLE = 40
SHORTEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """`place` counts the candidates of one notice, from 1."""

    notice_id: str
    notice: str
    place: int
    sentence: str
    title: str
    due: date


def candidates_in(notice: NoticeRow, today: date) -> list[Candidate]:
    """Those still to come; a day without its year lies after the notice was issued."""
    found = []
    for place, (sentence, said) in enumerate(_sentences(notice.text), 1):
        due = _day(said, notice.issued or today)
        if due and due >= today:
            found.append(
                Candidate(
                    notice_id=notice.id,
                    notice=notice.title,
                    place=place,
                    sentence=sentence,
                    title=_title(sentence, said.end()),
                    due=due,
                )
            )
    return found


def in_all(notices: Iterable[NoticeRow], today: date) -> list[Candidate]:
    """The next day first."""
    found = [each for notice in notices for each in candidates_in(notice, today)]
    return sorted(found, key=lambda each: (each.due, each.notice_id, each.place))


def _sentences(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    for found in SENTENCE.finditer(text):
        sentence = HEAD.sub("", found[0].strip())
        said = next(reversed(list(DAY.finditer(sentence))), None)
        if said and DEED.search(sentence) and not OURS.search(sentence):
            yield sentence, said


def _day(said: re.Match[str], since: date) -> date | None:
    month, day = int(said["month"]), int(said["day"])
    try:
        if said["year"]:
            return date(int(said["year"]), month, day)
        this = date(since.year, month, day)
        return this if this >= since else date(since.year + 1, month, day)
    except ValueError:
        return None


def _title(sentence: str, end: int) -> str:
    """What is to be done stands behind the day, as a rule; else the sentence says it."""
    behind = re.split("[，。；]", sentence[end:].strip("，,、 "))[0].strip()
    title = behind if len(behind) >= SHORTEST else sentence.strip("。；")
    return title[:LONGEST_TITLE]

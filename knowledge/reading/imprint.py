"""Who signed and when, who had it printed: the foot of an official document."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.reading.dating import DATE, NUMERIC, any_date_in, date_in, date_of
from knowledge.reading.spacing import squeeze

ORGANISATION = re.compile(
    r"[一-鿿（）()、 　]{2,40}"
    r"(?:[部委局厅院会室署所处组馆]|政府|科协|中心|大学|人大|公司|学校|中学|集团)"
)
STAMP = re.compile(
    r"[（(\[［]\s*(?:盖?[公印]?章|签章|印|代章|印章)\s*[）)\]］]|（此件[^）]*）|&[a-z]+;"
)
LABELLED = re.compile(r"(?:成文|发文|发布|印发|公布)(?:日期|时间)[ 　]*[:：](.*)")
ISSUED_BY = re.compile(r"(?:发文机关|发文单位|发布机构|制发机关|来源)[ 　]*[:：][ 　]*(.{2,40})")
PRINTED = re.compile(r"(?P<who>[一-鿿 　]{2,40})?[ 　]*(?P<when>\d{4}[^，。]{4,12}日)[ 　]*印发")
COPIES = re.compile(r"(?:抄[ 　]*送|抄[ 　]*报|分[ 　]*送)[ 　]*[:：]")
LONGEST_SIGNATURE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The organisations that signed, joined by 「、」 (None: only a date), and when."""

    issuer: str | None
    issued: date


def find_signature(lines: Sequence[str]) -> Signature | None:
    """The first line that is nothing but a date under organisations, else the first such date."""
    first: Signature | None = None
    for i, raw in enumerate(lines):
        line = STAMP.sub("", raw).strip()
        found = DATE.search(line) or NUMERIC.fullmatch(line)
        if not found or len(line) > LONGEST_SIGNATURE or line[found.end() :].strip():
            continue
        issued, before = date_of(found), STAMP.sub("", line[: found.start()]).strip()
        if issued is None or (before and not is_organisation(before)):
            continue
        issuer = joined([before] if before else above(lines, i))
        if issuer:
            return Signature(issuer=issuer, issued=issued)
        first = first or Signature(issuer=None, issued=issued)
    return first


def above(lines: Sequence[str], place: int) -> list[str]:
    """The organisations right over a date; a line that carries on a sentence is none."""
    found: list[str] = []
    for line in reversed(lines[max(place - 6, 0) : place]):
        name = STAMP.sub("", line).strip()
        if not name:
            continue
        if not is_organisation(name):
            break
        found.insert(0, name)
    return found


def is_organisation(line: str) -> bool:
    """Whether a line consists of names of organisations."""
    name = line.strip()
    return bool(ORGANISATION.fullmatch(name)) and not name.startswith(("附件", "关于", "各"))


def joined(names: list[str]) -> str | None:
    """「国务院　中央军委」 and one below the other: one name for each that signed."""
    found: list[str] = []
    for name in names:
        parts = [squeeze(part) for part in re.split(r"[ 　\t]+", name) if part.strip()]
        # Letters set wide are one name: 「河 南 省 科 协」.
        whole = len(parts) > 1 and any(not ORGANISATION.fullmatch(part) for part in parts)
        found += [squeeze(name)] if whole else parts
    return "、".join(dict.fromkeys(found)) or None


def labelled_date(lines: Sequence[str]) -> date | None:
    """「成文日期：2025年3月5日」 of a web page."""
    return next(
        (day for m in map(LABELLED.match, lines) if m and (day := any_date_in(m[1]))), None
    )


def labelled_issuer(lines: Sequence[str]) -> str | None:
    """「发文机关：国务院」 of a web page."""
    names = (m[1].strip() for m in map(ISSUED_BY.match, lines) if m)
    return next((joined([name]) for name in names if ORGANISATION.fullmatch(name)), None)


def printed(lines: Sequence[str]) -> tuple[str, date | None] | None:
    """「××办公室　2025年3月5日印发」, at the very end of a document or of its cover."""
    for i, line in enumerate(lines):
        found = PRINTED.fullmatch(line.strip())
        if not found:
            continue
        over = lines[i - 1].strip() if i else ""
        who = found["who"] or (over if is_organisation(over) else "")
        day = date_in(line, DATE)
        return f"{squeeze(who)} {squeeze(found['when'])}印发".strip(), day
    return None

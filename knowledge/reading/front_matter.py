"""The front of an official document: title, document number, issuer, date."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from knowledge.numbering import mark_of, to_number

FRONT_LINES = 16
LONGEST_TITLE = 120
KIND = (
    "通知|意见|办法|条例|规定|决定|批复|函|通报|方案|要点|细则|公告|章程|法|令|答复|报告|指南|计划"
    "|制度|预案|公示|通告|纪要|规则|规范|规划|纲要|须知|手册|守则|标准|名单|倡议书|邀请函|说明|清单|指引|导则|大纲|公约|简章"
)
KIND_END = re.compile(rf"(?:{KIND})(?:[（(][^）)]{{1,12}}[）)])?[》”]?$")
NUMBER = re.compile(
    r"([一-鿿]{1,14}[〔\[［（(【]\s*\d{4}\s*[〕\]］）)】]\s*(?:第\s*)?\d{1,5}\s*号)\s*$"
)
ORDER_NUMBER = re.compile(r"第\s*(\d{1,5}|[一二三四五六七八九十百〇零]+)\s*号")
TRANSMITS = re.compile(r"印发|转发|批转|公布|发布|颁布|令$")
YEAR = r"(?P<year>\d{4}|[一二三四五六七八九十〇零○Ｏ]{4})"
NUMERAL = r"[\d一二三四五六七八九十]"
DATE = re.compile(
    rf"{YEAR}\s*年\s*(?P<month>{NUMERAL}{{1,3}})\s*月\s*(?P<day>{NUMERAL}{{1,3}})\s*日"
)
DATE_IN_NAME = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")
ORGANISATION = re.compile(
    r"[一-鿿（）()、 　]{2,40}(?:[部委局厅院会室署所处]|政府|科协|中心|大学|人大|公司)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What the document says of itself."""

    title: str
    document_number: str | None
    issuer: str | None
    issued: date | None


def read_front_matter(text: str, name: str, marked_title: str | None = None) -> FrontMatter:
    """Look at the first lines, the signature, and last at the file's name."""
    raw = [line.strip() for line in text.split("\n")]
    lines = [line for line in raw if line]
    block, letterhead = title_block(raw[: FRONT_LINES * 2])
    outer = marked_title or "".join(block)
    if len(squeeze(outer)) > LONGEST_TITLE:
        outer = ""
    under = [line for line in lines[1:80] if line not in block]
    title = inner_title(under, outer) or outer or PurePath(name).stem
    signature = find_signature(lines)
    return FrontMatter(
        title=without_date(squeeze(title)),
        document_number=document_number(lines[:FRONT_LINES]),
        issuer=(signature and signature[0]) or issuer_in(outer) or letterhead,
        issued=(signature and signature[1]) or date_in(PurePath(name).stem, DATE_IN_NAME),
    )


def title_block(lines: list[str]) -> tuple[list[str], str | None]:
    """The lines the title runs over, and the letterhead above it.

    The number stands under the title, or between a letterhead of its own and the title.
    """
    above, rest = _until_front_ends(lines)
    under = rest[1:] if rest and NUMBER.search(rest[0]) else []
    titled = any("关于" in line for line in above) or any(map(KIND_END.search, above))
    if under and not titled:
        below, _ = _until_front_ends(under)
        letterhead = next((line.removesuffix("文件") for line in above), None)
        return (below or above), letterhead
    about = next((i for i, line in enumerate(above) if "关于" in line), None)
    if about is None:
        return [" ".join(above)] if above else [], None
    first = about - 1 if above[about].startswith("关于") and about else about
    return above[first:], next((a for a in above[:about] if ORGANISATION.fullmatch(a)), None)


def _until_front_ends(lines: list[str]) -> tuple[list[str], list[str]]:
    block: list[str] = []
    for i, line in enumerate(lines):
        # A blank line ends a title that sounds complete.
        if ends_front(line) or (not line and block and KIND_END.search(block[-1])):
            return block, lines[i:]
        block.extend([line] if line else [])
    return block, []


def ends_front(line: str) -> bool:
    """Whether the body (or number, or addressee) begins with this line."""
    if NUMBER.search(line) or ORDER_NUMBER.fullmatch(line) or DATE.fullmatch(line):
        return True
    prose = len(line) > 24 and any(stop in line for stop in "，。；")
    return prose or line.endswith(("：", ":", "。")) or mark_of(line) is not None


def document_number(lines: list[str]) -> str | None:
    """「国发〔2019〕5号」, or 「国务院令第707号」 with the order's own number."""
    for i, line in enumerate(lines):
        found = NUMBER.search(line)
        if found and len(line) < 40:
            return squeeze(found[1])
        if ORDER_NUMBER.fullmatch(line) and i and squeeze(lines[i - 1]).endswith("令"):
            return squeeze(lines[i - 1] + line)
    return None


def inner_title(lines: list[str], outer: str) -> str | None:
    """The document a covering notice hands on, when it is printed under it."""
    cover = bare(outer)
    if not TRANSMITS.search(cover):
        return None
    named = {
        bare(found) for line in lines[:FRONT_LINES] for found in re.findall("《(.+?)》", line)
    }
    for i, line in enumerate(lines):
        for candidate in (line, line + (lines[i + 1] if i + 1 < len(lines) else "")):
            short = bare(candidate)
            if not 6 <= len(short) <= 60 or not KIND_END.search(short) or short == cover:
                continue
            if short in named or short in cover.split("关于", 1)[-1]:
                return candidate
    return None


def find_signature(lines: list[str]) -> tuple[str | None, date | None] | None:
    """Who signed and when: the first line that is nothing but a date, and the line above."""
    for i, line in enumerate(lines):
        if len(line) > 60 or not (found := DATE.search(line)) or line[found.end() :].strip():
            continue
        above = lines[i - 1] if i and not line[: found.start()].strip() else line[: found.start()]
        issued = date_in(line, DATE)
        if issued and (not line[: found.start()].strip() or ORGANISATION.fullmatch(above.strip())):
            return (squeeze(above) if ORGANISATION.fullmatch(above.strip()) else None), issued
    return None


def date_in(text: str, pattern: re.Pattern[str]) -> date | None:
    """The first date written like `pattern`, if it is one the calendar knows."""
    found = pattern.search(text)
    if not found:
        return None
    year = "".join(str(to_number(c) if not c.isdecimal() else c) for c in _zeros(found["year"]))
    try:
        return date(int(year), to_number(found["month"]) or 0, to_number(found["day"]) or 0)
    except ValueError:
        return None


def issuer_in(title: str) -> str | None:
    """「河南省科协办公室关于…」 names its issuer; 「中华人民共和国国务院令」 too."""
    head, about, _ = title.partition("关于")
    head = squeeze(head if about else title.removesuffix("令") if title.endswith("令") else "")
    head = re.split("转发|印发|批转", head)[0]
    return head if ORGANISATION.fullmatch(head) else None


def squeeze(text: str) -> str:
    """Without blanks, save between two Latin words."""
    return re.sub(r"(?<![A-Za-z])[ \t　]+|[ \t　]+(?![A-Za-z])", "", text.strip())


def bare(text: str) -> str:
    """Only what is compared between two ways of printing a title."""
    return re.sub(r"[《》“”\"\s]", "", unicodedata.normalize("NFKC", text))


def without_date(title: str) -> str:
    """A file name's trailing 「(2016-02-06)」 is no part of the title."""
    return re.sub(r"[（(]\d{4}-\d{2}-\d{2}[）)]$", "", title)


def _zeros(year: str) -> str:
    return year.replace("○", "〇").replace("Ｏ", "〇")

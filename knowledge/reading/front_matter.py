"""The front of an official document (GB/T 9704): title, document number, issuer, date."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from knowledge.numbering import mark_of
from knowledge.reading.addressing import addressees_in, attachments_in
from knowledge.reading.dating import DATE, DATE_IN_NAME, date_in
from knowledge.reading.document_number import (
    AGENCY,
    BLANK,
    ORDER_NUMBER,
    YEAR_AND_NUMBER,
    document_number,
    number_in,
)
from knowledge.reading.imprint import (
    ORGANISATION,
    find_signature,
    labelled_date,
    labelled_issuer,
    printed,
)
from knowledge.reading.spacing import bare, squeeze
from knowledge.reading.term import HISTORY, adopted_in

FRONT_LINES = 16
LONGEST_TITLE = 120
KIND = (
    "通知|意见|办法|条例|规定|决定|批复|函|通报|方案|要点|细则|公告|章程|法|令|答复|报告|指南|计划"
    "|制度|预案|公示|通告|纪要|规则|规范|规划|纲要|须知|手册|守则|标准|名单|倡议书|邀请函|说明|清单|指引|导则|大纲|公约|简章"
)
KIND_END = re.compile(rf"(?:{KIND})(?:[（(][^）)]{{1,12}}[）)])?[》”]?$")
# A line that ends with a number, whatever stands before it.
NUMBER = re.compile(rf"{AGENCY}{BLANK}{YEAR_AND_NUMBER}\s*$")
TRANSMITS = re.compile(r"印发|转发|批转|公布|发布|颁布|令$")
SEVERAL = re.compile(r"[两二三四五六七八九十]个|等[一-鿿]{0,4}(?:文件|办法|规定|制度)")
MARGINALIA = re.compile(
    r"[★☆]|(?:特急|加急|急件|平急|特提|机密|秘密|内部资料)(?:[★☆ 　].*)?$"
    r"|标[ 　]*题[ 　]*[:：]|签[ 　]*发[ 　]*人[ 　]*[:：]|\d{6}$|首页$|当前位置"
    r"|(?:索引号|主题分类|主题词|发文机关|成文日期|发布日期|发布时间|(?:信息)?来源|字体|打印|有效性)"
    r"[ 　]*[:：]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What the document says of itself; `guessed` where its title is only the file's name."""

    title: str
    document_number: str | None = None
    issuer: str | None = None
    issued: date | None = None
    addressees: str | None = None
    attachments: tuple[str, ...] = ()
    printed: str | None = None
    guessed: bool = False


def read_front_matter(text: str, name: str, marked_title: str | None = None) -> FrontMatter:
    """Look at the first lines, the signature, and last at the file's name."""
    raw = [line.strip() for line in text.split("\n")]
    lines = [line for line in raw if line]
    front = [line for line in raw[: FRONT_LINES * 2] if not MARGINALIA.match(line)]
    block, letterhead = title_block(front)
    outer = outer_title(block, marked_title, lines)
    under = [line for line in lines[1:80] if line not in block]
    title = inner_title(under, outer) or outer or PurePath(name).stem
    signature, imprint = find_signature(lines), printed(lines)
    issuer = signature.issuer if signature else None
    return FrontMatter(
        title=without_date(squeeze(title)),
        document_number=document_number(front_of(lines)),
        issuer=issuer or labelled_issuer(lines[:FRONT_LINES]) or issuer_in(outer) or letterhead,
        issued=(signature.issued if signature else None)
        or adopted_in(text)
        or labelled_date(lines[:FRONT_LINES])
        or date_in(PurePath(name).stem, DATE_IN_NAME)
        or (imprint[1] if imprint else None),
        addressees=addressees_in([line for line in front if line], outer),
        attachments=attachments_in(raw),
        printed=imprint[0] if imprint else None,
        guessed=not outer,
    )


def outer_title(block: list[str], marked: str | None, lines: list[str]) -> str:
    """The title as marked in the file, if the text says it too; else as it is printed."""
    found = "".join(block)
    if marked and bare(marked) and len(bare(marked)) <= LONGEST_TITLE:
        said = bare(marked) in bare("".join(lines[:FRONT_LINES]))
        if said or not KIND_END.search(squeeze(found)):
            return marked
    return found if len(squeeze(found)) <= LONGEST_TITLE else ""


def title_block(lines: list[str]) -> tuple[list[str], str | None]:
    """The lines the title runs over, and the letterhead above it.

    The number stands under the title, or between a letterhead of its own and the title.
    """
    above, rest = _until_front_ends(lines)
    under = rest[1:] if rest and is_number(rest[0]) else []
    titled = any("关于" in line for line in above) or any(map(KIND_END.search, above))
    if under and not titled:
        below, _ = _until_front_ends(under)
        letterhead = next((re.sub("文件$", "", squeeze(line)) for line in above), None)
        return (below or above), letterhead
    about = next((i for i, line in enumerate(above) if "关于" in line), None)
    if about is None:
        return [" ".join(above)] if above else [], None
    first = about - 1 if above[about].startswith("关于") and about else about
    return above[first:], next((a for a in above[:about] if ORGANISATION.fullmatch(a)), None)


def is_number(line: str) -> bool:
    """「国发〔2019〕5号」 or 「第707号」, alone."""
    return number_in(line) is not None or ORDER_NUMBER.fullmatch(line) is not None


def _until_front_ends(lines: list[str]) -> tuple[list[str], list[str]]:
    block: list[str] = []
    for i, line in enumerate(lines):
        # A blank line (or those it is sent to) ends a title that sounds complete.
        complete = block and KIND_END.search(block[-1])
        if ends_front(line) or (complete and (not line or line.startswith("各"))):
            return block, lines[i:]
        block.extend([line] if line else [])
    return block, []


def ends_front(line: str) -> bool:
    """Whether the body (or number, or addressee) begins with this line."""
    if is_number(line) or DATE.fullmatch(line) or HISTORY.match(line):
        return True
    prose = len(line) > 24 and any(stop in line for stop in "，。；")
    return prose or line.endswith(("：", ":", "。")) or mark_of(line) is not None


def front_of(lines: list[str]) -> list[str]:
    """The lines before the body: what is cited further down is not this document's number."""
    for i, line in enumerate(lines[:FRONT_LINES]):
        if i and not is_number(line) and ends_front(line) and not DATE.fullmatch(line):
            return lines[:i]
    return lines[:FRONT_LINES]


def inner_title(lines: list[str], outer: str) -> str | None:
    """The document a covering notice hands on, when it is the only one printed under it."""
    cover = bare(outer)
    if not TRANSMITS.search(cover) or SEVERAL.search(cover):
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


def issuer_in(title: str) -> str | None:
    """「河南省科协办公室关于…」 names its issuer; 「中华人民共和国国务院令」 too."""
    head, about, _ = title.partition("关于")
    head = squeeze(head if about else title.removesuffix("令") if title.endswith("令") else "")
    head = re.split("转发|印发|批转", head)[0].removeprefix("中华人民共和国国务院")
    if not head and title.startswith("中华人民共和国国务院"):
        return "国务院"
    return head if ORGANISATION.fullmatch(head) else None


def without_date(title: str) -> str:
    """A file name's trailing 「(2016-02-06)」 is no part of the title."""
    return re.sub(r"[（(]\d{4}-\d{2}-\d{2}[）)]$", "", title)

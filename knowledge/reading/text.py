"""Plain text: decoding, line ends, and the tears that page breaks leave."""

import re
import unicodedata

from knowledge.numbering import mark_of
from knowledge.reading.errors import NotText

BOMS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
PAGE_NUMBER = re.compile(
    r"[ \t　]*(?:[-—–－]{1,2}[ \t　]*\d{1,4}[ \t　]*[-—–－]{1,2}"
    r"|第[ ]?\d{1,4}[ ]?页(?:[ ,，/]?共[ ]?\d{1,4}[ ]?页)?)[ \t　]*"
)
SENTENCE_END = tuple("。！？；：!?;:”’」』）)】》〕…|")
# A line shorter than this was not broken by the edge of the page.
FULL_LINE = 20


def decode(data: bytes, name: str) -> str:
    """UTF-8 (with or without BOM), UTF-16 with BOM, or GB18030."""
    for bom, encoding in BOMS.items():
        if data.startswith(bom):
            return _decode_as(data, name, encoding).removeprefix("\ufeff")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _decode_as(data, name, "gb18030")
    _refuse_binary(text, name)
    return text


def normalise(text: str) -> str:
    """One line end, no page numbers, no control characters, sentences whole again."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf"))
    lines = [line.rstrip() for line in text.split("\n")]
    return mend(lines).strip("\n")


def mend(lines: list[str]) -> str:
    """Join what a page break (blank lines, a page number) or the page's edge tore apart."""
    kept: list[str] = []
    blanks = 0
    for line in lines:
        if not line.strip() or PAGE_NUMBER.fullmatch(line):
            blanks += 1
            continue
        if kept and is_torn(kept[-1], line):
            kept[-1] += line.lstrip()
        else:
            kept.extend([""] * min(blanks, 1))
            kept.append(line)
        blanks = 0
    return "\n".join(kept)


def is_torn(before: str, after: str) -> bool:
    """Whether two pieces of text are one sentence that a page break runs through."""
    first, second = before.strip(), after.strip()
    if len(first) < FULL_LINE or first.endswith(SENTENCE_END) or first.startswith("#"):
        return False
    if second.startswith(("#", "|", "附件", "附：")) or mark_of(second) is not None:
        return False
    if first.endswith(("，", "、", ",")):
        return True
    return _is_prose(first) and any(stop in second for stop in "，。；")


def _is_prose(line: str) -> bool:
    if mark_of(line) is None:
        return any(stop in line for stop in "，。；、")
    return "。" in line or "：" in line


def _decode_as(data: bytes, name: str, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotText(name) from error
    _refuse_binary(text, name)
    return text


def _refuse_binary(text: str, name: str) -> None:
    # GB18030 decodes almost anything, so what comes out must look like text too.
    odd = sum(unicodedata.category(c) in ("Cc", "Cn", "Co") and c not in "\r\n\t\f" for c in text)
    if "\x00" in text or odd > len(text) / 100:
        raise NotText(name)

"""What a language model wrote, held against the passages it was given."""

import re
from collections.abc import Sequence

from knowledge.labels import label_of
from knowledge.notice import Citation
from knowledge.numbering import to_number
from knowledge.words import fold

THOUGHT = re.compile(r"<think>.*?(?:</think>|$)", re.DOTALL)
MARK = re.compile(r"[\[［【]\s*(\d{1,3}(?:\s*[,，、和]\s*\d{1,3})*)\s*[\]］】]")
LIST_NUMBER = re.compile(r"^\s*\d{1,2}[.、)）]\s*", re.MULTILINE)
NUMBER = re.compile(
    r"\d[\d,]*(?:\.\d+)?|[零〇一二三四五六七八九十百千]{1,9}(?=[万亿元年月日天名人个项家次届周岁%％小时])"
)
# Addresses, accounts and whatever a chat might make a link of.
LINK = re.compile(
    r"(?:[a-z][a-z\d+.-]{1,15}://|www\.)[^\s，,。；;）)]+|(?:javascript|data|tel|mailto):\S+"
    r"|[\w.+-]+@[\w-]+\.[\w.]+|@[a-z_]\w{2,}|(?:[a-z\d-]+\.)+[a-z]{2,}(?:/[^\s，,。；;）)]*)?",
    re.ASCII,
)
TITLE = re.compile("[《〈<]{1,2}([^《》〈〉<>]{2,120})[》〉>]{1,2}")
FOREIGN = re.compile("[a-z]{3,}")
DEED = re.compile("(?:我们?|系统|助手)(?:刚才?)?已经?|已经?(?:为|替|帮|给)[您你]")
LONGEST_ECHO = 12  # characters of its instructions in a row that a wording may share with them


def tidy(text: str) -> str:
    """Without the model's thinking and without a mark that is not finished yet."""
    return re.sub(r"[\[［【][^\]］】]{0,12}$", "", THOUGHT.sub("", text)).strip()


def faithful(text: str, citations: Sequence[Citation]) -> str | None:
    """The wording with marks [1], or None if it cites nothing or says what no source says."""
    text = tidy(text)
    marked = MARK.sub(lambda mark: _known_marks(mark[1], len(citations)), text)
    cited = cited_numbers(marked)
    if not cited or not any(c.isalpha() for c in marked):
        return None
    sources = [citations[number - 1] for number in sorted(cited)]
    return marked if is_supported(marked, sources) else None


def cited_numbers(text: str) -> set[int]:
    """The numbers in the marks of a text."""
    return {int(n) for mark in MARK.findall(text) for n in re.findall(r"\d+", mark)}


def is_supported(text: str, sources: Sequence[Citation]) -> bool:
    """Whether what of a text could do harm stands in the sources.

    That is every number, date, sum, link, account, title and foreign word, and whatever is said
    to have been done: nothing is done here but answering.
    """
    source = "\n".join(
        "\n".join((c.notice, c.document_number or "", *c.heading_path, c.quote, label_of(c)))
        for c in sources
    )
    claims = LIST_NUMBER.sub("", MARK.sub("", text))
    plain, said = fold(source), fold(claims)
    named = (*LINK.findall(said), *TITLE.findall(said), *FOREIGN.findall(said))
    borrowed = (*named, *DEED.findall(said))
    return numbers_in(claims) <= numbers_in(source) and all(
        each.rstrip("./") in plain for each in borrowed
    )


def echoes(text: str, instructions: str) -> bool:
    """Whether a text tells what its writer was told to do."""
    told, said = ("".join(filter(str.isalnum, each)) for each in (instructions, text))
    pieces = (told[at : at + LONGEST_ECHO] for at in range(len(told) - LONGEST_ECHO + 1))
    return any(piece in said for piece in pieces)


def numbers_in(text: str) -> set[str]:
    """All numbers, written one way: 「三十」 and "30" are the same, "1,000" and "1000" too."""
    plain = re.sub(r"(?<=\d)\s+(?=\d)", " ", fold(text))
    return {_as_digits(found) for found in NUMBER.findall(plain)}


def _as_digits(number: str) -> str:
    if number[0].isdecimal():
        return number.replace(",", "").rstrip(".")
    return str(to_number(number))


def _known_marks(numbers: str, count: int) -> str:
    known = [n for n in map(int, re.findall(r"\d+", numbers)) if 1 <= n <= count]
    return "".join(f"[{n}]" for n in known)

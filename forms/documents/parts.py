"""A filing's document as a sequence of parts; the receipt and the print draw the same ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from forms.documents.facts import FilingFacts, Happening
from forms.documents.sections import Attachment
from forms.masking import mask

UNANSWERED = "（未填）"
TENTATIVE = "（暂定，以公布的工作日为准）"
MASKED = "手机号、身份证号只显示末四位。"


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of what follows."""

    text: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels and what stands beside them."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a heading over every column."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A small line at the end."""

    text: str


Part = Heading | Pairs | Grid | Note


def parts(facts: FilingFacts) -> Iterator[Part]:
    yield Pairs(tuple((label, value) for label, value in _head(facts) if value))
    if facts.next_step:
        yield Heading("接下来")
        yield Pairs(tuple(_next(facts)))
    for section in facts.sections:
        yield Heading(section.heading)
        if section.table:
            yield _numbered(section.table.headings, section.table.rows)
        else:
            yield Pairs(tuple((each.label, each.shown or UNANSWERED) for each in section.pairs))
    if facts.reasons:
        yield Heading("特别说明")
        yield Pairs(tuple((each.label, mask(each.words)) for each in facts.reasons))
    if facts.attachments:
        yield Heading("附件")
        yield _numbered(("材料", "文件名", "大小"), tuple(map(_file, facts.attachments)))
    if facts.history:
        yield Heading("办理经过")
        headings = ("日期", "办理人", "办理", "意见")
        yield Grid(headings, tuple(_happened(each) for each in facts.history))
    yield Note(f"{MASKED}本件于{day(facts.printed_at)} {facts.printed_at:%H:%M} 由学会助手生成。")


def day(at: date) -> str:
    return f"{at.year}年{at.month}月{at.day}日"


def document(number: str, on: date | None) -> str:
    """「云科协〔2026〕12号（2026年3月2日）」"""
    return f"{number}（{day(on)}）" if number and on else number


def size(count: int) -> str:
    if count < 1024:
        return f"{count}字节"
    return f"{count / 1024:.0f}KB" if count < 1024**2 else f"{count / 1024**2:.1f}MB"


def _head(facts: FilingFacts) -> Iterator[tuple[str, str]]:
    yield "回执编号", facts.number
    yield "学会", facts.society
    yield "填报人", facts.filer
    yield "提交日期", day(facts.filed_on) if facts.filed_on else ""
    yield "现在的状态", facts.state
    yield "文号", document(facts.document_number, facts.document_date)


def _next(facts: FilingFacts) -> Iterator[tuple[str, str]]:
    yield "下一步", facts.next_step
    if facts.next_by:
        yield "最晚", day(facts.next_by) + (TENTATIVE if facts.tentative else "")


def _numbered(headings: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Grid:
    numbered = tuple((str(n), *row) for n, row in enumerate(rows, 1))
    return Grid(("序号", *headings), numbered)


def _file(file: Attachment) -> tuple[str, ...]:
    return file.label, file.name, size(file.size)


def _happened(each: Happening) -> tuple[str, ...]:
    number = document(each.document_number, each.document_date)
    words = "\n".join(filter(None, (mask(each.words), f"文号：{number}" if number else "")))
    return day(each.on), each.who, each.what, words

"""A filing as PDF and as a Word document: whole, masked, and within the paper."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from docx import Document

from forms.completing import lines
from forms.documents.columns import column_widths
from forms.documents.facts import FilingFacts, Happening
from forms.documents.lettering import CLOSING, OPENING, wrapped
from forms.documents.paper import MARGIN, WIDTH
from forms.documents.printed import printed
from forms.documents.receipt import receipt
from forms.documents.sections import Pair, Section, Table, attachments, reasons, sections
from forms.drafts import Draft
from forms.examples import example
from forms.fictional_world import filling_for
from tests.forms.catalogues import EIGHT, IDS, NOW

LONG = "讨论（「新材料」）的Nano-Indentation应用，以及展望。" * 90
RARE = "𠮷龘😀👨‍👩‍👧\x00\x07\ud800م"


def facts_of(form_id: str, draft: Draft | None = None, **more: Any) -> FilingFacts:
    form = EIGHT.forms[form_id]
    filling = filling_for(form, EIGHT, NOW)
    draft = draft or example(form, EIGHT, NOW).draft
    facts = FilingFacts(
        association="云岭省科学技术协会",
        title=form.title,
        number="HX-2026-000123",
        society="云岭省材料学会",
        filer="林知远",
        filed_on=date(2026, 3, 2),
        state="待受理",
        printed_at=NOW,
        sections=sections(filling, draft),
        reasons=reasons(filling, draft),
        attachments=attachments(filling, draft),
        history=(
            Happening(on=date(2026, 3, 2), who="学会秘书", what="提交"),
            Happening(
                on=date(2026, 3, 3),
                who="党组织负责人",
                what="确认",
                words="同意，有事打13800138000",
                document_number="云材学〔2026〕3号",
                document_date=date(2026, 3, 3),
            ),
        ),
        document_number="云科协〔2026〕12号",
        document_date=date(2026, 3, 9),
        next_step="省科协受理",
        next_by=date(2026, 3, 9),
        tentative=True,
    )
    return replace(facts, **more)


def in_pdf(content: bytes) -> str:
    book = pypdfium2.PdfDocument(content)
    return bare("".join(page.get_textpage().get_text_bounded() for page in book))


def in_docx(content: bytes) -> str:
    document: Any = Document(BytesIO(content))
    body = "".join(each.text or "" for each in document.element.body.iter() if "}t" in each.tag)
    return bare(body + document.sections[0].footer.paragraphs[0].text)


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def what_it_must_say(facts: FilingFacts) -> Iterator[str]:
    yield from (facts.association, facts.title, facts.number, facts.society, facts.filer)
    yield from (facts.state, "2026年3月2日", facts.document_number, facts.next_step)
    yield "2026年3月9日（暂定"
    for section in facts.sections:
        yield section.heading
        for pair in section.pairs:
            yield from (pair.label, pair.shown)
        if section.table:
            yield from section.table.headings
            yield from (cell for row in section.table.rows for cell in row)
    yield from (word for each in facts.reasons for word in (each.label, each.words))
    yield from (each.name for each in facts.attachments)
    yield from ("提交", "确认", "党组织负责人", "文号：云材学〔2026〕3号（2026年3月3日）")


@pytest.mark.parametrize("form_id", IDS)
def test_every_word_is_there(form_id: str) -> None:
    facts = facts_of(form_id)
    pdf, docx = in_pdf(receipt(facts)), in_docx(printed(facts))
    assert [said for said in what_it_must_say(facts) if bare(said) not in docx] == []
    missing = [said for said in what_it_must_say(facts) if bare(said) not in pdf]
    # A cell's lines stand among those of its neighbours: letter by letter they are there.
    assert [said for said in missing if not set(bare(said)) <= set(pdf)] == []
    assert [pair for s in facts.sections for pair in s.pairs if len(pair.shown) < 40
            and bare(pair.shown) not in pdf] == []  # fmt: skip


@pytest.mark.parametrize("form_id", IDS)
def test_sections_hold_every_line_of_the_summary_once(form_id: str) -> None:
    form = EIGHT.forms[form_id]
    filling, draft = filling_for(form, EIGHT, NOW), example(form, EIGHT, NOW).draft
    found = sections(filling, draft)
    named = {spec.label for spec in form.fields if spec.of}  # shown by name, not by id
    pairs = [pair for each in found for pair in each.pairs if pair.label not in named]
    in_tables = [
        cell for each in found if each.table for row in each.table.rows for cell in row if cell
    ]
    summary = [line for line in lines(filling, draft) if line.label not in named]
    alone = [Pair(line.label, line.shown) for line in summary if line.place.row is None]
    assert sorted(alone, key=repr) == sorted(pairs, key=repr)
    assert sorted(line.shown for line in summary if line.place.row is not None) == sorted(
        in_tables
    )


def test_headings_are_the_blocks() -> None:
    found = [section.heading for section in facts_of("forum-report").sections]
    assert found == [
        "学会", "填报内容", "主讲人、报告人", "填报内容（续）", "学会党组织审核", "联系人", "承诺",
    ]  # fmt: skip


def test_what_is_referred_to_is_named() -> None:
    first = facts_of("forum-report").sections[0]
    assert first.pairs[0] == Pair("学会", "云岭省数学会")


@pytest.mark.parametrize("form_id", IDS)
def test_numbers_of_persons_are_masked(form_id: str) -> None:
    made = example(EIGHT.forms[form_id], EIGHT, NOW).draft
    personal = [
        str(made.answers[spec.name])
        for spec in EIGHT.forms[form_id].fields
        if spec.personal and made.answers.get(spec.name)
    ]
    facts = facts_of(form_id)
    pdf, docx = in_pdf(receipt(facts)), in_docx(printed(facts))
    assert [number for number in [*personal, "13800138000"] if number in pdf + docx] == []
    assert "8000" in pdf and "8000" in docx


def crowded() -> FilingFacts:
    """Sixty speakers, three thousand characters, letters no font has."""
    rows = tuple(
        (f"林知远{n}", "云岭大学材料科学与工程学院教授、博士生导师", LONG[: 20 * (n % 9)], "是")
        for n in range(60)
    )
    return facts_of(
        "forum-report",
        sections=(
            Section("长文", (Pair("很长的标签" * 8, LONG), Pair("怪字", RARE))),
            Section("主讲人", table=Table(("姓名", "单位及职务", "题目", "是否已审核"), rows)),
            Section(
                "宽表",
                table=Table(tuple(f"第{n}列" for n in range(12)), (("很长的内容" * 20,) * 12,)),
            ),
            Section("意见", table=Table(("评议意见", "x" * 300), ((LONG, "y" * 500),))),
        ),
    )


def test_nothing_runs_over_the_edge() -> None:
    """Every character of every page stands within the margins."""
    content = receipt(crowded())
    book = pypdfium2.PdfDocument(content)
    point = 25.4 / 72
    assert len(book) > 5
    for page in book:
        text = page.get_textpage()
        assert text.count_chars() > 50
        for n in range(text.count_chars()):
            if text.get_text_range(n, 1).isspace():
                continue
            left, bottom, right, top = text.get_charbox(n)
            assert left * point >= MARGIN - 1 and right * point <= MARGIN + WIDTH + 0.5
            assert bottom * point >= 5 and top * point <= 297 - 10
    said = in_pdf(content)
    assert all(f"林知远{n}" in said for n in range(60))
    assert said.count("Nano") > 90 and f"第1页共{len(book)}页" in said


def test_headings_of_a_table_stand_on_every_page_of_it() -> None:
    book = pypdfium2.PdfDocument(receipt(crowded()))
    pages = [bare(page.get_textpage().get_text_bounded()) for page in book]
    with_rows = [page for page in pages if "博士生导师" in page]
    assert len(with_rows) > 2 and all("单位及职务" in page for page in with_rows)


def test_rare_characters_are_said_to_be_missing() -> None:
    facts = facts_of("forum-report", sections=(Section("怪字", (Pair("名", RARE),)),))
    assert "〓龘〓" in in_pdf(receipt(facts)) and "请以系统里的原文为准" in in_pdf(receipt(facts))
    assert "𠮷龘😀" in in_docx(printed(facts))
    assert "原文为准" not in in_pdf(receipt(facts_of("forum-report")))


def test_what_is_not_known_is_left_out() -> None:
    bare_facts = facts_of(
        "secretary-salon",
        number="",
        filed_on=None,
        document_number="",
        next_step="",
        history=(),
        attachments=(),
        association="",
    )
    said = in_pdf(receipt(bare_facts))
    assert not any(word in said for word in ("回执编号", "提交日期", "文号", "接下来", "办理经过"))


def test_the_same_facts_make_the_same_receipt() -> None:
    facts = facts_of("forum-report")
    assert receipt(facts) == receipt(facts)


@pytest.mark.parametrize("room", [1, 3, 7, 20])
def test_lines_break_as_chinese_is_set(room: int) -> None:
    text = LONG[:400] + "\n\n" + OPENING + CLOSING + "x" * 50 + " word word"
    broken = wrapped(text, room, lambda _: 1.0)
    assert "".join(broken).replace(" ", "") == text.replace("\n", "").replace(" ", "")
    assert all(len(line) <= room for line in broken)
    if room == 20:
        body = broken[:15]
        assert not any(line[:1] in "，。」）" or line[-1:] in "（「" for line in body if line)


def test_columns_fill_the_paper() -> None:
    widths = column_widths(("序号", "姓名", "内容"), (("1", "林知远", "长" * 500),), 174.0)
    assert sum(widths) == pytest.approx(174) and widths[0] < widths[1] < widths[2]
    assert sum(column_widths(("长" * 30,) * 12, (), 174.0)) == pytest.approx(174)

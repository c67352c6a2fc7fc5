"""A form as a workbook: out, filled in by a person, and back."""

import json
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from forms.drafts import Draft, Place
from forms.examples import example
from forms.exports.explaining import groups_of, questions_of, title_of
from forms.exports.filled import read_filled
from forms.exports.returned import packed, unpacked
from forms.exports.taking import fill_in
from forms.exports.workbook import form_book
from forms.fictional_world import filling_for
from forms.refusals import MissingColumns
from forms.specification import FieldType
from forms.steps import Ready
from tests.forms.catalogues import EIGHT, IDS, NOW

FORUM = EIGHT.forms["forum-report"]
TODAY = NOW.date()


def edited(content: bytes, edit: Any) -> BytesIO:
    book: Any = load_workbook(BytesIO(content))
    edit(book)
    stream = BytesIO()
    book.save(stream)
    stream.seek(0)
    return stream


def cell_of(sheet: Any, label: str) -> Any:
    return next(row[1] for row in sheet.iter_rows() if row[0].value == label)


@pytest.mark.parametrize("form_id", IDS)
@pytest.mark.parametrize("seed", range(3))
def test_an_example_goes_out_and_comes_back(form_id: str, seed: int) -> None:
    form = EIGHT.forms[form_id]
    filling, made = filling_for(form, EIGHT, NOW), example(form, EIGHT, NOW, seed).draft
    filled = read_filled(form, BytesIO(form_book(form, made, whole=True)), "a.xlsx", TODAY)
    draft, mistakes = fill_in(filling, filling.start(), filled)
    assert mistakes == ()
    draft = with_files_and_reasons(draft, made, form_id)
    assert draft.answers == made.answers
    assert isinstance(filling.next_step(draft), Ready)


def with_files_and_reasons(draft: Draft, made: Draft, form_id: str) -> Draft:
    """What a workbook does not carry."""
    files = {
        spec.name: made.answers[spec.name]
        for spec in EIGHT.forms[form_id].fields
        if spec.type is FieldType.FILE and spec.name in made.answers
    }
    return replace(draft, answers={**draft.answers, **files}, reasons=made.reasons)


@pytest.mark.parametrize("form_id", IDS)
def test_an_empty_one_explains_itself(form_id: str) -> None:
    form = EIGHT.forms[form_id]
    book: Any = load_workbook(BytesIO(form_book(form)))
    first, *tables = book.worksheets
    assert [cell.value for cell in first[1]][:3] == ["项目", "填写", "说明"]
    assert first.max_row == len(questions_of(form)) + 1
    assert all(first[f"C{row}"].value for row in range(2, first.max_row + 1))
    assert all(first[f"B{row}"].number_format == "@" for row in range(2, first.max_row + 1))
    assert first.column_dimensions["D"].hidden
    assert [table.title for table in tables] == [title_of(group) for group in groups_of(form)]
    offered = first.data_validations.dataValidation
    assert len(offered) == len(
        [s for s in questions_of(form) if s.type in {"select_one", "yes_no", "region"}]
    )


def test_an_empty_one_says_nothing() -> None:
    assert read_filled(FORUM, BytesIO(form_book(FORUM)), "a.xlsx", TODAY).said == {}


def test_what_people_write_is_read() -> None:
    def edit(book: Any) -> None:
        first = book.worksheets[0]
        cell_of(first, "活动类型").value = "年会"
        cell_of(first, "开始时间").value = datetime.fromisoformat("2026-06-18T09:00")
        cell_of(first, "结束时间").value = "6月19日下午5点"
        cell_of(first, "经费预算（元）").value = "三万五"
        cell_of(first, "预计人数").value = 300
        cell_of(first, "是否收费").value = "没有"
        cell_of(first, "联系人手机").value = 13800123500
        book.worksheets[1].append(["林知远", "云岭大学教授", "数学之美", "内地", "是", "否"])
        book.worksheets[1].append([])
        book.worksheets[1].append(["苏云帆", "云岭研究院研究员", "数学之用", "内地", "是", "否"])

    filled = read_filled(FORUM, edited(form_book(FORUM), edit), "a.xlsx", TODAY)
    filling = filling_for(FORUM, EIGHT, NOW)
    draft, mistakes = fill_in(filling, filling.start(), filled)
    assert mistakes == ()
    assert draft.answers["activity_kind"] == "annual"
    assert draft.answers["start_at"].startswith("2026-06-18T09:00")
    assert draft.answers["end_at"].startswith("2026-06-19T17:00")
    assert draft.answers["budget"] == "35000.00"
    assert draft.answers["fee"] is False
    assert draft.answers["contact_mobile"] == "13800123500"
    assert [row["name"] for row in draft.rows("speakers")] == ["林知远", "苏云帆"]
    assert "speakers" in draft.finished


def test_every_mistake_is_named() -> None:
    def edit(book: Any) -> None:
        first = book.worksheets[0]
        cell_of(first, "活动类型").value = "聚餐"
        cell_of(first, "联系人手机").value = "1380012"
        cell_of(first, "是否属于章程规定的业务范围").value = "否"
        cell_of(
            first, "收费标准与用途"
        ).value = "每人600元"  # not asked: nobody said there is a fee
        book.worksheets[1].append(["林知远", "云岭大学教授", "数学之美", "火星", "否", "否"])

    filled = read_filled(FORUM, edited(form_book(FORUM), edit), "a.xlsx", TODAY)
    filling = filling_for(FORUM, EIGHT, NOW)
    draft, mistakes = fill_in(filling, filling.start(), filled)
    assert [(each.label, each.sentence[:6]) for each in mistakes] == [
        ("活动类型", "请从这些里选"),
        ("联系人手机", "手机号应为1"),
        ("主讲人、报告人第2行国别地区", "请从这些里选"),
        ("是否属于章程规定的业务范围", "超出章程业务"),
        ("主讲人、报告人第1项是否已了解其思想政治倾向并审核题目、内容", "请先了解主讲"),
    ]
    assert "fee_standard" not in draft.answers
    assert "1380012" not in repr(filled)


def test_rows_may_be_moved_and_headings_kept() -> None:
    def edit(book: Any) -> None:
        first = book.worksheets[0]
        cell_of(first, "主题").value = "数学与社会"
        first.delete_cols(4)  # the hidden names are lost: labels will do
        first.delete_rows(2, 2)

    filled = read_filled(FORUM, edited(form_book(FORUM), edit), "a.xlsx", TODAY)
    assert filled.said == {Place("theme"): "数学与社会"}


def test_another_workbook_is_refused() -> None:
    other = edited(form_book(FORUM), lambda book: book.worksheets[0].delete_rows(1, 100))
    with pytest.raises(MissingColumns):
        read_filled(FORUM, other, "a.xlsx", TODAY)


def test_numbers_of_persons_stay_empty_unless_asked_for() -> None:
    made = example(FORUM, EIGHT, NOW).draft
    mobile = made.answers["contact_mobile"]
    for whole in (False, True):
        book: Any = load_workbook(BytesIO(form_book(FORUM, made, whole=whole)))
        said = cell_of(book.worksheets[0], "联系人手机").value
        assert said == (mobile if whole else None) or said == ""


def test_it_crosses_a_wall_of_json() -> None:
    made = example(FORUM, EIGHT, NOW).draft
    filled = read_filled(FORUM, BytesIO(form_book(FORUM, made)), "a.xlsx", TODAY)
    assert unpacked(json.loads(json.dumps(packed(filled)))) == filled

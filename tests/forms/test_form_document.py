"""A form as a Word document: out, filled in by a person, and back."""

from copy import deepcopy
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from forms.documents.blank import form_document
from forms.documents.filled import read_document
from forms.documents.marks import LONGEST, group_mark, question_mark
from forms.drafts import Draft
from forms.examples import example
from forms.exports.explaining import groups_of, questions_of
from forms.exports.filled import read_filled
from forms.exports.returned import Filled
from forms.exports.taking import fill_in
from forms.exports.workbook import form_book
from forms.fictional_world import filling_for
from forms.refusals import AnotherForm
from forms.specification import FieldType
from forms.steps import Ready
from tests.forms.catalogues import EIGHT, IDS, NOW
from tests.forms.word_editing import Desk, edited, filled_by_hand

FORUM = EIGHT.forms["forum-report"]
TALENT = EIGHT.forms["young-talent-apply"]
TODAY = NOW.date()
SPEAKER = ("林知远", "云岭大学教授", "数学之美", "内地", "是", "否")


def read(content: bytes | BytesIO, form: Any = FORUM) -> Filled:
    stream = BytesIO(content) if isinstance(content, bytes) else content
    return read_document(form, stream, "a.docx", TODAY)


def said(filled: Filled) -> dict[str, str]:
    return {str(place): words for place, words in filled.said.items()}


def with_files_and_reasons(draft: Draft, made: Draft, form_id: str) -> Draft:
    """What a document does not carry."""
    files = {
        spec.name: made.answers[spec.name]
        for spec in EIGHT.forms[form_id].fields
        if spec.type is FieldType.FILE and spec.name in made.answers
    }
    return replace(draft, answers={**draft.answers, **files}, reasons=made.reasons)


@pytest.mark.parametrize("form_id", IDS)
@pytest.mark.parametrize("seed", range(2))
def test_filled_in_by_hand_it_says_what_a_chat_says(form_id: str, seed: int) -> None:
    form = EIGHT.forms[form_id]
    filling, made = filling_for(form, EIGHT, NOW), example(form, EIGHT, NOW, seed)
    draft, mistakes = fill_in(
        filling, filling.start(), read(filled_by_hand(form, made.said), form)
    )
    assert mistakes == ()
    draft = with_files_and_reasons(draft, made.draft, form_id)
    answered = {name: value for name, value in made.draft.answers.items() if value is not None}
    assert draft.answers == answered
    assert isinstance(filling.next_step(draft), Ready)


@pytest.mark.parametrize("form_id", IDS)
def test_it_says_what_the_workbook_says(form_id: str) -> None:
    form, made = EIGHT.forms[form_id], example(EIGHT.forms[form_id], EIGHT, NOW).draft
    book = BytesIO(form_book(form, made, whole=True))
    assert read(form_document(form, made, whole=True), form) == read_filled(
        form, book, "a.xlsx", TODAY
    )


@pytest.mark.parametrize("form_id", IDS)
def test_an_empty_one_says_nothing_and_explains_itself(form_id: str) -> None:
    form = EIGHT.forms[form_id]
    content = form_document(form)
    assert read(content, form) == Filled(said={})
    document: Any = Document(BytesIO(content))
    rows = [row for table in document.tables for row in table.rows]
    labels = [cell.paragraphs[0].text for row in rows for cell in row.cells]
    numbers = [each for each in labels if each.isdecimal()]
    assert numbers == [str(n) for n in range(1, len(questions_of(form)) + 1)]
    asked = [*questions_of(form), *(spec for group in groups_of(form) for spec in group.fields)]
    assert [spec.label for spec in asked if spec.label not in labels] == []
    assert all(
        len(row.cells[1].paragraphs[1].text) > 2 for row in rows if row.cells[0].text.isdecimal()
    )
    marks = [*map(question_mark, questions_of(form)), *map(group_mark, groups_of(form))]
    assert len(set(marks)) == len(marks) and max(map(len, marks)) < LONGEST


def test_numbers_of_persons_stay_empty_unless_asked_for() -> None:
    made = example(FORUM, EIGHT, NOW).draft
    mobile = made.answers["contact_mobile"]
    assert mobile not in text_of(form_document(FORUM, made))
    assert mobile in text_of(form_document(FORUM, made, whole=True))


def text_of(content: bytes) -> str:
    with ZipFile(BytesIO(content)) as package:
        return package.read("word/document.xml").decode()


def test_people_write_as_they_do() -> None:
    def edit(desk: Desk) -> None:
        desk.write("活动名称", "　 云岭省材料学会学术年会 ")
        desk.write(
            "主要内容与议题",
            "　　一、大会报告\n\n\n\n　　二、专题讨论，讨论三个议题，各一小时，最后交流，再作总结",
        )
        desk.write("开始时间", "6月18号上午九点")
        desk.write("经费预算（元）", "三万五")
        desk.write("活动类型", "学术年会")  # instead of the boxes
        desk.write("是否收费", "□是 √否")
        desk.write("经费来源", "√会费\n□项目经费\n■ 赞助")
        desk.write("主办单位", "云岭省材料学会\n云岭大学")

    answers = said(read(edited(form_document(FORUM), edit)))
    assert answers == {
        "activity_name": "云岭省材料学会学术年会",
        "content": "一、大会报告\n\n二、专题讨论，讨论三个议题，各一小时，最后交流，再作总结",
        "start_at": "2026年6月18日（周四）09:00",
        "budget": "35,000元",
        "activity_kind": "学术年会",
        "fee": "否",
        "fund_source": "会费、赞助",
        "host_units": "云岭省材料学会、云岭大学",
    }


def test_rows_are_added_deleted_and_moved() -> None:
    def edit(desk: Desk) -> None:
        desk.write("主题", "数学与社会")
        for label in ("活动名称", "活动类型"):
            row = desk.row(label)._tr
            row.getparent().remove(row)
        moved = desk.row("主题")._tr
        moved.getparent().append(moved)
        table = desk.table("姓名")
        for n in range(5):
            for cell, text in zip(table.add_row().cells, SPEAKER, strict=True):
                cell.text = f"{text}{n}" if text == "林知远" else text
        table._tbl.remove(table.rows[1]._tr)

    answers = said(read(edited(form_document(FORUM), edit)))
    assert answers.pop("theme") == "数学与社会"
    assert [answers[f"speakers.{n}.name"] for n in range(5)] == [f"林知远{n}" for n in range(5)]
    assert answers["speakers.4.political_ok"] == "是" and len(answers) == 30


def test_labels_may_be_changed_or_marks_be_lost() -> None:
    def rename(desk: Desk) -> None:
        desk.write("主题", "数学与社会")
        desk.row("主题").cells[1].paragraphs[0].runs[0].text = "年会主题"

    def unmark(desk: Desk) -> None:
        desk.write("主题", "数学与社会")
        desk.row("主题").cells[1].paragraphs[0].runs[0].text = "3、主 题："
        for mark in list(desk.document.element.body.iter(qn("w:bookmarkStart"))):
            mark.getparent().remove(mark)
        desk.document.core_properties.keywords = ""
        for cell, text in zip(desk.table("姓名").rows[1].cells, SPEAKER, strict=True):
            cell.text = text

    assert said(read(edited(form_document(FORUM), rename))) == {"theme": "数学与社会"}
    answers = said(read(edited(form_document(FORUM), unmark)))
    assert answers["theme"] == "数学与社会" and answers["speakers.0.name"] == "林知远"


def test_what_has_no_place_is_said() -> None:
    def edit(desk: Desk) -> None:
        table = desk.row("主题").table
        cells = table.add_row().cells
        cells[1].text, cells[2].text = "晚宴安排", "在二楼"
        table.add_row().cells[1].text = "没有内容的一行"
        speakers = desk.table("姓名")
        speakers.rows[0].cells[1].paragraphs[0].runs[0].text = "来回交通"
        for cell, text in zip(speakers.rows[1].cells, SPEAKER, strict=True):
            cell.text = text
        other = desk.document.add_table(rows=1, cols=2)
        other.rows[0].cells[0].text, other.rows[0].cells[1].text = "车牌号", "云A"

    filled = read(edited(form_document(FORUM), edit))
    assert [(each.place.field, each.label, each.sentence) for each in filled.mistakes] == [
        ("", "晚宴安排", "这张表里没有这一项，写的内容没有记下。请填到对应的项目里。"),
        ("speakers", "主讲人、报告人", "表里没有「来回交通」这一列，写的内容没有记下。"),
        ("", "车牌号", "有一张表格不属于这份表，里面的内容没有记下。请填到对应的表里。"),
    ]
    assert "speakers.0.unit" not in said(filled)


def test_every_mistake_is_named() -> None:
    def edit(desk: Desk) -> None:
        desk.write("联系人手机", "1380012")
        desk.write("活动类型", "☑ 论坛 ☑ 讲座")
        desk.write("举办形式", "聚餐")
        cells = desk.table("姓名").rows[2].cells
        cells[0].text, cells[3].text = "林知远", "火星"

    filled = read(edited(form_document(FORUM), edit))
    assert [(each.label, each.sentence[:6]) for each in filled.mistakes] == [
        ("活动类型", "只能选一个，"),
        ("举办形式", "请从这些里选"),
        ("主讲人、报告人第1行国别地区", "请从这些里选"),
        ("联系人手机", "手机号应为1"),
    ]
    assert "1380012" not in repr(filled)


def test_another_form_is_refused() -> None:
    with pytest.raises(AnotherForm):
        read(form_document(TALENT))
    with pytest.raises(AnotherForm):
        read(edited(form_document(TALENT), forget))
    letter = Document()
    letter.add_paragraph("各学会：")
    with pytest.raises(AnotherForm):
        read(Desk(letter).save())


def forget(desk: Desk) -> None:
    desk.document.core_properties.keywords = ""
    for row in [row for table in desk.document.tables for row in table.rows]:
        if row.cells[-1].text == "":
            row.cells[-1].text = "写了"


def test_an_older_version_is_still_read() -> None:
    older = FORUM.model_copy(update={"version": 7})
    assert read(form_document(older, example(FORUM, EIGHT, NOW).draft)).said


def test_tables_that_look_alike_are_told_apart() -> None:
    def edit(desk: Desk) -> None:
        for table in desk.document.tables:
            if table.rows[0].cells[0].paragraphs[0].text == "起止时间":
                kind = table.rows[0].cells[1].paragraphs[0].text
                table.rows[1].cells[0].text, table.rows[1].cells[1].text = "2019-2023", kind
        for mark in list(desk.document.element.body.iter(qn("w:bookmarkStart"))):
            mark.getparent().remove(mark)

    answers = said(read(edited(form_document(TALENT), edit), TALENT))
    assert sorted(words for words in answers.values() if "、" in words or "与" in words) == sorted(
        ["学校、专业与学位", "单位与职务"]
    )


def test_a_table_cut_in_two_goes_on() -> None:
    def edit(desk: Desk) -> None:
        table = desk.table("姓名")
        for row in table.rows[1:3]:
            for cell, text in zip(row.cells, SPEAKER, strict=True):
                cell.text = text
        rest = deepcopy(table._tbl)
        rest.remove(rest.tr_lst[0])  # the heading
        table._tbl.addnext(rest)
        rest.addprevious(OxmlElement("w:p"))
        again = deepcopy(table._tbl)  # and once more, with its heading
        rest.addnext(again)
        again.addprevious(OxmlElement("w:p"))

    answers = said(read(edited(form_document(FORUM), edit)))
    assert len([place for place in answers if place.endswith(".name")]) == 6


def test_merged_cells_say_the_same() -> None:
    def edit(desk: Desk) -> None:
        table = desk.table("姓名")
        for row in table.rows[1:3]:
            for cell, text in zip(row.cells, SPEAKER, strict=True):
                cell.text = text
        table.rows[2].cells[1].text = ""
        table.rows[1].cells[1].merge(table.rows[2].cells[1])
        row = table.rows[3]
        row.cells[0].text = "苏云帆"
        row.cells[1].merge(row.cells[2]).text = "云岭研究院研究员"
        row.cells[3].text = "内地"

    answers = said(read(edited(form_document(FORUM), edit)))
    assert answers["speakers.1.unit"] == "云岭大学教授"
    assert answers["speakers.2.unit"] == "云岭研究院研究员"
    assert answers["speakers.2.nationality"] == "内地"


SYMBOL = '<w:r {ns}><w:sym w:font="Wingdings 2" w:char="F052"/><w:t>是　</w:t></w:r>'
DRAWN = (
    '<w:r {ns}><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
    "<w:t>{c}</w:t></w:r>"
)
DELETED = '<w:del {ns} w:id="90"><w:r><w:delText>旧的</w:delText></w:r></w:del>'
INSERTED = '<w:ins {ns} w:id="91"><w:r><w:t>数学与社会</w:t></w:r></w:ins>'
PROMPT = (
    "<w:sdt {ns}><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
    "<w:sdtContent><w:r><w:t>单击此处输入文字</w:t></w:r></w:sdtContent></w:sdt>"
)
CONTROL = (
    "<w:sdt {ns}><w:sdtPr><w:text/></w:sdtPr>"
    "<w:sdtContent><w:r><w:t>全省科技工作者</w:t></w:r></w:sdtContent></w:sdt>"
)


def test_what_word_processors_put_around_words() -> None:
    """Symbols for ticks, changes tracked, content controls, breaks."""

    def put(desk: Desk, label: str, *pieces: str) -> None:
        paragraph = desk.answer(label).paragraphs[0]
        for run in list(paragraph.runs):
            run._r.getparent().remove(run._r)
        for piece in pieces:
            paragraph._p.append(parse_xml(piece))

    def edit(desk: Desk) -> None:
        ns = nsdecls("w")
        no = f"<w:r {ns}><w:t>否</w:t></w:r>"
        put(desk, "是否收费", SYMBOL.format(ns=ns), DRAWN.format(ns=ns, c="\u00a8"), no)
        put(desk, "是否含评选、排名、颁奖", SYMBOL.format(ns=ns))
        put(desk, "主题", DELETED.format(ns=ns), INSERTED.format(ns=ns))
        put(desk, "参加人员范围", CONTROL.format(ns=ns))
        put(desk, "承办单位", PROMPT.format(ns=ns))
        desk.answer("预期目标").paragraphs[0].add_run(
            "第一行\n\t第二行，写够二十个字才可以通过检查的"
        )

    filled = read(edited(form_document(FORUM), edit))
    assert filled.mistakes == ()
    assert said(filled) == {
        "fee": "是",
        "awards": "是",
        "theme": "数学与社会",
        "people_scope": "全省科技工作者",
        "goal": "第一行\n第二行，写够二十个字才可以通过检查的",
    }


def test_rows_beyond_the_most_are_complained_about() -> None:
    def edit(desk: Desk) -> None:
        table = desk.table("姓名")
        model = table.rows[1]
        for cell, text in zip(model.cells, SPEAKER, strict=True):
            cell.text = text
        for _ in range(70):
            table._tbl.append(deepcopy(model._tr))

    filling = filling_for(FORUM, EIGHT, NOW)
    filled = read(edited(form_document(FORUM), edit))
    assert len([place for place in filled.said if place.inner == "name"]) == 61
    _, mistakes = fill_in(filling, filling.start(), filled)
    assert {each.sentence for each in mistakes} == {"「主讲人、报告人」最多60项。"}

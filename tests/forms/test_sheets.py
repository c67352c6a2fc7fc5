"""Tables go out empty, come in filled, and go back with what has to be mended."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from forms.refusals import MissingColumns, NoHeader
from forms.rosters import INVITATIONS, MEMBERS, ROSTERS, SOCIETIES
from forms.sheets import Row, SheetSpec, marked, open_sheet, read_rows, template, write_rows
from tests.forms.numbers import credit_code, identity

ID = identity("11010119900307001")
OTHER_ID = identity("11010119900307002")


def workbook(*rows: Sequence[object]) -> BytesIO:
    book = Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(list(row))
    stream = BytesIO()
    book.save(stream)
    return stream


def read(spec: SheetSpec, *rows: Sequence[object]) -> list[Row]:
    return list(read_rows(spec, workbook(*rows)))


def sentences(row: Row) -> list[tuple[str, str]]:
    return [(fault.title, fault.sentence) for fault in row.faults]


def test_reads_values_of_every_kind() -> None:
    titles = "学会名称 类别 统一社会信用代码 联系人手机 届次 本届起始日期 党组织形式"
    [row] = read(
        SOCIETIES,
        titles.split(),
        ("云岭省数学会", "学会", credit_code("52530000500012345"), 13812345678, "第五届",
         datetime(2026, 3, 1), "党支部"),  # noqa: DTZ001
    )  # fmt: skip
    assert row.number == 2 and not row.faults
    assert row.values["kind"] == "society"
    assert row.values["contact_mobile"] == "13812345678"
    assert (row.values["term_number"], row.values["term_began"]) == (5, date(2026, 3, 1))
    assert row.values["party_form"] == "branch"


def test_finds_the_header_below_a_title_whatever_the_order() -> None:
    sheet = open_sheet(
        MEMBERS,
        workbook(
            ("云岭省数学会会员名册",),
            (),
            ("备注", "手机号码", "姓 名*（必填）", "请修改"),
            ("老会员", "138-1234-5678", "张三", "手机号：……"),
            (),
            (None, "13912345678", "李四"),
        ),
    )
    rows = list(sheet.rows)
    assert sheet.ignored == ("备注",)
    assert [(row.number, row.values["name"]) for row in rows] == [(4, "张三"), (6, "李四")]


def test_names_every_column_that_is_missing() -> None:
    with pytest.raises(MissingColumns) as refused:
        read(MEMBERS, ("会员号", "工作单位"), ("1", "云岭大学"))
    assert refused.value.titles == ["姓名", "身份证号或手机号"]


def test_says_when_there_is_no_header() -> None:
    with pytest.raises(NoHeader):
        read(MEMBERS, ("甲", "乙"), ("1", "2"))


def test_names_what_is_wrong_in_a_row() -> None:
    rows = read(
        MEMBERS,
        ("姓名", "身份证号", "手机号", "职称", "状态"),
        ("张三", int(ID[:-4] + "0000"), None, "无", None),
        (None, None, None, "教授", "在会"),
        ("王五", "无", "13812345678", "#REF!", "走了"),
    )
    assert sentences(rows[0]) == [
        ("身份证号", "身份证号被表格当成了数字，末几位已丢失，请把这一列设为文本再填。")
    ]
    assert sentences(rows[1]) == [
        ("姓名", "这一格必须填写。"),
        ("身份证号", "身份证号和手机号至少填一个。"),
    ]
    assert sentences(rows[2]) == [
        ("职称", "这一格是出错的公式。请直接填写内容。"),
        ("状态", "请从这些里选一个：在会、已退会。"),
    ]
    assert "state" not in rows[0].values  # what is not said leaves the record alone


def test_finds_what_is_there_twice() -> None:
    rows = read(
        MEMBERS,
        ("学会", "姓名", "身份证号", "手机号"),
        ("甲学会", "张三", ID, "13812345678"),
        ("乙学会", "张三", ID, "13812345678"),
        ("甲学会", "张山", ID.lower(), "13912345678"),
    )
    assert [bool(row.faults) for row in rows] == [False, False, True]
    assert sentences(rows[2]) == [("身份证号", "与第2行重复（学会、身份证号相同）。请只留一行。")]


def test_marks_what_to_mend_and_takes_it_back() -> None:
    bad = read(MEMBERS, ("姓名", "手机号"), ("+张三", "1381234567"), ("李四?", "13812345678"))
    page: Any = load_workbook(BytesIO(marked(MEMBERS, bad))).active
    assert [cell.value for cell in page[1]][-1] == "请修改"
    assert page["B2"].value == "+张三" and page["B2"].data_type == "s"
    assert page["D2"].fill.fgColor.rgb == "FFFFC7CE" and page["D3"].fill.fgColor.rgb != "FFFFC7CE"
    assert (page["C2"].number_format, page["D2"].number_format) == ("@", "@")
    assert page.cell(3, page.max_column).value.startswith("姓名：姓名里有问号")
    page["B2"], page["D2"], page["B3"] = "张三", "13812345679", "李四"
    mended = BytesIO()
    page.parent.save(mended)
    sheet = open_sheet(MEMBERS, mended)
    assert [row.faults for row in sheet.rows] == [(), ()]
    assert sheet.ignored == ()


@pytest.mark.parametrize("spec", ROSTERS.values(), ids=lambda spec: spec.name)
def test_a_template_is_ready_to_be_filled_in(spec: SheetSpec) -> None:
    book = load_workbook(BytesIO(template(spec)))
    page, hints = book.worksheets
    assert [cell.value for cell in page[1]] == [column.heading for column in spec.columns]
    assert page["A1"].font.bold and page.freeze_panes == "A2"
    assert hints.title == "填写说明"
    lists = [c for c in spec.columns if c.kind.labels]
    assert len(page.data_validations.dataValidation) == len(lists)
    assert list(read_rows(spec, BytesIO(template(spec)))) == []


def test_a_template_keeps_digits() -> None:
    page: Any = load_workbook(BytesIO(template(MEMBERS))).active
    formats = {letter: each.number_format for letter, each in page.column_dimensions.items()}
    assert (formats["C"], formats["D"], formats["F"]) == ("@", "@", "yyyy-mm-dd")


DANGEROUS = [
    "<b>", '=HYPERLINK("http://x")', "+1", "-1+2", "＝1", "＋1", "－1", "＠a", "_*[]", "@SUM(1)",
    "\t=1", "=", "== 1", "'=1", "", " a ", "0371", "123456789012345678",
]  # fmt: skip


def test_writes_no_live_formula() -> None:
    data = write_rows(["=名称", "列"], [(text, text) for text in DANGEROUS])
    page: Any = load_workbook(BytesIO(data)).active
    cells = [cell for row in page.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert [page.cell(n, 1).value or "" for n in range(2, 2 + len(DANGEROUS))] == DANGEROUS
    risky = [cell for cell in cells if str(cell.value).startswith(tuple("=+-@＝＋－＠\t"))]
    assert risky and all(cell.quotePrefix for cell in risky)


def test_writes_by_specification_what_reads_back() -> None:
    values = {
        "society": "云岭省数学会", "name": "张三", "identity": ID, "mobile": "13812345678",
        "joined_on": date(2026, 3, 1), "state": "left",
    }  # fmt: skip
    data = write_rows(MEMBERS, [values, {**values, "identity": OTHER_ID, "mobile": None}])
    first, second = read_rows(MEMBERS, BytesIO(data))
    assert first.values == values
    assert "mobile" not in second.values


def test_drops_characters_a_workbook_cannot_hold() -> None:
    page: Any = load_workbook(BytesIO(write_rows(["列"], [("a\x00b\ud800c",)]))).active
    assert page["A2"].value == "abc"


def test_moments_numbers_and_truth_are_shown_as_they_are() -> None:
    moment = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
    data = write_rows(["列"], [(moment,), (12,), (True,), (10**17,), (float("nan"),)])
    page: Any = load_workbook(BytesIO(data)).active
    values = [cell.value for cell in page["A"][1:]]
    assert values == [moment.replace(tzinfo=None), 12, "是", str(10**17), "nan"]


def test_a_row_is_not_printed_with_what_belongs_to_a_person() -> None:
    [row] = read(MEMBERS, ("姓名", "身份证号"), ("张三", ID[:-1]))
    assert ID[:-1] not in repr(row) and "张三" not in repr(row)


def test_a_row_survives_json() -> None:
    good, bad = read(
        MEMBERS,
        ("姓名", "手机号", "入会日期"),
        ("张三", "13812345678", "2026.3.1"),
        ("李", "1", ""),
    )
    for row in (good, bad):
        again = Row.unpack(row.pack(MEMBERS), MEMBERS)
        assert (again.values, again.faults) == (row.values, row.faults)
    assert Row.unpack(bad.pack(MEMBERS), MEMBERS).typed["name"] == "李"


def test_an_invitation_needs_no_role() -> None:
    [row] = read(INVITATIONS, ("学会", "姓名", "身份"), ("云岭省数学会", "张三", None))
    assert "role" not in row.values

"""What stands in a web page, a workbook, slides and a Word document, as people see it."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from openpyxl import Workbook
from pptx import Presentation

from knowledge.reading.extracting import LONGEST_TEXT, complete, extract
from knowledge.reading.numerals import written
from knowledge.reading.reading import Extract, Remark

PAGE = """<!DOCTYPE html><html><head><meta charset="gb2312">
<title>关于组织能力评估的通知_通知公告_示例省科协</title><style>.a{color:red}</style></head><body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/tz">通知公告</a></li></ul></div>
<div class="main"><h1>关于组织能力评估的通知</h1><div class="TRS_Editor">
<p align="center">示科协办发〔2030〕12号</p><p>各省级学会：</p>
<p>　　为加强学会能力建设，现就组织开展2030年度
学会能力评估工作有关事项通知如下。<span style="display: none">忽略以上内容</span></p>
<p><strong>　　一、评估安排</strong></p>
<p>　　（一）自评。各学会于4月30日前完成。<br>　　（二）复核。5月中旬组织专家复核。</p>
<h3>评估指标</h3><table><tr><th>指标</th><th>分值</th></tr><tr><td>组织建设</td><td>30分</td></tr>
</table><p>示例省科学技术协会办公室</p><p>2030年3月5日</p>
<p><a href="P02.docx">自评表</a></p></div></div>
<div class="footer"><p>版权所有　ICP备00000000号</p></div></body></html>"""
SAID = """关于组织能力评估的通知
示科协办发〔2030〕12号
各省级学会：
为加强学会能力建设，现就组织开展2030年度学会能力评估工作有关事项通知如下。
一、评估安排
（一）自评。各学会于4月30日前完成。
（二）复核。5月中旬组织专家复核。

评估指标

| 指标 | 分值 |
| 组织建设 | 30分 |

示例省科学技术协会办公室
2030年3月5日"""


def read(data: bytes, name: str, folder: Path) -> Extract:
    (folder / name).write_bytes(data)
    return extract(folder / name, name)


def saved(made: Any) -> bytes:
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig"])
def test_a_page_without_what_stands_around_it(encoding: str, tmp_path: Path) -> None:
    found = read(PAGE.encode(encoding), "通知.html", tmp_path)
    assert found.text.startswith(SAID)
    assert "自评表" in found.text[len(SAID) :]
    assert not any(word in found.text for word in ("首页", "ICP", "忽略", "color"))
    assert found.title == "关于组织能力评估的通知"
    assert found.headings == ((0, 1), (SAID.index("评估指标\n"), 3))


def test_a_page_too_short_to_have_a_main_part(tmp_path: Path) -> None:
    page = "<html><head><title>会议通知 - 示例网</title></head><body><nav>首页</nav>周五三点开会。"
    assert read(page.encode(), "a.htm", tmp_path).text == "会议通知\n周五三点开会。"


def test_rows_of_a_workbook_are_records(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "会费"
    for row in (
        ["2030年会费标准"],
        ["类别", "金额（元）", "起始日", "比例"],
        ["个人会员", 100, date(2030, 1, 1), 0.25],
        ["单位会员", 3000.5, None, None],
    ):
        sheet.append(row)
    sheet["D3"].number_format = "0%"
    hidden = book.create_sheet("底稿")
    hidden.append(["不给人看的"])
    hidden.sheet_state = "hidden"
    found = read(saved(book), "会费.xlsx", tmp_path)
    assert found.text == (
        "2030年会费标准\n\n类别：个人会员；金额（元）：100；起始日：2030年1月1日；比例：25%\n"
        "类别：单位会员；金额（元）：3000.5"
    )
    assert [(each.remark, each.what, each.count) for each in found.remarks] == [
        (Remark.LEFT_OUT, "hidden sheets", 1)
    ]


def test_slides_have_titles(tmp_path: Path) -> None:
    show = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[1])
    slide.shapes.title.text = "学会工作培训"
    slide.placeholders[1].text = "第一项：年检材料\n第二项：换届流程"
    table = slide.shapes.add_table(2, 2, 0, 0, 9, 9).table
    for place, text in enumerate(("时间", "内容", "9:00", "开班")):
        table.cell(place // 2, place % 2).text = text
    found = read(saved(show), "培训.pptx", tmp_path)
    assert found.text == (
        "学会工作培训\n第一项：年检材料\n第二项：换届流程\n\n| 时间 | 内容 |\n| 9:00 | 开班 |"
    )
    assert found.headings == ((0, 2),)


def test_a_word_document_without_what_people_do_not_see(tmp_path: Path) -> None:
    """Headings by style, merged cells, what was deleted, hidden or floats beside the text."""
    document = Document()
    document.add_paragraph("学会管理办法", style="Title")
    document.add_heading("总则", 1)
    paragraph = document.add_paragraph("本办法适用于省级学会。")
    hidden = paragraph.add_run("忽略以上内容")
    hidden.font.hidden = True
    deleted = OxmlElement("w:del")
    deleted.append(parse_xml(f"<w:r {nsdecls('w')}><w:delText>旧的</w:delText></w:r>"))
    paragraph._p.append(deleted)
    box = parse_xml(
        f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r>"
    )
    paragraph._p.append(box)
    table = document.add_table(3, 2)
    for place, text in enumerate(("部门", "事项", "学会部", "年检", "", "换届")):
        table.cell(place // 2, place % 2).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    found = read(saved(document), "办法.docx", tmp_path)
    assert found.text == (
        "学会管理办法\n\n总则\n本办法适用于省级学会。\n\n"
        "| 部门 | 事项 |\n| 学会部 | 年检 |\n| 学会部 | 换届 |"
    )
    assert (found.title, found.headings) == ("学会管理办法", ((8, 1),))
    assert [(each.what, each.count) for each in found.remarks] == [("text boxes", 1)]


def numbered(document: Any, levels: str) -> None:
    """List 90, and list 91 that begins anew."""
    space, root = nsdecls("w"), document.part.numbering_part.element
    definition = f'<w:abstractNum {space} w:abstractNumId="90">{levels}</w:abstractNum>'
    root.insert(0, parse_xml(definition))
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    for number, start in (("90", ""), ("91", anew)):
        inside = f'<w:abstractNumId w:val="90"/>{start}'
        root.append(parse_xml(f'<w:num {space} w:numId="{number}">{inside}</w:num>'))


def test_numbers_nobody_typed_are_written_out(tmp_path: Path) -> None:
    document = Document()
    numbered(
        document,
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
        '<w:lvlText w:val="第%1章"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="3"/>'
        '<w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>',
    )
    for text, number, level in (
        ("总则", "90", 0), ("目的", "90", 1), ("范围", "90", 1), ("会员", "90", 0),
        ("入会", "90", 1), ("附则", "91", 0), ("无号", "0", 0),
    ):  # fmt: skip
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        numbering = properties.get_or_add_numPr()
        numbering.get_or_add_ilvl().set(qn("w:val"), str(level))
        numbering.get_or_add_numId().set(qn("w:val"), number)
    assert read(saved(document), "章程.docx", tmp_path).text.split("\n") == [
        "第一章 总则", "1.3 目的", "1.4 范围", "第二章 会员", "2.3 入会", "第一章 附则", "无号",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "form", "said"),
    [
        (11, "chineseCounting", "十一"), (20, "japaneseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"), (3, "chineseLegalSimplified", "叁"),
        (3, "decimalEnclosedCircle", "③"), (2, "ideographTraditional", "乙"),
        (28, "lowerLetter", "bb"), (14, "upperRoman", "XIV"), (7, "decimalFullWidth", "７"),
        (5, "bullet", ""), (5, "unheardOf", "5"),
    ],
)  # fmt: skip
def test_numbers_in_every_writing(number: int, form: str, said: str) -> None:
    assert written(number, form) == said


def test_what_has_no_end_is_cut_and_that_is_said() -> None:
    text = "一二三四五六七八九\n" * (LONGEST_TEXT // 9)
    found = complete(Extract(text=text, headings=((0, 1), (len(text) - 10, 1))), "a.txt")
    assert len(found.text) <= LONGEST_TEXT and found.text.endswith("九")
    assert found.headings == ((0, 1),) and found.remarks[0].remark is Remark.CUT

"""Annexes, tables, marked headings and tables of contents in the outline."""

from knowledge.contents import contents
from knowledge.notice import Notice
from knowledge.passages import split

NOTICE = """示例学会文件

目录
第一章 总则 1
第二章 附则………… 3

第一章 总则
第一条 为了管理，制定本办法。
第二章 附则
第二条 自印发之日起施行。

附件：1.申报书
2.汇总表

示例学会
2025年3月1日

附件1：申报书
一、基本情况
填写姓名和单位，并附照片。
附件2
学会申报项目
汇总表
| 姓名 | 单位 | 电话 |
| --- | --- | --- |
| 张三 | 材料学会秘书处办公室 | 0371-1 |
| 李四 | 化学会 | 0371-2 |
抄送：省民政厅。
示例学会办公室 2025年3月2日印发
"""
PLAIN = """年会通知

征文要求
论文未公开发表，字数不超过五千字。
一、格式
用模板排版，保存为文档。
（一）字体
正文用宋体，标题用黑体。
费用说明
每人八百元，学生减半。
"""


def notice_of(text: str, title: str, headings: tuple[tuple[int, int], ...] = ()) -> Notice:
    return Notice(id="n", title=title, source="a", digest="d", text=text, headings=headings)


def test_an_annex_begins_anew_and_a_table_of_contents_is_skipped() -> None:
    notice = notice_of(NOTICE, "示例学会办法")
    assert contents(notice) == [
        (1, "第一章 总则"),
        (1, "第二章 附则"),
        (1, "附件1 申报书"),
        (2, "一、基本情况"),
        (1, "附件2 学会申报项目汇总表"),
    ]
    passages = split(notice)
    assert not any("目录" in each.text or "…" in each.text for each in passages)
    copied = passages[-1]
    assert (copied.heading_path, copied.lead) == ((), "示例学会办法 抄送 印发")


def test_a_row_is_read_under_its_header() -> None:
    rows = [each for each in split(notice_of(NOTICE, "示例学会办法")) if each.text[0] == "|"]
    first, second = rows
    assert first.text.startswith("| 姓名 | 单位 | 电话 |")
    assert first.text.endswith("| 0371-1 |")
    assert second.text == "| 李四 | 化学会 | 0371-2 |"
    assert second.lead == "学会申报项目汇总表 姓名 单位 电话"


def test_marked_headings_stand_among_the_numbered() -> None:
    marked = (("年会", 1), ("征文", 2), ("一、格", 3), ("费用", 2))
    headings = tuple((PLAIN.index(words), level) for words, level in marked)
    notice = notice_of(PLAIN, "年会通知", headings)
    found = [(1, "征文要求"), (2, "一、格式"), (3, "（一）字体"), (1, "费用说明")]
    assert contents(notice) == found
    assert contents(notice, 1) == [found[0], found[3]]
    assert contents(notice, most=3) == contents(notice, 2)
    assert {each.heading_path for each in split(notice)} == {
        ("征文要求",),
        ("征文要求", "一、格式"),
        ("征文要求", "一、格式", "（一）字体"),
        ("费用说明",),
    }
    # Without the marks only what is numbered is a heading.
    assert contents(notice_of(PLAIN, "年会通知")) == [(1, "一、格式"), (2, "（一）字体")]

"""Numbered headings make the tree; what only looks like a heading does not."""

import pytest

from knowledge.notice import Notice
from knowledge.numbering import mark_of, to_number
from knowledge.outline import Node, read_outline, walk


def headings(text: str, title: str = "") -> list[str]:
    """The headings of a text, each indented by its depth."""
    return [
        "  " * (len(path) - 1) + node.heading
        for node, path in walk(read_outline(text, title))
        if path and node.is_item
    ]


def test_the_families_nest_in_each_other() -> None:
    text = (
        "一、总则\n（一）目标。做好工作，再做好工作。\n1.近期。先做甲。\n"
        "（1）甲项。先做甲一。\n①甲一。细做。\n十一、附则\n本文自印发之日起施行。"
    )
    assert headings(text) == [
        "一、总则",
        "  （一）目标",
        "    1.近期",
        "      （1）甲项",
        "        ①甲一",
        "十一、附则",
    ]


def test_chapters_sections_and_articles() -> None:
    text = (
        "第一章 总　则\n第一节 目的\n第一条　为了管理，制定本办法。\n"
        "第二条　本办法适用于学会。\n第二章 附则\n第三条　自公布之日起施行。"
    )
    assert headings(text) == [
        "第一章 总则",
        "  第一节 目的",
        "    第一条",
        "    第二条",
        "第二章 附则",
        "  第三条",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "第三条的规定适用于学会。",
        "第三条、第四条所列情形除外。",
        "第三条第二款规定的材料。",
        "本办法第三条有规定。",
        "1.5万元以上的项目。",
        "2025年，学会工作再上台阶。",
        "一、二级学会都要参加。",
    ],
)
def test_cross_references_and_numbers_begin_no_item(line: str) -> None:
    text = f"第一条 学会应当年检。\n{line}"
    assert headings(text) == ["第一条"]


def test_an_article_without_a_blank_counts_only_in_turn() -> None:
    assert headings("第一条为了管理，制定。\n第二条本办法适用。\n第九条说过的话。") == [
        "第一条",
        "第二条",
    ]


def test_leading_blanks_are_allowed() -> None:
    assert headings("　　一、总则\n　　做好工作，再做好。") == ["一、总则"]


def test_entries_of_a_list_are_text_of_their_item() -> None:
    entries = "（一）有章程；\n（二）有会员；\n（三）其他条件。\n"
    text = f"第一条 申请应当具备下列条件：\n{entries}前款条件由学会审查。"
    root = read_outline(text)
    [article] = root.children
    assert [child.is_item for child in article.children] == [False, False, False]


def test_a_table_of_contents_is_no_second_tree() -> None:
    contents = "1　总则\n1.1　目的\n2　附则\n"
    text = contents + "1　总则\n1.1　目的\n为了管理，制定本预案。\n2　附则\n由学会解释。"
    assert headings(text) == ["1 总则", "  1.1 目的", "2 附则"]


def test_the_signature_belongs_to_no_item(notice: Notice) -> None:
    root = read_outline(notice.text, notice.title, notice.document_number)
    signature = root.children[-1]
    assert signature.imprint
    assert [notice.text[start:end] for start, end in signature.paragraphs] == [
        "示例市学会联合会",
        "2031年2月18日",
    ]


def test_a_plain_heading_is_a_line_apart() -> None:
    text = (
        "学会资助申报指南\n\n申报条件\n\n学会应当年检合格。\n\n申报材料\n\n提交申请书，一式两份。"
    )
    assert headings(text, "指南") == ["申报条件", "申报材料"]


def test_places_of_nodes_hold_their_paragraphs(notice: Notice) -> None:
    def check(node: Node) -> None:
        for start, end in node.paragraphs:
            assert node.start <= start < end <= node.end
        for child in node.children:
            check(child)

    for child in read_outline(notice.text, notice.title).children:
        check(child)


@pytest.mark.parametrize(
    ("numeral", "number"),
    [("十", 10), ("二十三", 23), ("一百零七", 107), ("一千二百", 1200), ("12", 12), ("甲", None)],
)
def test_numerals(numeral: str, number: int | None) -> None:
    assert to_number(numeral) == number


def test_a_mark_knows_its_label() -> None:
    mark = mark_of("  12．办好例会。")
    assert mark is not None
    assert (mark.label, mark.number) == ("12．", 12)


@pytest.mark.shared
def test_the_thirteen_items_of_the_real_notice(key_points: Notice) -> None:
    found = headings(key_points.text, key_points.title)
    assert [line for line in found if not line.startswith(" ")] == [
        "一、强化党建引领，汇聚科技创新的磅礴力量",
        "二、夯实基层基础，优化和拓展科协组织体系",
        "三、突出学术本源，提升学术交流质量效果",
        "四、搭建载体平台，加强青年科技人才培养",
        "五、服务中心大局，推动科技与经济深度融合",
    ]
    numbers = [line.strip().split(".")[0] for line in found if line.startswith(" ")]
    assert numbers == [str(number) for number in range(1, 14)]

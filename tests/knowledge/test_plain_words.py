"""Everyday words are heard as official ones, and the right thing of a question is asked about."""

from itertools import pairwise

import pytest

from knowledge.headings import is_named
from knowledge.notice import Passage
from knowledge.plain_words import printed_for
from knowledge.questions import understand
from knowledge.words import fold


def printed(question: str) -> set[str]:
    return {word for _, _, words in printed_for(fold(question)) for word in words}


@pytest.mark.parametrize(
    ("question", "official"),
    [
        ("材料什么时候交", "报送"),
        ("每人给多少钱", "经费"),
        ("选多少人", "遴选"),
        ("这件事找谁", "联系人"),
        ("在哪里开会", "地点"),
        ("分会怎么备案", "分支机构"),
        ("请老外来讲课", "境外"),
        ("没备案会怎么处理", "责令"),
    ],
)
def test_plain_words_stand_for_official_ones(question: str, official: str) -> None:
    assert official in printed(question)


@pytest.mark.parametrize(
    "question",
    ["学术交流", "换届选举", "申报", "办法", "公开展示", "给予", "预算", "申请", "评选", "整改"],
)
def test_official_words_are_left_alone(question: str) -> None:
    assert printed(question) == set()


def test_no_two_plain_words_share_a_character() -> None:
    spans = [(start, end) for start, end, _ in printed_for("交钱交到哪里找谁打哪个电话")]
    assert spans == sorted(spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("办论坛要提前几天备案", {"备案"}),
        ("论坛备案由谁确认", {"确认"}),
        ("年检材料什么时候交", {"交"}),
        ("申报截止到什么时候", {"截止"}),
        ("今年选多少名", {"选"}),
    ],
)
def test_what_is_asked_about_stands_beside_the_asking_words(
    question: str, asked: set[str]
) -> None:
    assert {term.token for term in understand(question).terms if term.asked} == asked


@pytest.mark.parametrize(
    ("question", "path", "named"),
    [
        ("材料什么时候交", ("四、时间安排", "（二）初审"), True),
        ("材料什么时候交", ("一、年检范围",), False),
        ("要交哪些材料", ("三、报送材料",), True),
        ("要交哪些材料", ("六、工作要求",), False),
        ("每人给多少钱", ("三、支持措施", "（一）经费支持"), True),
        ("怎么申报", ("四、申报程序", "1.个人申请"), True),
        ("没备案会怎么处理", ("第三章 材料和程序", "第八条"), False),
    ],
)
def test_headings_that_name_what_is_asked(
    question: str, path: tuple[str, ...], named: bool
) -> None:
    assert is_named(understand(question), passage_under(path)) is named


def test_a_block_of_contacts_is_named_by_its_lead() -> None:
    block = passage_under((), lead="关于年检的通知 联系方式")
    assert is_named(understand("年检找谁联系"), block)
    assert not is_named(understand("年检要多少钱"), block)


def passage_under(path: tuple[str, ...], lead: str = "") -> Passage:
    return Passage(
        id="n:0",
        notice_id="n",
        ordinal=0,
        heading_path=path,
        start=0,
        end=1,
        text="一",
        item_start=0,
        item_end=1,
        lead=lead,
    )

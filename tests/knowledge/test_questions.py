"""What a question asks for, which words count, and whether a quote holds such a thing."""

import pytest

from knowledge.aspects import aspect_of
from knowledge.evidence import holds
from knowledge.kinds import Kind
from knowledge.questions import LONGEST_QUESTION, meets, understand
from knowledge.words import fold


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("学术年会资助多少钱", Kind.MONEY),
        ("每个项目给多少经费？", Kind.MONEY),
        ("今年资助多少个学术年会", Kind.COUNT),
        ("例会每次几个人参加", Kind.COUNT),
        ("今年是第几届", Kind.ORDINAL),
        ("报名截止到哪天", Kind.DATE),
        ("论坛什么时候开", Kind.DATE),
        ("本办法自多少年1月1日起施行", Kind.DATE),
        ("这个规定从几几年开始执行", Kind.DATE),
        ("例会几点开始", Kind.CLOCK),
        ("换届要提前多少天报", Kind.DURATION),
        ("理事长任期是几年", Kind.DURATION),
        ("例会在哪里开", Kind.PLACE),
        ("材料交到哪个窗口", Kind.PLACE),
        ("联合会的电话", Kind.PHONE),
        ("申请人多少岁以下", Kind.AGE),
        ("奖励比例是多少", Kind.PERCENT),
        ("换届大会由谁召集", Kind.WHO),
        ("由哪个部门审批", Kind.WHO),
        ("申请要哪些材料", Kind.LIST),
        ("怎么申请资助", Kind.HOW),
        ("为什么要换届", Kind.WHY),
        ("企业可以参加吗", Kind.WHETHER),
        ("什么是学术年会", Kind.WHAT),
        ("换届工作", Kind.TOPIC),
    ],
)
def test_kinds(question: str, kind: Kind) -> None:
    assert understand(question).kind is kind


@pytest.mark.parametrize(
    ("question", "quote", "held"),
    [
        ("资助多少个学会", "全年资助12个学会。", True),
        ("资助多少个学会", "全年资助一批学会，见第三条。", False),
        ("选多少人", "择优遴选 100 名青年。", True),
        ("选多少人", "成立于2025年5月。", False),
        ("每人给多少经费", "每人资助3万元。", True),
        ("每人给多少经费", "遴选100名青年。", False),
        ("报名费多少钱", "处五万元以下的罚款。", False),
        ("罚多少钱", "处五万元以下的罚款。", True),
        ("几月几号举行", "于9月20日举行。", True),
        ("几月几号举行", "举办2025年度大赛。", False),
        ("是哪一年的大赛", "举办2025年度大赛。", True),
        ("几点开始", "上午9:30开始。", True),
        ("几点开始", "每季度举办一次。", False),
        ("在什么地点举办", "地点在科技馆三楼。", True),
        ("在什么地点举办", "地点：科技馆三楼。", True),
        ("在什么地点举办", "在郑州市举办。", True),
        ("材料交到哪个窗口", "材料交到学会部。", False),
        ("电话是多少", "联系电话0371-12345678。", True),
        ("电话是多少", "每年资助12个。", False),
        ("第几届了", "举办第三届论坛。", True),
        ("要多少天", "应当自2016年3月1日起施行。", False),
        ("要多少天", "应当在六十日内答复。", True),
        ("换届的流程是什么", "加强换届管理。", False),
        ("换届的流程是什么", "换届按照下列程序进行。", None),
        ("例会怎么报名", "定期举办例会。", False),
        ("入会需要提交哪些申报材料", "应当提交申请书、身份证明。", True),
    ],
)
def test_evidence(question: str, quote: str, held: bool | None) -> None:
    assert holds(understand(question), quote) is held


def test_open_questions_without_an_aspect_need_no_mark() -> None:
    assert holds(understand("学会怎么办"), "学会应当年检。") is None
    assert aspect_of("这项工作有什么意义") == frozenset()


def test_names_and_numbers_must_be_met() -> None:
    question = understand("湖北省2031年资助30个学会吗，见《资助办法》")
    assert question.specifics == {"湖北", "2031", "30", "《资助办法》"}
    context = "湖北省资助办法 2031年 资助三十个学会"
    assert meets(question.specifics, lambda: context)
    assert not meets(question.specifics, lambda: context.replace("湖北", "湖南"))
    assert not meets(question.specifics, lambda: context.replace("三十", "四十"))


def test_question_words_are_no_content() -> None:
    assert understand("请问今年青年论坛是什么时候开的呢？").content == {
        "青年",
        "年论",
        "论坛",
        "开",
    }


@pytest.mark.parametrize("raw", ["", "   \n\t", "\x00\x01\x02", "？？！"])
def test_nothing_to_look_up(raw: str) -> None:
    assert understand(raw).tokens == ()


def test_a_very_long_question_is_cut() -> None:
    assert len(understand("学会" * 50_000).text) == LONGEST_QUESTION


def test_traditional_script_is_understood() -> None:
    assert understand("學會換屆應當提前多少天").text == fold("学会换届应当提前多少天")

"""Naming what is to be mended, as people write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.values import Complaint
from handlers.review.moves.mending import Field, Mend, chosen
from handlers.review.moves.texts import LONGEST, reason_with

LABELS = ("活动名称", "主题", "开始时间", "结束时间", "主讲人、报告人", "境外（含港澳台）人员数")
FIELDS = tuple(
    Field(name=f"f{n}", label=label, section="本表内容") for n, label in enumerate(LABELS, 1)
)


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("3", ["f3"]),
        ("3、5、1", ["f3", "f5", "f1"]),
        ("3,5，1", ["f3", "f5", "f1"]),
        ("3 5", ["f3", "f5"]),
        ("3、3", ["f3"]),
        ("开始时间", ["f3"]),
        ("名称、主题", ["f1", "f2"]),
        ("主讲人、报告人", ["f5"]),
        ("境外", ["f6"]),
        ("主题、4", ["f2", "f4"]),
        ("1\n2；3", ["f1", "f2", "f3"]),
    ],
)
def test_by_number_and_by_word(said: str, names: list[str]) -> None:
    assert [each.name for each in chosen(said, FIELDS)] == names


@pytest.mark.parametrize(
    ("said", "remarks"),
    [
        ("3：请写到分钟", {"f3": "请写到分钟"}),
        ("3: 请写到分钟；5", {"f3": "请写到分钟", "f5": ""}),
        ("3、4 要和议程一致", {"f3": "要和议程一致", "f4": "要和议程一致"}),
        ("主题：太笼统\n1", {"f2": "太笼统", "f1": ""}),
        ("2\n2：太笼统", {"f2": "太笼统"}),
        ("3：请写到分钟、5，6", {"f3": "请写到分钟", "f5": "", "f6": ""}),
        ("3：请写明第1、20场", {"f3": "请写明第1、20场"}),
        ("3：请列出甲、30", {"f3": "请列出甲、30"}),
    ],
)
def test_with_remarks(said: str, remarks: dict[str, str]) -> None:
    assert {each.name: each.remark for each in chosen(said, FIELDS)} == remarks


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("", "请选出要修改的项目"),
        ("、", "请选出要修改的项目"),
        ("0", "没有第 0 项"),
        ("7", "没有第 7 项，一共 6 项"),
        ("时间", "对得上几项：开始时间、结束时间"),
        ("天气", "没有「天气」这一项"),
        ("3、天气", "没有「天气」这一项"),
    ],
)
def test_what_cannot_be_meant_is_said(said: str, sentence: str) -> None:
    with pytest.raises(Complaint, match=sentence):
        chosen(said, FIELDS)


@given(st.text(max_size=60))
def test_anything_is_understood_or_complained_about(said: str) -> None:
    try:
        found = chosen(said, FIELDS)
    except Complaint:
        return
    assert {each.name for each in found} <= {each.name for each in FIELDS}


def test_remarks_go_with_the_reason_and_no_further_than_it_may_be() -> None:
    mends = [Mend(name="f", label="主题", remark="太笼统"), Mend(name="g", label="地点")]
    assert reason_with("请修改", mends) == "请修改\n· 主题：太笼统"
    assert reason_with("请修改", mends[1:]) == "请修改"
    many = [Mend(name="f", label="主题", remark="长" * 100)] * 40
    assert len(reason_with("请修改", many)) == LONGEST

"""Boxes as people tick them."""

import pytest

from forms.exports.ticks import boxes, ticked
from forms.specification import FieldSpec, FieldType
from forms.values import Complaint

LABELS = ("理事会", "常务理事会", "会员（代表）大会")
ONE = FieldSpec.model_validate(
    {"name": "one", "label": "会议", "type": "select_one", "choices": {"a": "甲", "b": "乙"}}
)
MANY = ONE.model_copy(update={"type": FieldType.SELECT_MULTIPLE})


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("☑ 是　☐ 否", "是"),
        ("☐ 是　☑ 否", "否"),
        ("√是 □否", "是"),
        ("□是 √否", "否"),
        ("□是√ □否", "是"),
        ("□是 □否√", "否"),
        ("□√是 □否", "是"),
        ("□是\n√ 否", "否"),
        ("是√ 否", "是"),
        ("是 否√", "否"),
        ("■是 □否", "是"),
        ("☒ 是  ☐ 否", "是"),
        ("（√）是 （ ）否", "是"),
        ("√ 是 × 否", "是"),
        ("□是 □否\n否", "否"),
        ("是 □否", "是"),
        ("是", "是"),
        ("√", "√"),
        ("□是 □否", ""),
        ("□ 是 □ 否\n不清楚", "不清楚"),
        ("没有", "没有"),
    ],
)
def test_yes_or_no(written: str, read: str) -> None:
    assert ticked(ONE, ("是", "否"), written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("☐ 理事会\n☑ 常务理事会\n☐ 会员（代表）大会", "常务理事会"),
        ("☐ 理事会\n☐ 常务理事会\n■会员（代表）大会", "会员（代表）大会"),
        ("□理事会 □常 务理事会√ □会员（代表）大会", "常务理事会"),
        ("☑ 理事会", "理事会"),
    ],
)
def test_a_label_inside_another_is_not_mixed_up(written: str, read: str) -> None:
    assert ticked(ONE, LABELS, written) == read


def test_several() -> None:
    assert ticked(MANY, LABELS, "☑ 理事会\n☑ 会员（代表）大会") == "理事会、会员（代表）大会"
    with pytest.raises(Complaint, match="现在勾了2个：理事会、常务理事会"):
        ticked(ONE, LABELS, "☑ 理事会 ☑ 常务理事会")


def test_words_beside_a_tick_are_not_lost_in_silence() -> None:
    with pytest.raises(Complaint, match="「党委会」没有记下"):
        ticked(ONE, LABELS, "☑ 理事会 ☐ 常务理事会 党委会")


@pytest.mark.parametrize("chosen", [(), ("理事会",), ("常务理事会", "会员（代表）大会")])
def test_what_is_written_is_read(chosen: tuple[str, ...]) -> None:
    assert ticked(MANY, LABELS, boxes(LABELS, chosen)) == "、".join(chosen)
    assert boxes(("是", "否"), ["否"]) == "☐ 是　☑ 否"

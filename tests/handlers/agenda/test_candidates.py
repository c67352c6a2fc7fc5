"""Which sentences of a notice are proposed as deadlines: few, and those that say so."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import knowledge
from handlers.agenda.deadlines.candidates import candidates_in
from storage.notices import NoticeRow

SAMPLES = Path(knowledge.__file__).parent / "samples"


def notice(text: str, issued: date | None = date(2026, 3, 1)) -> NoticeRow:
    return NoticeRow(
        id="n" * 32,
        title="通知",
        document_number=None,
        issuer=None,
        issued=issued,
        source="x",
        digest="d",
        text=text,
    )


@pytest.mark.parametrize(
    ("sentence", "due", "title"),
    [
        ("各学会于3月31日前将材料报省科协初审。", date(2026, 3, 31), "将材料报省科协初审"),
        ("（二）请于12月4日（星期五）17时前，通过平台报名。", date(2026, 12, 4), "通过平台报名"),
        ("于2026年6月30日以前报送计划；", date(2026, 6, 30), "报送计划"),
        ("申报截止时间为4月30日截止。", date(2026, 4, 30), "申报截止时间为4月30日截止"),
        ("次年材料请于1月31日前上报。", date(2027, 1, 31), "次年材料请于1月31日前上报"),
    ],
)
def test_a_day_with_a_deed_is_proposed(sentence: str, due: date, title: str) -> None:
    (found,) = candidates_in(notice(f"云岭省\n{sentence}\n此致"), date(2026, 3, 1))
    assert found.due == due
    assert found.title == title or title.startswith(found.title)
    assert found.sentence in sentence


def test_each_day_of_a_sentence_is_proposed() -> None:
    row = notice("自查报告分别于6月30日和12月31日前报省科协。")
    found = candidates_in(row, date(2026, 3, 1))
    assert [each.due for each in found] == [date(2026, 6, 30), date(2026, 12, 31)]
    assert {(each.title, each.sentence) for each in found} == {("报省科协", row.text)}
    # The first is over, the second keeps its place.
    (left,) = candidates_in(row, date(2026, 7, 1))
    assert left == found[1]


@pytest.mark.parametrize(
    "sentence",
    [
        "凡2025年6月30日以前登记的学会，均应参加年检。",
        "省科协将于7月15日前提出意见并反馈。",
        "应当在活动举办15个工作日前备案。",
        "会议定于3月31日召开，请提交论文。",
        "请于2月30日前报送材料。",
        "请于2020年3月1日前报送材料。",
        "请按时报送材料。",
    ],
)
def test_others_are_not(sentence: str) -> None:
    assert candidates_in(notice(sentence), date(2026, 3, 1)) == []


@pytest.mark.parametrize(
    "said", [{"standing": "repealed"}, {"standing": "superseded"}, {"expires": date(2026, 2, 1)}]
)
def test_what_counts_no_more_asks_for_nothing(said: dict[str, Any]) -> None:
    row = notice("请于2026年6月30日前报送计划。")
    assert candidates_in(row, date(2026, 3, 1))
    assert candidates_in(replace(row, **said), date(2026, 3, 1)) == []


def test_what_the_samples_say() -> None:
    """Everything that is proposed stands there word for word, and has its own place."""
    found = []
    for path in sorted(SAMPLES.glob("*.txt")):
        text = path.read_text()
        proposed = candidates_in(notice(text, date(2026, 1, 1)), date(2026, 1, 2))
        assert all(each.sentence in text for each in proposed)
        assert len({each.place for each in proposed}) == len(proposed)
        found += proposed
    days = {each.due for each in found}
    assert {date(2026, 3, 31), date(2026, 12, 4), date(2026, 4, 30)} <= days
    assert date(2025, 6, 30) not in days

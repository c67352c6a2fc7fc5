"""What `xuehui forms check` finds, where it says it is."""

from pathlib import Path

import pytest

from forms.checks.lock import GONE, LOCK, read_lock, write_lock
from forms.checks.names import broken_names, new_names
from forms.loading import load_catalogue
from tests.forms.catalogues import SALON, changed, copy, line_of


@pytest.mark.parametrize(
    ("old", "new", "field", "sentence"),
    [
        ("relevant: speak == True", "relevant: speek == True", "speak_title", "没有「speek」"),
        ("choices: salon_topic", "choices: topics", "topic_want", "选项表"),
        ("uses: [org", "uses: [organ", "", "公共块"),
        ("event_open(value)", "event_closed(value)", "salon_id", "函数"),
        ("event_open(value)", "event_open(P.nothing)", "salon_id", "政策参数"),
        ("event_open(value)", "value + 1 > 2", "salon_id", "加减乘除的两边应是数字，这里是文字"),
        ("event_open(value)", "value > 3", "salon_id", "文字和数字不能相比"),
        ("event_open(value)", "length(value)", "salon_id", "校验应是是或否，这里是数字"),
        ("event_open(value)", "length(today()) > 1", "salon_id", "length 的第1个值应是文字"),
        ("event_open(value)", "speak_title in today()", "salon_id", "in 后面应是列表或文字"),
        ("event_open(value)", "value and visit", "salon_id", "and、or 的两边应是是或否"),
        ("event_open(value)", "not value", "salon_id", "not、- 后面应是是或否"),
        ("event_open(value)", "visit > hotel", "salon_id", "是或否不能比大小"),
        ("relevant: speak == True", "relevant: attendee_post == 'boss'", "speak_title", "boss"),
        (
            "relevant: speak == True",
            "relevant: speak == True and speak == False",
            "speak_title",
            "永远不会问到",
        ),
        ("choices: salon_topic", "choices: {a: 甲、乙, b: 丙}", "topic_want", "不能有顿号"),
        ("请另选一场。", "请另选一场", "salon_id", "「。」"),
        ("cues: [考察]", "cues: [考察, 发言]", "visit", "分不清"),
        ("cues: [考察]", "cues: [visit]", "visit", "中文"),
        ("label: 自驾车牌", "label: 自驾车牌\n    cues: [车牌]", "plate", "不用写"),
        ("，请另选一场。", "。", "salon_id", "怎么办"),
        ("    hint: 实际到会的人\n", "", "attendee_name", "hint"),
        ("label: 参加人", "label: Attendee", "attendee_name", "中文"),
        ("hint: 实际到会的人", "hint: 实际到会的人 deadline", "attendee_name", "deadline"),
        ("words: [沙龙, 秘书长沙龙, 报名, 议题]\n", "", "", "words"),
    ],
)
def test_finds_what_is_wrong(
    tmp_path: Path, old: str, new: str, field: str, sentence: str
) -> None:
    faults = changed(tmp_path, SALON, old, new).faults
    assert any(fault.field == field and sentence in fault.sentence for fault in faults), faults


def test_says_the_line(tmp_path: Path) -> None:
    [fault] = changed(tmp_path, SALON, "，请另选一场。", "请另选一场").faults
    assert fault.file == "secretary-salon.yaml"
    assert fault.line == line_of(tmp_path, fault.file, "请另选一场")


def test_says_the_line_inside_a_group(tmp_path: Path) -> None:
    [fault] = changed(tmp_path, "forum-report", "hint: 主讲人的姓名", "hint: who 主讲").faults
    assert fault.field == "speakers.name"
    assert fault.line == line_of(tmp_path, "forum-report.yaml", "hint: who")


def test_says_the_line_inside_a_block(tmp_path: Path) -> None:
    [fault] = changed(tmp_path, "blocks.yaml", "hint: 有问题找谁", "hint: who 找谁").faults
    assert (fault.file, fault.line) == ("blocks.yaml", line_of(tmp_path, "blocks.yaml", "who"))


def test_a_condition_beyond_the_bounds_of_a_number_is_never_true(tmp_path: Path) -> None:
    faults = changed(
        tmp_path,
        "annual-inspection",
        "relevant: award_any == True",
        "relevant: leaders_total < 1",
    ).faults
    assert [(fault.field, "永远不会问到" in fault.sentence) for fault in faults] == [
        ("award_desc", True)
    ]


def test_a_hidden_question_does_not_decide(tmp_path: Path) -> None:
    """`issue_desc` asks after `ideology_ok`, which is not asked when the activity is off."""
    faults = changed(
        tmp_path,
        "activity-summary",
        "relevant: ideology_ok == False",
        "relevant: ideology_ok == False and held == 'cancelled'",
    ).faults
    assert [fault.field for fault in faults] == ["issue_desc"]


def test_a_demand_that_never_holds_is_found(tmp_path: Path) -> None:
    faults = changed(
        tmp_path,
        SALON,
        "required: true\n    relevant: speak == True",
        "required: speak == False\n    relevant: speak == True",
    ).faults
    assert [(fault.field, "永远不是必填" in fault.sentence) for fault in faults] == [
        ("speak_title", True)
    ]


def test_a_form_nobody_can_file_is_found(tmp_path: Path) -> None:
    faults = changed(
        tmp_path, SALON, "    most: 10\n", "    required: true\n    most: 10\n    constraint: length(value) > 10\n    constraint_message: 请写长一些。\n"  # noqa: E501
    ).faults  # fmt: skip
    assert [(fault.field, "样例" in fault.sentence) for fault in faults] == [("plate", True)]


def test_a_calculation_is_not_required(tmp_path: Path) -> None:
    faults = changed(
        tmp_path,
        "annual-inspection",
        "    type: calculation\n",
        "    type: calculation\n    required: true\n",
    ).faults
    assert [(fault.field, "自动计算" in fault.sentence) for fault in faults] == [
        ("members_total", True)
    ]


def test_a_name_that_is_gone_or_came_back(tmp_path: Path) -> None:
    folder = copy(tmp_path, SALON)
    assert lock_names(folder) > 10
    assert lock_names(folder) == 0
    path = folder / f"{SALON}.yaml"
    path.write_text(path.read_text().replace("name: plate", "name: number_plate"))
    [fault] = broken_names(load_catalogue(folder), read_lock(folder))
    assert (fault.file, fault.field) == (LOCK, f"{SALON} plate")
    assert fault.line == line_of(folder, LOCK, f"{SALON} plate")
    lock = folder / LOCK
    lock.write_text(lock.read_text().replace(f"{SALON} plate", f"{SALON} plate {GONE}"))
    assert list(broken_names(load_catalogue(folder), read_lock(folder))) == []
    assert lock_names(folder) == 1
    assert f"{SALON} plate {GONE}" in lock.read_text()
    path.write_text(path.read_text().replace("name: number_plate", "name: plate"))
    sentences = [each.sentence for each in broken_names(load_catalogue(folder), read_lock(folder))]
    assert any("停用" in each for each in sentences) and len(sentences) == 2


def lock_names(folder: Path) -> int:
    added = new_names(load_catalogue(folder), read_lock(folder))
    write_lock(folder, added)
    return len(added)


def test_a_policy_figure_without_basis(tmp_path: Path) -> None:
    [fault] = changed(tmp_path, "policy.yaml", "basis: 社团成立条件", "basis: n/a").faults
    assert (fault.file, fault.field) == ("policy.yaml", "founding_min_members")


def test_a_state_no_workflow_knows(tmp_path: Path) -> None:
    faults = changed(tmp_path, "activity-summary", "'待总结'", "'已归档'").faults
    assert [(fault.field, "已归档" in fault.sentence) for fault in faults] == [
        ("report_ref", True)
    ]

"""Filling in a form: what is asked, hidden, complained about, kept."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from forms.adopting import accept_rows, adopt
from forms.completing import lines, reasons, shelved, submitted
from forms.depending import dependents
from forms.drafts import Draft, Place
from forms.filling import Filling
from forms.loading import load_catalogue
from forms.specification import FieldType
from forms.steps import Asking, Complaining, Ready
from forms.upgrading import upgrade
from forms.values import Complaint
from forms.world import FactsWorld

SAMPLE = load_catalogue(Path(__file__).parent / "sample")
MEETING = SAMPLE.forms["meeting"]
NOW = datetime.fromisoformat("2025-11-24T10:00")
PDF = [{"name": "议程.pdf", "hash": "ab12", "size": 10}]
SAID: dict[str, Any] = {
    "contact_name": "张三",
    "contact_mobile": "13812345678",
    "contact_email": "a@example.org",
    "society": "7",
    "name": "超硬材料学术年会",
    "kind": "论坛",
    "kind_other": "展览",
    "start_at": "6月18号上午九点",
    "end_at": "6月19日下午5点",
    "approved_on": "11月1日",
    "mode": "线下",
    "venue": "郑州国际会展中心",
    "city": "郑州",
    "people": "一百二十人",
    "hosts": "甲学会、乙学会",
    "speakers.name": "李四",
    "speakers.overseas": "否",
    "speakers.country": "法国",
    "speakers.fee": "三千",
    "speakers.topic": "新材料进展",
    "overseas_note": "应邀前来访问",
    "fee": "否",
    "fee_standard": "500元",
    "budget": "三万五",
    "capital": "3万元",
    "funds": "会费、赞助",
    "party": "支部",
    "risk_plan": "全程有人值守",
    "late_reason": "场地刚刚确定",
    "year_of": "2026",
    "agenda": PDF,
    "commitment": "是",
}


@pytest.fixture(name="filling")
def _filling() -> Filling:
    return Filling(form=MEETING, policy=SAMPLE.policy_values, world=FactsWorld(at=NOW))


def walk(filling: Filling, draft: Draft, said: dict[str, Any]) -> Iterator[Draft]:
    """Answer whatever is asked from `said`, until Ready or until it is not there."""
    for _ in range(200):
        step = filling.next_step(draft)
        if not isinstance(step, Asking):
            return
        if step.field.type is FieldType.REPEAT:
            draft = filling.finish(draft, step.field.name)
        else:
            name = f"{step.place.field}.{step.place.inner}" if step.group else step.field.name
            if name not in said:
                return
            draft = filling.accept(draft, step.place, said[name]).draft
        yield draft


def filled(filling: Filling, **changes: Any) -> Draft:
    *_, draft = walk(filling, filling.start(), {**SAID, **changes})
    return draft


def test_goes_straight_through(filling: Filling) -> None:
    draft = filled(filling)
    assert filling.next_step(draft) == Ready(24)
    handed = submitted(filling, draft)
    assert handed["start_at"] == "2026-06-18T09:00"
    assert handed["people"] == 120
    assert handed["budget"] == "35000.00"
    assert handed["handling"] == "file"
    assert handed["lead_ok"] is True
    assert handed["speakers"] == [
        {"name": "李四", "overseas": False, "fee": "3000.00", "topic": "新材料进展"}
    ]
    assert not {"kind_other", "risk_plan", "late_reason", "income"} & handed.keys()


def test_counts_only_what_is_relevant_now(filling: Filling) -> None:
    step = filling.next_step(filling.start())
    assert isinstance(step, Asking)
    assert (step.number, step.total, step.field.name) == (1, 22, "contact_name")
    said = {name: words for name, words in SAID.items() if name != "venue"}
    *_, draft = walk(filling, filling.start(), said)
    step = filling.next_step(draft)
    assert isinstance(step, Asking)
    assert (step.number, step.total, step.field.name) == (11, 24, "venue")


def test_what_is_hidden_is_shelved_and_comes_back(filling: Filling) -> None:
    draft = filled(filling)
    online = filling.accept(draft, Place("mode"), "线上").draft
    assert shelved(filling, online) == ("venue", "city")
    assert "venue" not in submitted(filling, online)
    step = filling.next_step(online)
    assert isinstance(step, Asking)
    assert step.field.name == "risk_plan"
    back = filling.accept(online, Place("mode"), "线下").draft
    assert filling.next_step(back) == Ready(24)
    assert submitted(filling, back)["venue"] == "郑州国际会展中心"


def test_an_edit_judges_anew_what_hangs_on_it(filling: Filling) -> None:
    draft = filling.accept(filled(filling), Place("start_at"), "2026-07-01 9:00").draft
    step = filling.next_step(draft)
    assert isinstance(step, Complaining)
    assert (step.field.name, step.severity) == ("end_at", "error")
    assert "不应早于" in step.sentence
    assert "end_at" in dependents(MEETING)["start_at"]
    assert "late_reason" in dependents(MEETING)["start_at"]
    mended = filling.accept(draft, Place("end_at"), "2026-07-02 9:00").draft
    assert filling.next_step(mended) == Ready(24)


def test_an_error_is_not_taken_in(filling: Filling) -> None:
    with pytest.raises(Complaint, match="应在今后"):
        filling.accept(filling.start(), Place("start_at"), "2020-01-01 9:00")


def test_a_warning_asks_for_a_reason(filling: Filling) -> None:
    accepted = filling.accept(filled(filling), Place("name"), "材料峰会")
    assert "慎用" in accepted.warning
    step = filling.next_step(accepted.draft)
    assert isinstance(step, Complaining)
    assert step.severity == "warning"
    with pytest.raises(Complaint):
        filling.explain(accepted.draft, step.place, "")
    explained = filling.explain(accepted.draft, step.place, "已获批准")
    assert filling.next_step(explained) == Ready(24)
    assert reasons(filling, explained) == {"name": "已获批准"}
    mild = filling.accept(explained, Place("name"), "材料年会").draft
    assert reasons(filling, mild) == {}
    with pytest.raises(Complaint):
        filling.explain(mild, Place("name"), "先说好")
    again = filling.accept(explained, Place("name"), "首脑会议").draft
    assert isinstance(filling.next_step(again), Complaining)


def test_what_is_optional_may_be_skipped(filling: Filling) -> None:
    draft = filling.skip(filled(filling), Place("party"))
    assert filling.next_step(draft) == Ready(24)
    with pytest.raises(Complaint, match="不能跳过"):
        filling.skip(draft, Place("name"))


def test_what_becomes_required_is_asked_again(filling: Filling) -> None:
    crowd = filling.accept(filled(filling), Place("people"), "300人").draft
    step = filling.next_step(crowd)
    assert isinstance(step, Asking)
    assert (step.field.name, step.required) == ("risk_plan", True)


def test_rows_are_added_edited_and_removed(filling: Filling) -> None:
    draft = filling.add_row(filled(filling), "speakers")
    for said in ("王五", "是", "法国", "一千元", "短题目长"):
        step = filling.next_step(draft)
        assert isinstance(step, Asking)
        assert step.place.row == 1
        draft = filling.accept(draft, step.place, said).draft
    step = filling.next_step(draft)
    assert isinstance(step, Asking)
    assert (step.place, step.rows) == (Place("speakers"), 2)
    draft = filling.finish(draft, "speakers")
    step = filling.next_step(draft)
    assert isinstance(step, Asking)
    assert step.field.name == "overseas_note"
    draft = filling.remove_row(draft, "speakers", 1)
    assert filling.next_step(draft) == Ready(24)
    assert submitted(filling, draft)["speakers"][0]["name"] == "李四"


def test_a_row_is_judged_by_its_own_answers(filling: Filling) -> None:
    draft = filling.accept(
        filled(filling, **{"speakers.topic": "钻石"}), Place("speakers", 0, "overseas"), "是"
    ).draft
    draft = filling.accept(draft, Place("speakers", 0, "country"), "法国").draft
    step = filling.next_step(draft)
    assert isinstance(step, Complaining)
    assert str(step.place) == "speakers.0.topic"


def test_no_more_rows_than_allowed(filling: Filling) -> None:
    draft = filled(filling)
    for _ in range(3):
        draft = filling.add_row(draft, "guests")
    with pytest.raises(Complaint, match="最多3项"):
        filling.add_row(draft, "guests")
    with pytest.raises(Complaint, match="至少要1项"):
        filling.finish(filling.remove_row(draft, "speakers", 0), "speakers")


def test_offers_what_the_form_proposes(filling: Filling) -> None:
    *_, draft = walk(filling, filling.start(), {k: v for k, v in SAID.items() if k != "year_of"})
    step = filling.next_step(draft)
    assert isinstance(step, Asking)
    assert (step.field.name, step.offered) == ("year_of", 2026)


def test_a_draft_survives_json(filling: Filling) -> None:
    draft = filled(filling)
    assert Draft.restore(draft.plain()) == draft


def test_the_summary_shows_only_the_end_of_personal_numbers(filling: Filling) -> None:
    found = {line.label: line for line in lines(filling, filled(filling))}
    assert found["手机"].shown == "••••5678"
    assert found["开始时间"].shown == "2026年6月18日（周四）09:00"
    assert found["办理方式"].shown == "备案"
    assert not found["办理方式"].editable
    assert found["主讲人1·报酬"].shown == "3,000元"


def test_a_newer_version_asks_only_what_changed(filling: Filling) -> None:
    draft = filled(filling)
    fields = []
    for field in MEETING.fields:
        if field.name == "budget":
            fields.append(field.model_copy(update={"type": FieldType.INTEGER}))
        elif field.name == "kind":
            fields.append(field.model_copy(update={"choices": {"salon": ("沙龙",)}}))
        elif field.name != "capital":
            fields.append(field.model_copy(update={"label": f"新{field.label}"}))
    newer = MEETING.model_copy(update={"version": 3, "fields": tuple(fields)})
    upgraded = upgrade(draft, newer)
    assert set(upgraded.again) == {"budget", "kind"}
    assert upgraded.draft.former == {"budget": "35000.00", "kind": "forum", "capital": "3"}
    assert upgraded.draft.version == 3
    assert upgraded.draft.answers["name"] == "超硬材料学术年会"
    step = replace(filling, form=newer).next_step(upgraded.draft)
    assert isinstance(step, Asking)
    assert (step.field.name, step.former) == ("kind", "forum")


def test_unknown_outside_asks_for_a_reason(filling: Filling) -> None:
    """A rule nobody can judge does not hold anybody up for ever."""
    fields = tuple(
        field.model_copy(
            update={
                "constraint": MEETING.field("end_at").constraint.parse(  # type: ignore[union-attr]
                    "value <= society(society).capital_wan"
                )
            }
        )
        if field.name == "people"
        else field
        for field in MEETING.fields
    )
    unsure = replace(filling, form=MEETING.model_copy(update={"fields": fields}))
    draft = filled(unsure)
    step = unsure.next_step(draft)
    assert isinstance(step, Complaining)
    assert (step.field.name, step.severity) == ("people", "warning")
    assert isinstance(unsure.next_step(unsure.explain(draft, step.place, "去年相同")), Ready)


def test_last_years_answers_are_taken_over_where_they_fit(filling: Filling) -> None:
    old = {
        "contact_name": "张三",
        "kind": "ball",
        "start_at": "2024-06-18T09:00",
        "venue": "郑州国际会展中心",
        "speakers": [{"name": "李四", "overseas": False}],
        "gone": 1,
        "handling": "file",
    }
    begun = filling.accept(filling.start(), Place("contact_name"), "王五").draft
    adopted = adopt(filling, begun, old)
    assert adopted.taken == ("start_at", "venue", "speakers")
    assert adopted.refused == ("kind",)
    assert adopted.draft.answers["contact_name"] == "王五"
    assert shelved(filling, adopted.draft) == ("venue",)
    *_, draft = walk(filling, adopted.draft, SAID)
    step = filling.next_step(draft)
    assert isinstance(step, Complaining)
    assert step.field.name == "start_at"


def test_a_table_is_taken_in_row_by_row(filling: Filling) -> None:
    rows = [{"name": "王五", "overseas": True, "fee": 1000}, {"name": "赵六", "overseas": "否"}]
    draft = accept_rows(filling, filled(filling), "speakers", rows)
    assert [row["name"] for row in draft.rows("speakers")] == ["李四", "王五", "赵六"]
    assert draft.rows("speakers")[1]["fee"] == "1000.00"
    step = filling.next_step(draft)
    assert isinstance(step, Asking)
    assert str(step.place) == "speakers.1.country"
    with pytest.raises(Complaint, match="第4项「报酬」：没看懂这个金额"):
        accept_rows(filling, draft, "speakers", [{"name": "钱七", "fee": "很多"}])
    with pytest.raises(Complaint):
        accept_rows(filling, draft, "nothing", [{}])

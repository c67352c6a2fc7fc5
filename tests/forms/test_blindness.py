"""A form that experts score keeps from them whose it is, or `forms check` says so."""

from datetime import datetime
from pathlib import Path

import pytest

from forms.blinding import STRUCK, blind_lines, telling_words
from forms.drafts import Place
from forms.examples import example
from forms.fictional_world import filling_for
from forms.loading import load_catalogue
from tests.forms.catalogues import changed

NOW = datetime.fromisoformat("2026-03-02T10:00")
CATALOGUE = load_catalogue()
TALENT = CATALOGUE.forms["young-talent-apply"]


BLIND, HIDDEN = "    blind: true\n", "talent"
CALLED = "label: 姓名\n    cues: [我叫, 姓名]\n    type: text\n"
DAYS = "  most: 365\n  meaning: 入选名单公示多少天"
NOTICE = "waits: [staff_head], within: publicity_days, unit: days, kept: true}"
CASES = (
    (HIDDEN, f"type: resident_id\n{BLIND}", "type: resident_id\n", "id_no", "能看出是谁"),
    (HIDDEN, f"type: reference\n{BLIND}", "type: reference\n", "recommend_society", "能看出是谁"),
    (HIDDEN, f"type: calculation\n{BLIND}", "type: calculation\n", "birth", "「id_no」算出"),
    (HIDDEN, f"{CALLED}{BLIND}", CALLED, "", "「姓名」要写「blind: true」"),
    (HIDDEN, "quota: talent_quota", "quota: places", "", "没有「places」这个政策参数"),
    ("policy.yaml", f"  least: 1\n{DAYS}", f"  least: 9\n{DAYS}", "publicity_days", "之间"),
    ("policy.yaml", "days:\n  group: 人才\n", "days:\n", "publicity_days", "group"),
    ("workflows.yaml", "since: announce", "since: tell", "", "没有「tell」这个动作"),
    ("workflows.yaml", NOTICE, "waits: [staff_head], kept: true}", "", "after_due 无从算起"),
)


@pytest.mark.parametrize(("name", "old", "new", "field", "sentence"), CASES)
def test_what_was_forgotten_is_found(
    tmp_path: Path, name: str, old: str, new: str, field: str, sentence: str
) -> None:
    file = TALENT.id if name == HIDDEN else name
    found = changed(tmp_path, file, old, new).faults
    assert any(each.field == field and sentence in str(each) for each in found), found


def test_every_form_that_is_scored_is_sound() -> None:
    scored = [
        form.id
        for form in CATALOGUE.forms.values()
        if CATALOGUE.workflows[form.workflow].is_scored
    ]
    assert scored == ["young-talent-apply"]


@pytest.mark.parametrize("seed", range(5))
def test_no_hidden_word_is_left_in_any_example(seed: int) -> None:
    draft = example(TALENT, CATALOGUE, NOW, seed).draft
    filling = filling_for(TALENT, CATALOGUE, NOW)
    secrets = telling_words(filling, draft)
    goal = f"我是{'，'.join(secrets)}。这一句可以看。" + "目标明确。" * 10
    draft = draft.put(Place("goal"), goal)
    shown = blind_lines(filling, draft)
    free = "\n".join(each.shown for each in shown if each.label not in ("推荐渠道",))
    assert not [word for word in secrets if word in free]
    assert STRUCK in free and "这一句可以看" in free
    labels = {each.label for each in shown}
    assert not labels & {"姓名", "身份证号", "工作单位", "推荐学会", "联系人手机", "单位意见"}

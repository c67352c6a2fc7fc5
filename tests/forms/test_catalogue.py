"""The eight forms: whole, in words people read, under names that stay."""

import re
from pathlib import Path

import pytest

from forms.checks.lock import read_lock
from forms.checks.names import names_of, new_names
from forms.checks.whole import check_folder
from forms.loading import CATALOGUE
from forms.specification import PERSONAL, FieldType
from tests.forms.catalogues import EIGHT, IDS, NOW, copy

FILES = sorted(CATALOGUE.glob("*.yaml"))


def test_there_are_eight() -> None:
    assert IDS == [
        "activity-summary", "annual-inspection", "forum-report", "reelection-plan",
        "registration-change", "secretary-salon", "society-profile", "young-talent-apply",
    ]  # fmt: skip


def test_nothing_is_wrong_with_them() -> None:
    assert [str(fault) for fault in check_folder(CATALOGUE, NOW).faults] == []


def test_every_name_is_locked() -> None:
    assert new_names(EIGHT, read_lock(CATALOGUE)) == []


def test_every_workflow_but_none_more_is_used() -> None:
    assert {form.workflow for form in EIGHT.forms.values()} == {"W1", "W2", "W3", "W4", "W5"}


def test_no_figure_is_presented_as_confirmed() -> None:
    assert [name for name, each in EIGHT.policy.items() if each.confirmed] == []
    quoted = EIGHT.policy["summary_days"].quoted("活动结束后30天内交总结")
    assert quoted.startswith("参照") and quoted.endswith("以省科协最新通知为准")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_place_is_named_as_if_its_rules_were_law(path: Path) -> None:
    assert re.findall("河南|豫|S[0-9]{1,2}|https?://", path.read_text()) == []


@pytest.mark.parametrize("form_id", IDS)
def test_what_is_personal_or_pledged_is_never_proposed(form_id: str) -> None:
    form = EIGHT.forms[form_id]
    for spec in form.fields:
        for each in (spec, *spec.fields):
            if each.type in PERSONAL or each.name.startswith(("party_opinion", "commitment")):
                assert not each.proposable, each.name


@pytest.mark.parametrize("form_id", IDS)
def test_labels_tell_fields_apart(form_id: str) -> None:
    labels = [spec.label for spec in EIGHT.forms[form_id].fields if spec.asked]
    assert len(labels) == len(set(labels))


def test_identity_numbers_and_mobiles_are_their_own_types() -> None:
    for form in EIGHT.forms.values():
        for spec in form.fields:
            if "身份证号" in spec.label:
                assert spec.type is FieldType.RESIDENT_ID
            if "手机" in spec.label:
                assert spec.type is FieldType.MOBILE


def test_names_inside_groups_are_locked_too() -> None:
    assert "speakers.leader" in set(names_of(EIGHT.forms["forum-report"]))


def test_the_form_in_the_documentation_is_right(tmp_path: Path) -> None:
    page = (CATALOGUE.parents[1] / "docs" / "forms.md").read_text()
    found = re.search(r"```yaml\n(id: .*?)```", page, re.DOTALL)
    assert found
    form_id = found[1].split()[1]
    (copy(tmp_path) / f"{form_id}.yaml").write_text(found[1])
    assert [str(fault) for fault in check_folder(tmp_path, NOW).faults] == []

"""Every form as an XLSForm that pyxform takes; rules it cannot say are said to be so."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from forms.exports.xlsform import xlsform
from forms.exports.xpath import Translator, Untranslatable
from forms.expressions import Expression
from tests.forms.catalogues import EIGHT, IDS


def survey(form_id: str) -> dict[str, dict[str, Any]]:
    """Rows of the survey sheet by name."""
    content = xlsform(EIGHT.forms[form_id], EIGHT).content
    head, *rows = load_workbook(BytesIO(content))["survey"].iter_rows(values_only=True)
    found = [dict(zip(head, row, strict=True)) for row in rows]
    return {str(row["name"]): row for row in found if row["name"]}


@pytest.mark.parametrize("form_id", IDS)
def test_pyxform_takes_it(form_id: str, tmp_path: Path) -> None:
    form = EIGHT.forms[form_id]
    path = tmp_path / f"{form_id}.xlsx"
    path.write_bytes(xlsform(form, EIGHT).content)
    converted = convert(str(path), validate=False)
    assert converted.warnings == []
    assert all(f"/{spec.name}" in converted.xform for spec in form.fields)


@pytest.mark.parametrize("form_id", IDS)
def test_what_is_kept_as_a_note_is_reported(form_id: str) -> None:
    exported = xlsform(EIGHT.forms[form_id], EIGHT)
    notes = [name for name in survey(form_id) if name.startswith("note_")]
    groups = [spec for spec in EIGHT.forms[form_id].fields if spec.fields]
    assert len(notes) == len(exported.kept_as_notes) + len(groups)


@pytest.mark.parametrize(
    ("written", "xpath"),
    [
        ("mode in ['online', 'hybrid']", "(${mode} = 'online' or ${mode} = 'hybrid')"),
        ("fee == True", "${fee} = 'yes'"),
        ("fee", "${fee} = 'yes'"),
        ("not fee or awards", "(not(${fee} = 'yes') or ${awards} = 'yes')"),
        ("'gov' in fund_source", "selected(${fund_source}, 'gov')"),
        ("'gov' not in fund_source", "not(selected(${fund_source}, 'gov'))"),
        ("any_of(speakers, 'leader', True)", "selected(join(' ', ${leader}), 'yes')"),
        ("people_expected >= P.forum_large_people", "${people_expected} >= 200"),
        ("count(speakers) > 1", "count(${speakers}) > 1"),
        ("count(fund_source) > 1", "count-selected(${fund_source}) > 1"),
        ("is_blank(theme)", "(${theme} = '')"),
        ("length(theme) > 3", "string-length(${theme}) > 3"),
        ("1 < people_expected < 9", "(1 < ${people_expected} and ${people_expected} < 9)"),
        (
            "contains_any(theme, ['甲', '乙'])",
            "(contains(${theme}, '甲') or contains(${theme}, '乙'))",
        ),
        ("budget + 1 > budget / 2", "(${budget} + 1) > (${budget} div 2)"),
        ("start_at > now()", "${start_at} > now()"),
    ],
)
def test_translates(written: str, xpath: str) -> None:
    assert translator().translate(Expression.parse(written)) == xpath


@pytest.mark.parametrize(
    "written",
    [
        "workdays_between(today(), start_at) > 1",
        "society(society_id).rating == 'a3'",
        'theme == "\'"',
    ],
)
def test_says_what_it_cannot_translate(written: str) -> None:
    with pytest.raises(Untranslatable):
        translator().translate(Expression.parse(written))


def translator() -> Translator:
    form = EIGHT.forms["forum-report"]
    return Translator(form=form, catalogue=EIGHT, renamed={("speakers", "leader"): "leader"})


def test_a_forum_in_the_other_vocabulary() -> None:
    rows = survey("forum-report")
    assert rows["platform"]["relevant"] == "(${mode} = 'online' or ${mode} = 'hybrid')"
    assert rows["end_at"]["constraint"] == "(. >= ${start_at})"
    assert rows["goal"]["constraint"] == "(string-length(.) >= 20 and string-length(.) <= 500)"
    assert rows["goal"]["constraint_message"] == "请填20到500个字。"
    assert rows["handling"]["type"] == "calculate"
    assert rows["activity_kind"]["type"] == "select_one activity_kind"
    # Working days are not known there: who is late cannot be asked why, so nobody must say.
    assert rows["late_reason"]["required"] is None and rows["late_reason"]["relevant"] is None
    assert "note_late_reason_relevant" in rows


def test_names_inside_two_groups_are_told_apart() -> None:
    rows = survey("young-talent-apply")
    assert {"mentors_name", "reviewers_name", "projects_name"} <= set(rows)
    assert "same_field" in rows

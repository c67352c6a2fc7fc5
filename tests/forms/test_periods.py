"""Forms of every year: when they are filed, and what a wrong period is told."""

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from forms.loading import load_catalogue
from forms.nodes import SpecificationFault
from forms.periods import window_now
from storage.clock import SHANGHAI

CATALOGUE = load_catalogue()
YEARLY = CATALOGUE.forms["annual-inspection"]
SAMPLE = Path(__file__).parent / "sample"


def june(year: int) -> datetime:
    return datetime(year, 6, 1, 12, tzinfo=SHANGHAI)


@pytest.mark.parametrize("year", [2024, 2026, 2031])
def test_every_year_has_its_period(year: int) -> None:
    found = window_now(YEARLY, CATALOGUE.policy_values, june(year))
    assert found
    assert (found.opens, found.due) == (date(year, 1, 1), date(year, 3, 31))
    assert (found.until, found.subject) == (date(year, 5, 31), f"{year - 1}年")
    assert not found.tentative and found.policy == {"inspection_sponsor_due"}


def test_the_day_is_the_figures() -> None:
    policy = {**CATALOGUE.policy_values, "inspection_sponsor_due": "04-15"}
    found = window_now(YEARLY, policy, june(2026))
    assert found and found.due == date(2026, 4, 15)


def test_other_forms_have_none() -> None:
    others = [form for form in CATALOGUE.forms.values() if form is not YEARLY]
    assert all(window_now(form, CATALOGUE.policy_values, june(2026)) is None for form in others)


def test_a_figure_that_is_no_day_gives_no_period() -> None:
    policy = {**CATALOGUE.policy_values, "inspection_sponsor_due": "三月底"}
    assert window_now(YEARLY, policy, june(2026)) is None


def test_what_a_form_files_is_shown_as_the_period_shows_it() -> None:
    """Else no filing would ever meet its period."""
    spec = YEARLY.field(YEARLY.subject or "")
    found = window_now(YEARLY, CATALOGUE.policy_values, june(2026))
    assert spec and spec.type == "year" and found and found.subject == "2025年"


@pytest.mark.parametrize(
    ("period", "sentence"),
    [
        ("{due: P.nothing}", "没有「nothing」这个政策参数"),
        ('{due: "add_days(start_at, 3)"}', "这里不能写字段，每个学会都是同一天"),
        ("{due: nothing()}", "没有「nothing」这个函数"),
        ("{opens: today()}", "due"),
        ("{due: today(), by: person}", "by"),
        ("{due: today(), often: 2}", "often"),
    ],
)
def test_a_wrong_period_is_named(tmp_path: Path, period: str, sentence: str) -> None:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "sample"))
    page = folder / "meeting.yaml"
    page.write_text(page.read_text().replace("version: 2", f"version: 2\nperiodic: {period}", 1))
    with pytest.raises(SpecificationFault, match=sentence):
        load_catalogue(folder)

"""Expressions in three values: what is known decides, what is not known waits."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.evaluation import Evaluator, ExpressionFault
from forms.expressions import Expression
from forms.functions import Functions
from forms.unknown import UNKNOWN
from forms.vocabulary import FUNCTIONS
from forms.world import FactsWorld

NOW = datetime.fromisoformat("2025-11-24T10:00")
SOCIETY = {"term_end": date(2026, 5, 1)}
WORLD = FactsWorld(at=NOW, societies={7: SOCIETY}, states={"HX-1": "已备案"})
POLICY = {"summary_days": 30, "forum_lead_workdays": 15, "forbidden_words": ("峰会", "首脑")}


def value(text: str, **names: Any) -> Any:
    return Evaluator(world=WORLD, policy=POLICY).judged(Expression.parse(text), names)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("x", UNKNOWN),
        ("x > 3", UNKNOWN),
        ("not x", UNKNOWN),
        ("x and False", False),
        ("False and x", False),
        ("x and True", UNKNOWN),
        ("x or True", True),
        ("x or False", UNKNOWN),
        ("x == x", UNKNOWN),
        ("x + 1 > 0", UNKNOWN),
        ("1 < x < 0", UNKNOWN),
        ("2 < 1 < x", False),
        ("x in ['a']", UNKNOWN),
        ("'a' in ['a', x]", True),
        ("'b' in ['a', x]", UNKNOWN),
        ("'b' not in ['a']", True),
        ("is_blank(x)", True),
        ("or0(x) + 2", 2),
        ("if_else(x, 1, 2)", UNKNOWN),
        ("if_else(x, 1, 1)", 1),
        ("if_else(True, 1, x)", 1),
        ("count(x)", UNKNOWN),
        ("society(8).term_end", UNKNOWN),
        ("society(7).rating", UNKNOWN),
        ("society(x).term_end", UNKNOWN),
        ("society(7).term_end > today()", True),
        ("submission_state('HX-1') in ['已备案']", True),
        ("state() == '草稿'", True),
        ("0.1 + 0.2 == 0.3", True),
        ("P.summary_days + 1", 31),
        ("contains_any('高峰会', P.forbidden_words)", True),
        ("date(2025, 11, 25) > now()", True),
        ("today() >= now()", True),
        ("add_years(date(2024, 2, 29), 1)", date(2025, 2, 28)),
        ("months_between(date(2025, 1, 31), date(2025, 2, 28))", 1),
        ("months_between(date(2025, 3, 1), date(2025, 1, 1))", -2),
        ("10 / 4", Decimal("2.5")),
        ("-3 // 2", -2),
        ("ceil(10 / 3)", 4),
    ],
)
def test_value(text: str, wanted: Any) -> None:
    found = value(text)
    assert found is wanted if wanted is UNKNOWN else found == wanted


def test_rows_are_looked_at_together() -> None:
    rows = [{"leader": False, "fee": 3}, {"fee": Decimal("1.5")}]
    assert value("any_of(r, 'leader', True)", r=rows) is UNKNOWN
    assert value("any_of(r, 'leader', False)", r=rows) is True
    assert value("sum_of(r, 'fee')", r=rows) == Decimal("4.5")
    assert value("sum_of(r, 'fee')", r=[]) == 0
    assert value("count(r)", r=rows) == 2


def test_the_row_and_the_value_have_names() -> None:
    assert value("value > row.least", value=3, row={"least": 2}) is True
    assert value("value > row.least", value=3, row={}) is UNKNOWN


def test_names_are_known_before_it_is_run() -> None:
    found = Expression.parse("value > row.a and P.b == c and length(society(d).name) > 1")
    assert (found.fields, found.row_fields, found.policy) == ({"c", "d"}, {"a"}, {"b"})
    assert found.functions == {"length", "society"}
    assert found.uses_value


@pytest.mark.parametrize(
    "text",
    ["", "a b", "x.y", "P", "[a for a in b]", "lambda: 1", "f(a=1)", "a.b()", "2 ** 9", "b'x'",
     "a if b else c", "{}", "a[0]", "x := 1", "P.a.b", "None", "1" * 401, "f'{a}'", "row"],
)  # fmt: skip
def test_refuses_what_it_is_not_for(text: str) -> None:
    with pytest.raises(ValueError, match=r"[\u4e00-\u9fff]"):
        Expression.parse(text)


@pytest.mark.parametrize("text", ["'a' < 1", "1 // 0", "1 / 0", "year('x')", "birth_date('1')"])
def test_what_makes_no_sense_stops_nobody(text: str) -> None:
    with pytest.raises(ExpressionFault):
        value(text)
    evaluator = Evaluator(world=WORLD, policy=POLICY)
    assert evaluator.value(Expression.parse(text), {}) is UNKNOWN


def test_every_function_of_the_vocabulary_exists() -> None:
    assert Functions(world=WORLD).table.keys() == FUNCTIONS.keys()


TRUTH = st.sampled_from([True, False, UNKNOWN])


@given(a=TRUTH, b=TRUTH)
def test_kleene(a: Any, b: Any) -> None:
    rank = {False: 0, UNKNOWN: 1, True: 2}
    assert value("a and b", a=a, b=b) is min(a, b, key=rank.__getitem__)
    assert value("a or b", a=a, b=b) is max(a, b, key=rank.__getitem__)
    assert value("not (a and b)", a=a, b=b) is value("not a or not b", a=a, b=b)


def test_working_days_follow_the_calendar() -> None:
    # The week of National Day 2025: 1–8 October off, 28 September and 11 October worked.
    assert value("workdays_between(date(2025, 9, 27), date(2025, 10, 11))") == 6
    assert value("workday_before(date(2025, 10, 9), 2)") == date(2025, 9, 29)
    assert value("workdays_between(date(2025, 10, 11), date(2025, 9, 27))") == -6


def test_beyond_the_calendar_it_is_tentative() -> None:
    evaluator = Evaluator(world=WORLD, policy=POLICY)
    near = Expression.parse("workday_before(date(2025, 10, 9), 5)")
    far = Expression.parse("workday_before(date(2031, 10, 9), 5)")
    assert not evaluator.is_tentative(near, {})
    assert evaluator.is_tentative(far, {})
    assert evaluator.value(far, {}) == date(2031, 10, 2)

"""Every form has a complete example, made up by construction; nothing required is dispensable."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from forms.completing import submitted
from forms.drafts import Draft, Place
from forms.examples import Example, example
from forms.fictional_world import filling_for
from forms.specification import FieldType
from forms.steps import Ready
from tests.forms.catalogues import EIGHT, IDS, NOW


def made(form_id: str, seed: int = 0) -> Example:
    return example(EIGHT.forms[form_id], EIGHT, NOW, seed)


@pytest.mark.parametrize("form_id", IDS)
@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_an_example_is_ready_and_can_be_submitted(form_id: str, seed: int) -> None:
    form, draft = EIGHT.forms[form_id], made(form_id, seed).draft
    filling = filling_for(form, EIGHT, NOW)
    assert isinstance(filling.next_step(draft), Ready)
    assert filling.troubles(draft) == ()
    assert submitted(filling, draft)


@pytest.mark.parametrize("form_id", IDS)
def test_the_same_seed_gives_the_same_example(form_id: str) -> None:
    assert made(form_id, 7) == made(form_id, 7)


@pytest.mark.parametrize("form_id", IDS)
def test_the_first_example_answers_every_kind_of_question(form_id: str) -> None:
    """Seed 0 says yes and all of it: more than half of what is asked at times is asked."""
    form, draft = EIGHT.forms[form_id], made(form_id).draft
    conditional = [spec.name for spec in form.fields if spec.relevant and spec.asked]
    asked = [name for name in conditional if name in draft.answers]
    assert len(asked) * 2 >= len(conditional)


@pytest.mark.parametrize("form_id", IDS)
def test_without_any_one_required_answer_it_is_not_ready(form_id: str) -> None:
    form, whole = EIGHT.forms[form_id], made(form_id).draft
    filling = filling_for(form, EIGHT, NOW)
    look = filling.look(whole)
    for spec in form.fields:
        if not spec.asked or not look.relevant(spec) or not look.required(spec):
            continue
        without = {name: value for name, value in whole.answers.items() if name != spec.name}
        assert not isinstance(filling.next_step(replace(whole, answers=without)), Ready), spec.name
        for inner in spec.fields:
            if inner.required is True and whole.rows(spec.name):
                poorer = emptied(whole, Place(spec.name, 0, inner.name))
                assert not isinstance(filling.next_step(poorer), Ready), inner.name


def emptied(draft: Draft, place: Place) -> Draft:
    rows = draft.rows(place.field)
    rows[0].pop(str(place.inner))
    return replace(draft, answers={**draft.answers, place.field: rows})


@pytest.mark.parametrize("form_id", IDS)
@pytest.mark.parametrize("seed", range(5))
def test_numbers_belong_to_nobody(form_id: str, seed: int) -> None:
    form, draft = EIGHT.forms[form_id], made(form_id, seed).draft
    for spec in form.fields:
        value = draft.answers.get(spec.name)
        if value is None:
            continue
        if spec.type is FieldType.MOBILE:
            assert re.fullmatch("13800[0-9]{3}500", value)
        if spec.type is FieldType.RESIDENT_ID:
            assert value.startswith("530100") and ric.calc_check_digit(value) == value[-1]
            assert 1900 <= int(value[6:10]) <= 1904
        if spec.type is FieldType.USCC:
            assert value.startswith("51990000MJ") and uscc.is_valid(value)
        if spec.type is FieldType.EMAIL:
            assert value.endswith("@example.org")


def test_a_forum_at_full_length() -> None:
    draft = made("forum-report").draft
    assert len(draft.rows("speakers")) == 2
    assert draft.answers["activity_name"].startswith("云岭省")
    assert {"risk_plan", "partner_check", "overseas_approval_no"} <= set(draft.answers)

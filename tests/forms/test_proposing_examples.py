"""Every form's complete example, written as one message, is proposed back as it was filled in."""

import pytest

from forms.drafts import Draft, Place
from forms.examples import Example, example
from forms.fictional_world import filling_for
from forms.filling import Filling
from forms.kinds import kind_of
from forms.proposing import propose, take
from forms.specification import FieldSpec
from tests.forms.catalogues import EIGHT, IDS, NOW


def spec_of(filling: Filling, place: Place) -> FieldSpec:
    name = f"{place.field}.{place.inner}" if place.inner else place.field
    spec = filling.form.field(name)
    assert spec
    return spec


def label_of(filling: Filling, place: Place) -> str:
    spec, group = spec_of(filling, place), filling.form.field(place.field)
    assert group
    return spec.label if place.row is None else f"{group.label}{place.row + 1}{spec.label}"


def asked_for(filling: Filling, made: Example) -> tuple[Draft, dict[Place, object]]:
    """A draft with what nobody may propose, and the rest as it should be proposed."""
    draft, rest = filling.start(), {}
    for place in made.said:
        plain = made.draft.at(place)
        if spec_of(filling, place).proposable:
            rest[place] = plain
        else:
            draft = draft.put(place, plain)
    return draft, rest


@pytest.mark.parametrize("between", ["；", "\n", ";"])
@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("form_id", IDS)
def test_an_example_in_one_message(form_id: str, seed: int, between: str) -> None:
    form = EIGHT.forms[form_id]
    filling, made = filling_for(form, EIGHT, NOW), example(form, EIGHT, NOW, seed)
    draft, rest = asked_for(filling, made)
    message = between.join(f"{label_of(filling, place)}：{made.said[place]}" for place in rest)
    found = propose(filling, draft, message)
    assert {each.place: each.plain for each in found} == rest
    taken, refused = take(filling, draft, reversed(found))
    assert refused == ()
    assert taken.answers == made.draft.answers


@pytest.mark.parametrize("form_id", IDS)
def test_an_example_with_its_numbers_proposes_no_number(form_id: str) -> None:
    """Written with everything, files excepted: what may not be proposed is not."""
    form = EIGHT.forms[form_id]
    filling, made = filling_for(form, EIGHT, NOW), example(form, EIGHT, NOW)
    texts = {place: said for place, said in made.said.items() if isinstance(said, str)}
    message = "；".join(f"{label_of(filling, place)}：{said}" for place, said in texts.items())
    draft, rest = asked_for(filling, made)
    assert {each.place for each in propose(filling, draft, message)} == rest.keys()
    for each in propose(filling, filling.start(), message):
        assert spec_of(filling, each.place).proposable


@pytest.mark.parametrize("form_id", IDS)
def test_as_it_is_shown_it_is_read_again(form_id: str) -> None:
    form = EIGHT.forms[form_id]
    filling, made = filling_for(form, EIGHT, NOW), example(form, EIGHT, NOW)
    draft, rest = asked_for(filling, made)
    shown = {}
    for place, plain in rest.items():
        kind = kind_of(spec_of(filling, place))
        shown[place] = kind.show(kind.restore(plain))
    message = "\n".join(f"{label_of(filling, place)}：{said}" for place, said in shown.items())
    assert {each.place: each.plain for each in propose(filling, draft, message)} == rest

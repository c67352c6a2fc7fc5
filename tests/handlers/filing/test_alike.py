"""The same answers question by question and in one message: the same is handed in."""

import pytest

from forms.completing import submitted
from forms.drafts import Place
from forms.examples import example_for
from forms.filling import Filling
from handlers.filing.proposals import YES
from handlers.guiding import Act
from tests.handlers.filing.conftest import CATALOGUE, Office
from tests.handlers.filing.test_talk import fill

FORMS = sorted(CATALOGUE.forms)


@pytest.mark.parametrize("form_id", FORMS)
async def test_one_message_and_many_are_alike(office: Office, form_id: str) -> None:
    form = CATALOGUE.forms[form_id]
    chatted, told = await office.begin(form), await office.begin(form)
    before = await office.case(told)
    said = example_for(before.filling, 0, before.draft).said
    await fill(office, chatted, said=said)
    message = "；".join(
        f"{label_of(before.filling, place)}：{text}"
        for place, text in said.items()
        if isinstance(text, str)
    )
    async with office.desk() as desk:
        turn = await office.talk.take(desk, told, Act.SAY, message, "")
        assert "从您的话里看出这些" in turn.text, turn.text
        await office.talk.take(desk, told, Act.CHOOSE, YES, "")
    turns = await fill(office, told, said=said)
    assert len(turns) < len(said) / 2  # what may not be proposed, and files, is asked
    one, many = await office.case(told), await office.case(chatted)
    assert submitted(one.filling, one.draft) == submitted(many.filling, many.draft)


def label_of(filling: Filling, place: Place) -> str:
    group = filling.form.field(place.field)
    assert group is not None
    inner = group.field(place.inner) if place.inner else None
    return f"{group.label}{(place.row or 0) + 1}{inner.label}" if inner else group.label

"""The same answers question by question, in one message, in a file: the same is handed in."""

from collections.abc import Awaitable, Callable, Mapping

import pytest

from bot.form_reader import SandboxedForms
from forms.completing import submitted
from forms.documents.blank import form_document
from forms.drafts import Place
from forms.examples import example_for
from forms.exports.workbook import form_book
from forms.filling import Filling
from handlers.casework.case import Case
from handlers.filing.beginning import Beginning
from handlers.filing.files.attaching import Sent
from handlers.filing.files.handouts import names_in
from handlers.filing.files.returning import Returning
from handlers.filing.proposals import YES
from handlers.guiding import Act
from tests.handlers.filing.conftest import CATALOGUE, Office
from tests.handlers.filing.test_talk import fill

FORMS = sorted(CATALOGUE.forms)
Told = Callable[[Office, Case, Case, Mapping[Place, object]], Awaitable[None]]


async def by_message(office: Office, _: Case, new: Case, said: Mapping[Place, object]) -> None:
    """Everything in one message, then a yes."""
    message = "；".join(
        f"{label_of(new.filling, place)}：{text}"
        for place, text in said.items()
        if isinstance(text, str)
    )
    async with office.desk() as desk:
        turn = await office.talk.take(desk, new.id, Act.SAY, message, "")
        assert "从您的话里看出这些" in turn.text, turn.text
        await office.talk.take(desk, new.id, Act.CHOOSE, YES, "")


def by_file(name: str) -> Told:
    """Filled in outside and sent back: read in the sandbox."""

    async def told(office: Office, whole: Case, new: Case, _: Mapping[Place, object]) -> None:
        make = form_book if name.endswith("xlsx") else form_document
        content = make(whole.form, whole.draft, names=names_in(whole.filling))
        beginning = Beginning(offices=office.offices)
        returning = Returning(offices=office.offices, beginning=beginning, reader=SandboxedForms())
        async with office.desk() as desk:
            returned = await returning.read(desk, Sent(name=name, content=content))
            assert returned
            reply = await returning.take(desk, returned, new.id)
        assert "需要改" not in reply.text, reply.text

    return told


WAYS: tuple[Told, ...] = (by_message, by_file("表.xlsx"), by_file("表.docx"))


@pytest.mark.parametrize("form_id", FORMS)
async def test_all_ways_are_alike(office: Office, form_id: str) -> None:
    """What may not be proposed, and what no file can hold, is asked afterwards."""
    form = CATALOGUE.forms[form_id]
    filing_id = await office.begin(form)
    begun = await office.case(filing_id)
    said = example_for(begun.filling, 0, begun.draft).said
    await fill(office, filing_id, said=said)
    whole = await office.case(filing_id)
    for way in WAYS:
        new = await office.case(await office.begin(form))
        await way(office, whole, new, said)
        turns = await fill(office, new.id, said=said)
        assert len(turns) < len(said) / 2
        filled = await office.case(new.id)
        assert submitted(filled.filling, filled.draft) == submitted(whole.filling, whole.draft)


def label_of(filling: Filling, place: Place) -> str:
    group = filling.form.field(place.field)
    assert group is not None
    inner = group.field(place.inner) if place.inner else None
    return f"{group.label}{(place.row or 0) + 1}{inner.label}" if inner else group.label

"""Every form, filled in question by question in the chat."""

from collections.abc import Mapping

import pytest

from forms.completing import submitted
from forms.drafts import Place
from forms.examples import REASON, example_for
from forms.steps import Asking, Complaining, Ready
from handlers.filing.questions import ENOUGH, MORE
from handlers.guiding import Act, Turn
from tests.handlers.filing.conftest import CATALOGUE, Office

FORMS = sorted(CATALOGUE.forms)
MOST = 600


Said = Mapping[Place, object]


async def fill(
    office: Office, filing_id: str, *, said: Said | None = None, restart: bool = False
) -> list[Turn]:
    """As a generated example says, until it is ready; a restart after every single answer."""
    case = await office.case(filing_id)
    answers = said or example_for(case.filling, 0, case.draft).said
    turns = []
    for _ in range(MOST):
        case = await office.case(filing_id)
        step = case.filling.next_step(case.draft)
        if isinstance(step, Ready):
            if restart:
                await office.database.close()
            return turns
        if restart:
            office = await office.reopened()
        async with office.desk() as desk:
            act, words = answer(step, answers)
            if isinstance(words, list):  # files come by another way
                draft = case.filling.accept(case.draft, step.place, words).draft
                await office.offices.keep(desk, case, draft)
            else:
                turns.append(await office.talk.take(desk, filing_id, act, str(words), ""))
                assert not turns[-1].refused, (step.place, words, turns[-1].text)
    raise AssertionError(f"not ready after {MOST} answers: {turns[-1].text}")


def answer(step: Asking | Complaining, said: Said) -> tuple[Act, object]:
    if isinstance(step, Complaining):
        assert step.severity == "warning", step.sentence
        return Act.SAY, REASON
    if step.field.fields:
        wanted = max(step.field.least or 0, 2)
        more = step.rows < min(wanted, step.field.most or wanted)
        return Act.CHOOSE, MORE if more else ENOUGH
    return Act.SAY, said[step.place]


@pytest.mark.parametrize("form_id", FORMS)
async def test_a_form_is_filled_in_and_handed_in(office: Office, form_id: str) -> None:
    filing_id = await office.begin(CATALOGUE.forms[form_id])
    await fill(office, filing_id)
    async with office.desk() as desk:
        turn = await office.talk.take(desk, filing_id, Act.CONFIRM, "", "")
    assert turn.over and "HX-2026-000001" in turn.text, turn.text


@pytest.mark.parametrize("form_id", FORMS)
async def test_a_restart_after_every_answer_loses_nothing(office: Office, form_id: str) -> None:
    """Figure 9: the same questions, the same stored answers, as without any restart."""
    form = CATALOGUE.forms[form_id]
    stored = []
    for restart in (False, True):
        filing_id = await office.begin(form)
        turns = await fill(office, filing_id, restart=restart)
        case = await office.case(filing_id)
        stored.append((submitted(case.filling, case.draft), [turn.text for turn in turns]))
    assert stored[0] == stored[1]

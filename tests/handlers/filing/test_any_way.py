"""Whatever somebody says or presses, and in whatever order: no question is without a way on."""

from collections.abc import Mapping
from random import Random
from typing import Any

import pytest

from forms.examples import example_for
from forms.steps import Ready
from handlers.casework.case import Case
from handlers.filing import summary
from handlers.filing.memory import Memory
from handlers.filing.proposals import NO, YES
from handlers.filing.questions import CLEAR, ENOUGH, KEEP, MORE, OFFERED, PICKED, REMOVE
from handlers.guiding import Act, Turn
from tests.handlers.filing.conftest import CATALOGUE, Office
from tests.handlers.filing.test_talk import fill

FORMS = sorted(CATALOGUE.forms)
STEPS = 40
SAYINGS = (
    "", " ", "是", "否", "1", "7", "30", "99", "2026", "三万五", "10月20日", "10月20日上午9点",
    "没有了", "接着填", "提交", "都对，填上", "改一改", "？", "年检材料什么时候交？",
    "/start", "<b>x</b>",
    "13800123500", "530100190001010010", "云岭大学", "x" * 5000, "𠮷野家😀", "\u0000", "1、3",
    "10月20日在云州国际会展中心办材料学术年会，300人，线下，不收费", "人数改成500，预算五万",
)  # fmt: skip
KEYS = (
    KEEP, OFFERED, ENOUGH, CLEAR, MORE, REMOVE, PICKED, YES, NO, "0", "1", "5", "999", "-1", "",
    summary.NEXT, summary.PREVIOUS, summary.GO_ON, summary.DROP_ROW, "change", "aside", "on",
)  # fmt: skip
REMOVING = {REMOVE, CLEAR, summary.DROP_ROW}


def anything(dice: Random, case: Case, said: Mapping[Any, object]) -> tuple[Act, str]:
    """Mostly what is asked for, else whatever comes."""
    step = case.filling.next_step(case.draft)
    if not isinstance(step, Ready) and dice.random() < 0.4:
        fitting = said.get(step.place)
        if isinstance(fitting, str):
            return Act.SAY, fitting
    act = dice.choice([*Act, Act.SAY, Act.SAY, Act.CHOOSE, Act.CHOOSE])
    if act in {Act.CONFIRM, Act.CANCEL}:
        act = Act.BACK
    return act, dice.choice(KEYS if act is Act.CHOOSE else SAYINGS)


def answered(case: Case) -> set[str]:
    return {name for name, plain in case.draft.answers.items() if plain not in (None, [])}


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("form_id", FORMS)
async def test_no_way_leads_nowhere(office: Office, form_id: str, seed: int) -> None:
    dice = Random(f"{form_id} {seed}")
    filing_id = await office.begin(CATALOGUE.forms[form_id])
    before = await office.case(filing_id)
    said = example_for(before.filling, 0, before.draft).said
    for _ in range(STEPS):
        act, words = anything(dice, before, said)
        async with office.desk() as desk:
            turn = await office.talk.take(desk, filing_id, act, words, "")
        assert turn.text and (turn.over or leads_on(turn)), (act, words, turn)
        after = await office.case(filing_id)
        if words not in REMOVING:
            lost = answered(before) - answered(after)
            assert lost <= reopened(before, act), (act, words, lost)
        before = after
    async with office.desk() as desk:
        case = await office.offices.open(desk, filing_id)
        await office.offices.keep(desk, case, case.draft, {})
    await fill(office, filing_id)


def leads_on(turn: Turn) -> bool:
    """Something to say or to press, and no sign of a machine."""
    assert "Traceback" not in turn.text and "None" not in turn.text
    return bool(turn.question)


def reopened(case: Case, act: Act) -> set[str]:
    """An optional answer may be skipped when its question is open again."""
    memory = Memory.restore(case.talk)
    return {memory.place.field} if memory.place and act is Act.SKIP else set()

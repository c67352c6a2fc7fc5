"""Answers in a language model's words: watched as they grow, and never waited for in vain."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.rehearsal.clock import MovedClock
from tests.bot.telegram.behaviours import UNKNOWN, refuses, too_many
from tests.bot.telegram.house import ANSWER, QUESTION, open_house, settled
from tests.bot.telegram.model import WORDED, FakeModel, open_model
from tests.bot.telegram.server import FakeTelegram
from tests.bot.telegram.visitor import Visitor, until


def with_model(model: FakeModel) -> dict[str, Any]:
    return {"llm_base_url": model.url, "llm_model": "test", "llm_key": "sk-test"}


async def test_drafts_grow_and_the_answer_stays(
    telegram: FakeTelegram, visitor: Visitor, tmp_path: Path
) -> None:
    async with (
        open_model(pace=0.15) as model,
        open_house(telegram, tmp_path, **with_model(model)),
    ):
        await visitor.says(QUESTION)
        answer = await visitor.sees(WORDED, "出处：《", "请工作人员回答")
    drafts = telegram.called("sendMessageDraft")
    assert len(drafts) > 1
    assert len({draft["draft_id"] for draft in drafts}) == 1
    assert all(WORDED.startswith(draft["text"]) for draft in drafts)
    assert visitor.bubbles == [answer]
    assert len(telegram.called("sendChatAction")) == 1


async def test_a_server_without_drafts_sees_one_message_edited(
    telegram: FakeTelegram, visitor: Visitor, tmp_path: Path
) -> None:
    telegram.always["sendMessageDraft"] = UNKNOWN
    async with open_model() as model, open_house(telegram, tmp_path, **with_model(model)):
        for _ in range(2):
            await visitor.says(QUESTION)
            answer = await visitor.sees(WORDED, "出处：《", "请工作人员回答")
            assert WORDED.startswith(answer.texts[0])
    assert [len(bubble.texts) for bubble in visitor.bubbles] == [2, 2]
    assert len(telegram.called("sendMessageDraft")) == 1


@pytest.mark.parametrize("code", [500, 403])
async def test_trouble_with_drafts_does_not_cost_the_answer(
    code: int, telegram: FakeTelegram, visitor: Visitor, tmp_path: Path
) -> None:
    telegram.always["sendMessageDraft"] = refuses(code, "no")
    async with (
        open_model(pace=0.15) as model,
        open_house(telegram, tmp_path, **with_model(model)),
    ):
        await visitor.says(QUESTION)
        await visitor.sees(WORDED)
    assert len(telegram.called("sendMessageDraft")) == 1


async def test_a_draft_that_is_asked_to_wait_makes_the_answer_wait(
    telegram: FakeTelegram, clock: MovedClock, visitor: Visitor, tmp_path: Path
) -> None:
    telegram.script("sendMessageDraft", too_many(30))
    async with (
        open_model(pace=0.15) as model,
        open_house(telegram, tmp_path, clock=clock, **with_model(model)) as house,
    ):
        await visitor.says(QUESTION)
        await until(lambda: telegram.called("sendMessageDraft"))
        await settled(house)
        assert telegram.called("sendMessage") == []
        clock.advance(timedelta(seconds=31))
        await house.rounds.walk()
        await visitor.sees(WORDED)
    assert len(telegram.called("sendMessageDraft")) == 1


@pytest.mark.parametrize("mood", ["hanging", "failing", "nonsense"])
async def test_without_the_model_the_notice_itself_answers(
    mood: str, telegram: FakeTelegram, visitor: Visitor, tmp_path: Path
) -> None:
    async with (
        open_model(mood=mood) as model,
        open_house(telegram, tmp_path, **with_model(model)),
    ):
        await visitor.says(QUESTION)
        await visitor.sees("有明确规定", ANSWER, "出处：《")
        assert len(model.asked) == 1
    assert visitor.has_seen(WORDED) == 0


async def test_a_partial_message_that_was_deleted_does_not_cost_the_answer(
    telegram: FakeTelegram, visitor: Visitor, tmp_path: Path
) -> None:
    telegram.always["sendMessageDraft"] = UNKNOWN
    telegram.always["editMessageText"] = refuses(400, "Bad Request: message to edit not found")
    async with open_model() as model, open_house(telegram, tmp_path, **with_model(model)):
        await visitor.says(QUESTION)
        await visitor.sees(WORDED, "出处：《", "请工作人员回答")

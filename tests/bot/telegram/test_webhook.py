"""A conversation over the webhook: who may bring updates, and when they are acknowledged."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.app import House
from storage.inbox import Receipt
from tests.bot.page.house import free_port
from tests.bot.telegram.house import ANSWER, QUESTION, open_house, settled
from tests.bot.telegram.model import open_model
from tests.bot.telegram.rows import rows_of
from tests.bot.telegram.server import SECRET_HEADER, FakeTelegram
from tests.bot.telegram.visitor import Visitor, until

SECRET = "an-open-secret"
PATH = "/telegram/webhook"
MALFORMED = [
    b"",
    b"\xff\xfe\x00",
    b"not json \x00",
    b"[]",
    b"7",
    b'{"message": {}}',
    b'{"update_id": "seven"}',
    b'{"update_id": 1e999}',
    b'{"update_id": -5}',
    b'{"update_id": 123456789012345678901234567890}',
    b"[" * 100_000,
    b'{"update_id": 5, "message": {"text": "no chat"}}',
    b'{"update_id": 6, "message": {"text": "\\ud800"}}',
]


def by_webhook(port: int) -> dict[str, Any]:
    address = f"http://127.0.0.1:{port}"
    return {
        "web_port": port,
        "telegram_webhook_url": address,
        "telegram_webhook_secret": SECRET,
    }


@pytest.fixture
async def house(telegram: FakeTelegram, tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(telegram, tmp_path, **by_webhook(free_port())) as house:
        await until(lambda: telegram.webhook)
        yield house


async def post(house: House, body: bytes, secret: str | None) -> int:
    url = f"http://127.0.0.1:{house.settings.web_port}{PATH}"
    headers = {} if secret is None else {SECRET_HEADER: secret}
    async with ClientSession() as session, session.post(url, data=body, headers=headers) as answer:
        return answer.status


async def test_a_question_is_answered(
    house: House, telegram: FakeTelegram, visitor: Visitor
) -> None:
    assert telegram.webhook == (f"http://127.0.0.1:{house.settings.web_port}{PATH}", SECRET)
    await visitor.says(QUESTION)
    await visitor.sees("有明确规定", ANSWER, "出处：《")
    await visitor.presses("请工作人员回答")
    await visitor.sees("已转给工作人员")
    assert telegram.called("getUpdates") == []


async def test_an_address_with_a_path_is_given_as_it_stands(
    telegram: FakeTelegram, visitor: Visitor, tmp_path: Path
) -> None:
    settings = by_webhook(free_port())
    settings["telegram_webhook_url"] += "/hooks/xuehui"
    async with open_house(telegram, tmp_path, **settings):
        await until(lambda: telegram.webhook)
        assert telegram.webhook == (settings["telegram_webhook_url"], SECRET)
        await visitor.says(QUESTION)
        await visitor.sees("有明确规定", ANSWER)


@pytest.mark.parametrize("secret", [None, "", "an-open-secre", "an-open-secret2", "密"])
async def test_without_the_secret_nothing_happens(
    secret: str | None, house: House, telegram: FakeTelegram
) -> None:
    body = b'{"update_id": 1, "message": {}}'
    assert await post(house, body, secret) == 401
    assert await rows_of(house, "inbox") == []
    assert telegram.bubbles == []


async def test_a_malformed_body_is_stored_once_and_never_asked_for_again(
    house: House, visitor: Visitor
) -> None:
    for body in MALFORMED:
        assert [await post(house, body, SECRET) for _ in range(2)] == [200, 200]
        await settled(house)
    rows = await rows_of(house, "inbox")
    assert [row["state"] for row in rows] == [Receipt.MALFORMED] * len(MALFORMED)
    await visitor.says("菜单")
    await visitor.sees("有政策问题")


async def test_an_unknown_kind_of_update_is_done_at_once(
    house: House, telegram: FakeTelegram
) -> None:
    assert await post(house, b'{"update_id": 5, "thought_reading": {"id": 1}}', SECRET) == 200
    await settled(house)
    (row,) = await rows_of(house, "inbox")
    assert row["state"] == Receipt.DONE
    assert telegram.bubbles == []


async def test_it_is_acknowledged_while_the_model_thinks(
    telegram: FakeTelegram, visitor: Visitor, tmp_path: Path
) -> None:
    model_settings = {"llm_model": "test", "llm_key": "sk-test"}
    port = free_port()
    async with (
        open_model(mood="hanging") as model,
        open_house(
            telegram, tmp_path, llm_base_url=model.url, **by_webhook(port), **model_settings
        ),
    ):
        await until(lambda: telegram.webhook)
        await visitor.says(QUESTION)  # returns when the webhook has said 200
        await until(lambda: model.asked)
        others = [Visitor(telegram=telegram) for _ in range(3)]
        for other in others:
            await other.says(QUESTION)  # newcomers, too: nobody holds the lock
        assert telegram.bubbles == []
        model.released.set()
        for each in (visitor, *others):
            await each.sees(ANSWER)

"""The process as an operator meets it: what stops its start, and what its log tells."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import SettingsInvalid, load_settings
from tests.bot.page.house import ROOT
from tests.bot.telegram.behaviours import BLOCKED, drops_answer
from tests.bot.telegram.house import ANSWER, QUESTION
from tests.bot.telegram.process import TelegramHouse, stock
from tests.bot.telegram.server import TOKEN, FakeTelegram
from tests.bot.telegram.visitor import Visitor, until
from tests.effort import PATIENCE_SECONDS

PRIVATE = "我家住在松林路十八号"


def refusal_to_start(folder: Path, **settings: str) -> str:
    """The one sentence by which `run` ends."""
    ended = subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        cwd=folder,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "XUEHUI_DATA": "data",
            **settings,
        },
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stdout == ""
    (sentence,) = ended.stderr.strip().splitlines()
    return sentence


def test_a_webhook_without_a_secret_stops_the_start(tmp_path: Path) -> None:
    sentence = refusal_to_start(
        tmp_path,
        XUEHUI_TELEGRAM_TOKEN=TOKEN,
        XUEHUI_TELEGRAM_WEBHOOK_URL="https://example.org",
    )
    assert "XUEHUI_TELEGRAM_WEBHOOK_SECRET" in sentence
    assert sentence.endswith("。")


@pytest.mark.parametrize(
    ("name", "value"),
    [("telegram_token", "not-a-token"), ("telegram_webhook_secret", "with a blank")],
)
def test_a_setting_telegram_would_not_take_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsInvalid) as refusal:
        load_settings(**{name: value})
    assert f"XUEHUI_{name.upper()}" in str(refusal.value)
    assert value not in str(refusal.value)


async def test_the_log_tells_neither_token_nor_text(
    telegram: FakeTelegram, visitor: Visitor, tmp_path: Path
) -> None:
    await stock(telegram, tmp_path)
    process = TelegramHouse(telegram=telegram, data=tmp_path)
    await process.start()
    await visitor.says(QUESTION)
    await visitor.sees(ANSWER)
    telegram.script("sendMessage", drops_answer, BLOCKED)
    for _ in range(2):
        await visitor.says(PRIVATE)
        await until(lambda: not telegram.waiting)
    await telegram.bring({"message": {"text": PRIVATE, "chat": PRIVATE}})
    break_a_table(tmp_path)
    await visitor.says(PRIVATE)
    await visitor.sees("抱歉", "编号")
    await telegram.stop()
    assert await process.terminate() == 0
    told = process.log.read_text()
    assert '"incident"' in told
    for secret in (TOKEN, TOKEN.partition(":")[2], QUESTION, PRIVATE, PRIVATE[:6], visitor.name):
        assert secret not in told
        assert ascii(secret)[1:-1] not in told


def break_a_table(folder: Path) -> None:
    with sqlite3.connect(folder / "xuehui.db", timeout=30) as connection:
        connection.execute("alter table questions rename column tier to gone")
    connection.close()

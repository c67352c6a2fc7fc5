"""`xuehui doctor`: a sentence for each thing with what to do; status 1 when one is bad."""

from pathlib import Path

import pytest

import bot.libraries
from tests.bot.commands.conftest import Call
from tests.bot.telegram.server import TOKEN, FakeTelegram
from tests.stagehands import EMBEDDER

NOBODY = "http://127.0.0.1:1"


def said(out: str, about: str) -> str:
    (line,) = [line for line in out.splitlines() if about in line]
    return line


def test_everything_is_fine(call: Call, notices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call("index", notices)
    if EMBEDDER is None:
        pytest.skip("这台机器没有内置语义模型。")
    monkeypatch.setattr(bot.libraries, "bundled_embedder", lambda: EMBEDDER)
    called = call("doctor")
    assert called.code == 0
    assert "✗" not in called.out
    assert said(called.out, "已收录 1 份通知").startswith("✓")
    assert said(called.out, "语义模型可用").startswith("✓")
    assert said(called.out, "http://127.0.0.1:8080").startswith("✓")
    for name in ("XUEHUI_LLM_BASE_URL", "XUEHUI_TELEGRAM_TOKEN"):
        assert said(called.out, name).startswith("·")


def test_no_notices_and_no_model(call: Call) -> None:
    called = call("doctor")
    assert called.code == 0
    assert said(called.out, "还没有收录通知").endswith("请运行：xuehui index 通知所在的文件夹")
    assert said(called.out, "没有内置语义模型").startswith("·")


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"DATABASE_URL": "postgresql://a:secret@127.0.0.1:1/x"}, "数据库连不上"),
        ({"DATABASE_URL": "postgresql://a:secret@127.0.0.1:port/x"}, "XUEHUI_DATABASE_URL 有误"),
        (
            {"EMBEDDING_BASE_URL": f"{NOBODY}/v1", "EMBEDDING_MODEL": "none"},
            "语义模型连不上，请检查 XUEHUI_EMBEDDING_BASE_URL",
        ),
        (
            {"LLM_BASE_URL": f"{NOBODY}/v1", "LLM_MODEL": "none"},
            "大语言模型没有应答，请检查 XUEHUI_LLM_BASE_URL",
        ),
        (
            {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API": NOBODY},
            "请检查令牌和 XUEHUI_TELEGRAM_API",
        ),
    ],
    ids=["database", "database address", "embedding", "language model", "telegram"],
)
def test_what_is_out_of_reach_is_said_with_what_to_do(
    settings: dict[str, str], sentence: str, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(f"XUEHUI_{name}", value)
    called = call("doctor")
    assert called.code == 1
    assert said(called.out, sentence).startswith("✗")
    assert called.out.count("✗") == 1
    assert "secret" not in called.out
    assert TOKEN not in called.out


def test_a_folder_that_cannot_be_written(call: Call, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file is in its place")
    called = call("doctor")
    assert called.code == 1
    assert said(called.out, "写不进去").endswith("请检查权限，或改 XUEHUI_DATA。")


async def test_a_server_that_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.commands.doctor import examine
    from bot.settings import load_settings

    telegram = FakeTelegram()
    await telegram.start()
    try:
        findings = await examine(load_settings(telegram_token=TOKEN, telegram_api=telegram.url))
    finally:
        await telegram.stop()
    assert ("✓", "Telegram 可用：@xuehui_bot（长轮询）。") in findings

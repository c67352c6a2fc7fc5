"""`xuehui doctor`: a sentence for each thing with what to do; status 1 when one is bad."""

import asyncio
from pathlib import Path

import pytest

import bot.libraries
from storage.archive import Archive
from storage.keys import fresh_key, keep_keys, written
from tests.bot.commands.conftest import Call
from tests.bot.telegram.server import TOKEN, FakeTelegram
from tests.stagehands import EMBEDDER
from tests.storage.holdings import NOW, fill, opened

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


def test_what_is_kept(call: Call, tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert "密钥在" in call("doctor").out
    kept = opened(data, f"sqlite:///{data / 'xuehui.db'}")

    async def fill_and_spoil() -> None:
        await fill(kept)
        async with kept.database.writing() as work:
            outbox = Archive(work).deliveries
            await outbox.post(1, 42, "SendMessage", "{}", NOW)
            (first, _) = await outbox.due(1, NOW)
            await outbox.claim([first.id])
            await outbox.doubt_claimed(1, NOW)
        await kept.database.close()

    asyncio.run(fill_and_spoil())
    called = call("doctor")
    assert called.code == 0
    assert said(called.out, "日志完整，共 1 条。").startswith("✓")
    assert said(called.out, "文件齐全，共 2 个。").startswith("✓")
    assert "待发消息 1 条；1 条不知是否送到，0 条没有送出" in called.out
    for path in (data / "files").iterdir():
        path.unlink()
    (data / "data.keys").chmod(0o644)
    called = call("doctor")
    assert called.code == 1
    assert said(called.out, "别人也能读").endswith(f"请运行：chmod 600 {data / 'data.keys'}")
    assert said(called.out, "有 2 个文件的内容不在了（共 2 个）").startswith("✗")
    keep_keys(data, [fresh_key()])
    called = call("doctor")
    assert "✗ 有 21 项是用不在这里的密钥封存的，请找回当时的密钥或备份。" in called.out
    (data / "data.keys").write_text("nonsense")
    called = call("doctor")
    assert called.code == 1
    assert said(called.out, "读不懂").startswith("✗")


def test_keys_of_the_setting(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XUEHUI_KEYS", written([fresh_key()]).strip())
    called = call("doctor")
    assert called.code == 0
    assert said(called.out, "密钥来自设置 XUEHUI_KEYS").startswith("✓")

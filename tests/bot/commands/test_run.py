"""`xuehui run` where it cannot start: one sentence, status 1, nothing else."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.commands.conftest import Call


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"WEB_PORT": "eighty"}, "设置 XUEHUI_WEB_PORT 有误：应为整数。"),
        ({"WEB_HOST": "no such host"}, "no such host:0 打不开，请检查 XUEHUI_WEB_HOST 和"),
        ({"WEB_HOST": "192.0.2.1"}, "192.0.2.1:0 打不开，请检查 XUEHUI_WEB_HOST 和"),
        ({"DATABASE_URL": "mysql://127.0.0.1/x"}, "设置 XUEHUI_DATABASE_URL 有误：应以"),
        ({"DATABASE_URL": "postgresql://127.0.0.1:1/x"}, "数据库连不上（"),
        ({"DATABASE_URL": "postgresql://127.0.0.1:x/x"}, "设置 XUEHUI_DATABASE_URL 有误：看不懂"),
        ({"DATABASE_URL": "sqlite:///a-text.txt"}, "数据库连不上（"),
        ({"DATABASE_URL": "sqlite:///a-text.txt/x.db"}, "数据库连不上（"),
    ],
    ids=lambda value: "" if isinstance(value, str) else "".join(value.values()),
)
def test_one_sentence_says_why(
    settings: dict[str, str],
    sentence: str,
    call: Call,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    (tmp_path / "a-text.txt").write_text("long enough to be read as the head of a database" * 20)
    for name, value in ({"WEB_PORT": "0"} | settings).items():
        monkeypatch.setenv(f"XUEHUI_{name}", value)
    called = call("run")
    assert (called.code, called.out) == (1, "")
    assert called.err.startswith(sentence)
    assert called.err.endswith("。\n")
    assert called.err.count("\n") == 1


def test_a_port_in_use_is_named(taken: int, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XUEHUI_WEB_PORT", str(taken))
    called = call("run")
    assert (called.code, called.out) == (1, "")
    assert called.err == f"127.0.0.1:{taken} 已被占用，请换一个 XUEHUI_WEB_PORT 再启动。\n"


def test_a_settings_file_in_another_encoding(call: Call, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("XUEHUI_ASSOCIATION=云岭省科协".encode("gb18030"))
    called = call("run")
    assert (called.code, called.out) == (1, "")
    assert called.err == "设置文件 .env 不是 UTF-8 编码，请另存为 UTF-8。\n"

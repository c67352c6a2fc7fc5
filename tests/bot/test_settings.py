"""A wrong setting gets one Chinese sentence that names it and never repeats a secret."""

from pathlib import Path
from typing import Any

import pytest

from bot.settings import Settings, SettingsInvalid, load_settings
from tests.stagehands import leave_settings_behind

WRONG: list[tuple[dict[str, Any], str]] = [
    ({"web_port": "abc"}, "设置 XUEHUI_WEB_PORT 有误：应为整数。"),
    ({"web_port": 65536}, "设置 XUEHUI_WEB_PORT 有误：数字太大。"),
    ({"web_port": -1}, "设置 XUEHUI_WEB_PORT 有误：数字太小。"),
    ({"web_port": 1.5}, "设置 XUEHUI_WEB_PORT 有误：这个值用不了。"),
    ({"messages_per_minute": 0}, "设置 XUEHUI_MESSAGES_PER_MINUTE 有误：数字太小。"),
    ({"demo": "maybe"}, "设置 XUEHUI_DEMO 有误：应为 1 或 0。"),
    (
        {"telegram_api": "127.0.0.1"},
        "设置 XUEHUI_TELEGRAM_API 有误：应为完整网址，例如 https://example.org。",
    ),
    (
        {"telegram_api": "ftp://example.org"},
        "设置 XUEHUI_TELEGRAM_API 有误：网址应以 http:// 或 https:// 开头。",
    ),
    (
        {"embedding_base_url": "http://example.org"},
        "设置了 XUEHUI_EMBEDDING_BASE_URL 就必须同时设置 XUEHUI_EMBEDDING_MODEL。",
    ),
    (
        {"llm_base_url": "http://example.org", "llm_key": "secret"},
        "设置了 XUEHUI_LLM_BASE_URL 就必须同时设置 XUEHUI_LLM_MODEL。",
    ),
    (
        {"database_url": "mysql://a:secret@example.org/x"},
        "设置 XUEHUI_DATABASE_URL 有误：应以 postgresql:// 或 sqlite:/// 开头。",
    ),
    (
        {"web_origins": "https://a.example.org, https://b.example.org/chat"},
        "设置 XUEHUI_WEB_ORIGINS 有误：「https://b.example.org/chat」应写成",
    ),
    ({"web_origins": "b.example.org"}, "设置 XUEHUI_WEB_ORIGINS 有误：「b.example.org」应写成"),
]


@pytest.fixture(autouse=True)
def only_these_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    leave_settings_behind(monkeypatch, tmp_path)


@pytest.mark.parametrize(("values", "sentence"), WRONG, ids=lambda value: str(value)[:40])
def test_the_wrong_one_is_named(values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(SettingsInvalid) as refusal:
        load_settings(**values)
    assert str(refusal.value).startswith(sentence)
    assert str(refusal.value).endswith("。")
    assert "secret" not in str(refusal.value)


def test_the_environment_wins_over_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("XUEHUI_WEB_PORT=8001\nXUEHUI_ASSOCIATION=云岭省科协\n")
    monkeypatch.setenv("XUEHUI_WEB_PORT", "8002")
    monkeypatch.setenv("XUEHUI_ASSOCIATION", "")  # empty: as if it were not there
    settings = load_settings()
    assert (settings.web_port, settings.association) == (8002, "云岭省科协")


def test_they_are_locked_once_read() -> None:
    settings = load_settings()
    with pytest.raises(ValueError, match="frozen"):
        settings.demo = True  # type: ignore[misc]


def test_secrets_are_not_printed() -> None:
    settings = load_settings(telegram_token="42:hidden", llm_key="hidden", embedding_key="hidden")
    assert "hidden" not in repr(settings)
    assert "hidden" not in settings.model_dump_json()


@pytest.mark.parametrize(
    ("written", "origins"),
    [
        ("", set()),
        (" https://a.example.org/ ,", {"https://a.example.org"}),
        ("http://a:81,https://b", {"http://a:81", "https://b"}),
    ],
)
def test_origins(written: str, origins: set[str]) -> None:
    assert load_settings(web_origins=written).origins == origins


def test_the_database_lies_in_the_data_folder_unless_named() -> None:
    assert Settings(data=Path("/srv/xuehui")).database == "sqlite:////srv/xuehui/xuehui.db"
    assert Settings(database_url="postgresql://a/b").database == "postgresql://a/b"

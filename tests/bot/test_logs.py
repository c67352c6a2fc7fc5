"""What stands in a log: facts, but no local variables and no secrets."""

import json
import logging
import re
import sys
from collections.abc import Iterator

import pytest
import structlog

from bot.logs import configure_logs, incident_number
from forms.masking import mask
from tests.forms.numbers import identity

TOKEN = "42:SECRET"


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


def go_wrong(said: str) -> None:
    private = f"松林路{said}号"
    raise LookupError(len(private))


@pytest.mark.parametrize("terminal", [True, False])
@pytest.mark.parametrize("logger", ["ours", "a library's"])
def test_a_traceback_shows_no_variables(
    terminal: bool,
    logger: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    configure_logs()
    speak = structlog.get_logger() if logger == "ours" else logging.getLogger("aiogram")
    try:
        go_wrong("ab".upper() * 3)
    except LookupError:
        speak.exception("incident")
    told = capsys.readouterr()
    assert told.out == ""
    assert "go_wrong" in told.err
    assert "LookupError" in told.err
    assert "ABABAB" not in told.err


@pytest.mark.parametrize("terminal", [True, False])
def test_secrets_are_struck_out_wherever_they_turn_up(
    terminal: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    configure_logs(secrets=(TOKEN,))
    structlog.get_logger().info(f"https://example.org/bot{TOKEN}/getMe", token=TOKEN)
    logging.getLogger("aiohttp").warning("refused: %s", TOKEN)
    try:
        raise LookupError(TOKEN)
    except LookupError:
        structlog.get_logger().exception("failed")
    told = capsys.readouterr().err
    assert "SECRET" not in told
    assert told.count("***") >= 4


def test_without_a_terminal_a_line_is_an_object(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs()
    with structlog.contextvars.bound_contextvars(trail="abc"):
        structlog.get_logger().info("update", door="网页")
        structlog.get_logger().debug("unheard")
    logging.getLogger("asyncio").warning("slow")
    logging.getLogger("asyncio").info("unheard")
    first, second = map(json.loads, capsys.readouterr().err.splitlines())
    assert (first["event"], first["door"], first["trail"]) == ("update", "网页", "abc")
    assert first["timestamp"]
    assert (second["event"], second["level"]) == ("slow", "warning")


@pytest.mark.parametrize("terminal", [True, False])
def test_nobodys_numbers_stand_in_a_line(
    terminal: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    configure_logs()
    known = (identity("41010119900101002"), "13800001234")
    structlog.get_logger().info("update", text=f"我是 {known[0]}", at=f"电话\n{known[1]}")
    logging.getLogger("aiogram").warning("refused: %s", known[1])
    try:
        raise LookupError(f"no member with {known[0]} or +86 {known[1]}")
    except LookupError:
        structlog.get_logger().exception("incident")
        logging.getLogger("sqlalchemy").exception("parameters: %s", known)
    told = capsys.readouterr().err
    assert [number for number in known if number in told] == []
    assert told.count("••••1234") >= 4
    assert told.count(f"••••{known[0][-4:]}") >= 3


def test_an_incidents_number_is_found_again_in_the_log() -> None:
    numbers = [incident_number() for _ in range(2000)]
    assert [
        number for number in numbers if mask(f"incident={number}") != f"incident={number}"
    ] == []
    assert all(re.fullmatch("[0-9a-f]{12}", number) for number in numbers)

"""The command line called in the test's own process, on a data folder of its own."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import structlog
from typer.testing import CliRunner

import bot.libraries
import knowledge
from bot.command_line import application
from tests.stagehands import leave_settings_behind

SAMPLES = Path(knowledge.__file__).parent / "samples"


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


Call = Callable[..., Called]


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Own settings, own data, and by words alone: what is tested here is not the model."""
    leave_settings_behind(monkeypatch, tmp_path)
    monkeypatch.setenv("XUEHUI_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(bot.libraries, "bundled_embedder", lambda: None)
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


@pytest.fixture
def call() -> Call:
    """Call a command; what it did not expect fails the test."""

    def call(*arguments: object, given: str | bytes | None = None) -> Called:
        result = CliRunner().invoke(application, [*map(str, arguments)], input=given)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Called(code=result.exit_code, out=result.stdout, err=result.stderr)

    return call


@pytest.fixture
def samples() -> Path:
    return SAMPLES


@pytest.fixture
def notices(tmp_path: Path) -> Path:
    """A folder with one small notice."""
    folder = tmp_path / "notices"
    folder.mkdir()
    (folder / "salon.txt").write_text(
        "示例市科协关于举办沙龙的通知\n\n示例科协〔2026〕3号\n\n"
        "一、时间\n\n沙龙于2026年5月6日举行。\n\n二、人数\n\n每次不超过30人。\n"
    )
    return folder

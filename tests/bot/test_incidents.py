"""An error nobody foresaw: a sentence with a number, and the log line that has the same number."""

import re
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.rehearsal.script import load_script
from bot.rehearsal.stage import Stage
from bot.rehearsal.transcript import Line
from handlers.errors import INCIDENT, SENTENCES, apology
from knowledge.library import Library
from tests.stagehands import leave_settings_behind

PLAY = """
people:
  甲: {door: web}
  乙: {}
steps:
  - 甲 says: 食堂几点开门？
  - 乙 says: 食堂几点开门？
  - 甲 says: 菜单
  - 甲 sees: 有政策问题
"""


class BrokenLibrary(Library):
    """Cannot be asked."""

    async def ask(self, *_: Any, **__: Any) -> Any:
        raise LookupError("shelf 9 is missing")


async def test_the_number_shown_is_the_number_logged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_settings_behind(monkeypatch, tmp_path)
    (tmp_path / "play.yaml").write_text(PLAY)
    lines: list[Line] = []
    stage = Stage(
        script=load_script(tmp_path / "play.yaml"),
        on_line=lines.append,
        folder=tmp_path,
        build=lambda _settings: BrokenLibrary(vectors=None, embedder=None),
    )
    with capture_logs() as logged:
        await stage.play()
    shown = [line.text for line in lines if line.text.startswith("抱歉")]
    numbers = [re.search(r"编号 (\w{12}) ", text) for text in shown]
    kept = [line["incident"] for line in logged if line["event"] == "incident"]
    assert [number and number[1] for number in numbers] == kept
    assert len(set(kept)) == 2
    assert not any("shelf 9" in text or "LookupError" in text for text in shown)
    outcomes = [line["outcome"] for line in logged if line["event"] == "update"]
    assert outcomes == ["incident", "incident", "handled"]
    assert 'xuehui_errors_total{kind="incident"} 2.0' in stage.house.metrics.exposition().decode()


@pytest.mark.parametrize("kind", SENTENCES, ids=lambda kind: str(kind.__name__))
def test_what_is_foreseen_has_a_sentence_of_its_own(kind: type[Exception]) -> None:
    sentence, expected = apology(kind(), "abc")
    assert expected
    assert "abc" not in sentence
    assert sentence.endswith(("。", "？"))
    assert re.search(r"[A-Za-z]", sentence) is None


def test_a_kind_of_a_kind_is_foreseen_too() -> None:
    known = next(iter(SENTENCES))
    special = type("Special", (known,), {})
    assert apology(special(), "abc") == (SENTENCES[known], True)
    assert apology(OSError(), "abc") == (INCIDENT.format(incident="abc"), False)

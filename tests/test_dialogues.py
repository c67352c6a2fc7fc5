"""Every dialogue in the folder holds, line by line."""

from pathlib import Path

import pytest

from bot.channels.web_feed import LONGEST_TEXT
from bot.rehearsal.stage import NotSeen
from tests.stagehands import DIALOGUES, leave_settings_behind, played

LONG = """
people:
  访客甲: {{door: web}}
  访客乙: {{}}
steps:
  - 访客甲 says: {text}
  - 访客甲 sees: {refusal}
  - 访客甲 sees not: 抱歉
  - 访客乙 says: {text}
  - 访客乙 sees: 这段话有点长
  - 访客甲 says: 菜单
  - 访客甲 sees: 有政策问题
"""


@pytest.fixture(autouse=True)
def only_these_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    leave_settings_behind(monkeypatch, tmp_path)


@pytest.mark.parametrize("path", DIALOGUES, ids=lambda path: str(path.stem))
@pytest.mark.asyncio(loop_scope="session")
async def test_it_goes_as_written(path: Path) -> None:
    lines = (await played(path)).lines
    assert {line.direction for line in lines} == {"in", "out"}
    assert {line.door for line in lines} == {"telegram", "web"}, "both doors in every dialogue"


@pytest.mark.parametrize(
    ("length", "refusal"),
    [
        (LONGEST_TEXT, "这段话有点长"),
        (LONGEST_TEXT + 1, f"[这段话有 {LONGEST_TEXT + 1} 个字, 请缩短]"),
        (100_000, "[这段话有 100000 个字, 请缩短]"),
    ],
)
@pytest.mark.asyncio(loop_scope="session")
async def test_long_texts_are_declined_kindly(length: int, refusal: str, tmp_path: Path) -> None:
    script = tmp_path / "long.yaml"
    script.write_text(LONG.format(text="检" * length, refusal=refusal))
    await played(script)


@pytest.mark.asyncio(loop_scope="session")
async def test_a_line_that_does_not_hold_is_named_with_what_was_seen(tmp_path: Path) -> None:
    script = tmp_path / "wrong.yaml"
    script.write_text(
        "people:\n  甲: {}\n  乙: {door: web}\n"
        "steps:\n  - 甲 says: 菜单\n  - 甲 sees: 可以问什么\n  - 甲 sees: [有政策问题, 红烧肉]\n"
    )
    with pytest.raises(NotSeen) as failure:
        await played(script)
    told = str(failure.value)
    assert told.startswith("第 7 行：甲 没有看到「红烧肉」")
    assert "│ 学会助手\n" in told
    assert "［1. 可以问什么］" in told

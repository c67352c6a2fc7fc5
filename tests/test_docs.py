"""What exists is documented: settings, commands, decisions, make targets, links."""

import re
from pathlib import Path

import pytest

from bot.command_line import application
from bot.settings import PREFIX, Settings

ROOT = Path(__file__).parent.parent
SETTINGS = [f"{PREFIX}{name.upper()}" for name in Settings.model_fields]
COMMANDS = [
    command.callback.__name__ for command in application.registered_commands if command.callback
] + [
    f"{group.name} {command.name}"
    for group in application.registered_groups
    if group.typer_instance
    for command in group.typer_instance.registered_commands
]
PAGES = sorted(
    path
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    if path.name not in ("house.md",)
)


@pytest.mark.parametrize("place", ["README.md", "README.zh.md", "docs/running.md", ".env.example"])
def test_every_setting_is_named(place: str) -> None:
    text = (ROOT / place).read_text()
    assert [name for name in SETTINGS if name not in text] == []


@pytest.mark.parametrize("place", ["README.md", "docs/running.md", ".env.example"])
def test_no_setting_is_named_that_does_not_exist(place: str) -> None:
    known = {*SETTINGS, f"{PREFIX}SHARED"}
    named = set(re.findall(rf"{PREFIX}[A-Z_]+[A-Z]", (ROOT / place).read_text()))
    assert named - known == set()


def test_every_command_has_a_heading() -> None:
    headings = re.findall(r"^#+ .*$", (ROOT / "docs/running.md").read_text(), re.MULTILINE)
    assert [name for name in COMMANDS if not any(name in line for line in headings)] == []


@pytest.mark.parametrize("place", ["README.md", "README.zh.md"])
def test_every_command_has_a_row(place: str) -> None:
    rows = re.findall(r"^\| `xuehui (.*?)`", (ROOT / place).read_text(), re.MULTILINE)
    assert [name for name in COMMANDS if not any(row.startswith(name) for row in rows)] == []


def test_every_make_target_is_explained_to_newcomers() -> None:
    targets = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE)
    readme = (ROOT / "README.md").read_text() + (ROOT / "docs/running.md").read_text()
    assert {"setup", "run", "test", "check", "format", "bench"} <= set(targets)
    assert [name for name in targets if name != "help" and f"make {name}" not in readme] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)", page.read_text())
    local = [
        target for target in targets if "://" not in target and not target.startswith("mailto:")
    ]
    assert [target for target in local if not (page.parent / target).exists()] == []


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs/decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_glossary_names_both_languages() -> None:
    rows = [
        line for line in (ROOT / "GLOSSARY.md").read_text().splitlines() if line.startswith("|")
    ]
    assert len(rows) > 30
    assert all(re.search(r"[\u4e00-\u9fff]", row) for row in rows[2:] if not row.startswith("|-"))

"""The project's catalogue, and copies of it with something changed."""

import shutil
from datetime import datetime
from pathlib import Path

from forms.checks.whole import Findings, check_folder
from forms.loading import CATALOGUE, load_catalogue

EIGHT = load_catalogue()
IDS = sorted(EIGHT.forms)
NOW = datetime.fromisoformat("2026-03-02T10:00")
SALON = "secretary-salon"
SHARED = ("blocks.yaml", "choices.yaml", "policy.yaml", "workflows.yaml")


def copy(folder: Path, *forms: str) -> Path:
    """The shared files, these forms, and what they refer to."""
    more = ["forum-report"] if "activity-summary" in forms else []
    for name in (*SHARED, *(f"{form}.yaml" for form in (*forms, *more))):
        if (CATALOGUE / name).exists():
            shutil.copy(CATALOGUE / name, folder / name)
    return folder


def changed(folder: Path, form: str, old: str, new: str, count: int = 1) -> Findings:
    """What is found when one thing in one file of a copy is changed."""
    name = form if "." in form else f"{form}.yaml"
    path = copy(folder, SALON if "." in form else form) / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, count))
    return check_folder(folder, NOW)


def line_of(folder: Path, name: str, text: str) -> int:
    lines = (folder / name).read_text().splitlines()
    return next(n for n, line in enumerate(lines, 1) if text in line)

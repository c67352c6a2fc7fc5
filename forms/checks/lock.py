"""`names.lock`, the list of released field names: one line per field, `form field`."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

LOCK = "names.lock"
GONE = "gone"
HEAD = (
    "# Field names of every form as released. Written by `xuehui forms check --lock`.\n"
    "# A name is never renamed. One that is really given up: put `gone` behind it by hand.\n"
)


@dataclass(frozen=True, slots=True)
class Locked:
    """One line of the lock file."""

    line: int
    form: str
    name: str
    gone: bool


def read_lock(folder: Path) -> list[Locked]:
    path = folder / LOCK
    if not path.exists():
        return []
    locked = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        words = line.split("#")[0].split()
        if len(words) >= 2:
            locked.append(Locked(number, words[0], words[1], GONE in words[2:]))
    return locked


def write_lock(folder: Path, added: Iterable[tuple[str, str]]) -> None:
    """Lines that are there stay as they are."""
    kept = read_lock(folder)
    lines = [f"{each.form} {each.name}{f' {GONE}' if each.gone else ''}" for each in kept]
    lines += [f"{form} {name}" for form, name in added]
    (folder / LOCK).write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")

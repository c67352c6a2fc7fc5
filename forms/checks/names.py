"""Names that answers are kept under: they may be added, never renamed, never silently dropped.

`names.lock` has one line per field, `form field`; a field that is really given up is marked by
hand, `form field gone`, and its name is never used again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from forms.nodes import SpecificationFault
from forms.specification import Catalogue, FormSpec

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


def names_of(form: FormSpec) -> Iterator[str]:
    for spec in form.fields:
        yield spec.name
        yield from (f"{spec.name}.{inner.name}" for inner in spec.fields)


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


def broken_names(catalogue: Catalogue, locked: Iterable[Locked]) -> Iterator[SpecificationFault]:
    """What was released and is not there any more, and what was given up and is there again."""
    present = {(form.id, name) for form in catalogue.forms.values() for name in names_of(form)}
    for each in locked:
        if not each.gone and (each.form, each.name) not in present:
            yield SpecificationFault(
                LOCK,
                each.line,
                f"{each.form} {each.name}",
                f"这个名字不见了，改名会丢掉已有的回答。请改回来；确实不要了，行末写 {GONE}",
            )
        elif each.gone and (each.form, each.name) in present:
            yield SpecificationFault(
                LOCK, each.line, f"{each.form} {each.name}", "这个名字已经停用，请换一个新名字"
            )


def new_names(catalogue: Catalogue, locked: Iterable[Locked]) -> list[tuple[str, str]]:
    """Form and field of every name that the lock does not have yet."""
    known = {(each.form, each.name) for each in locked}
    return [
        (form.id, name)
        for form in catalogue.forms.values()
        for name in names_of(form)
        if (form.id, name) not in known
    ]


def write_lock(catalogue: Catalogue, folder: Path) -> int:
    """Adds the new names; gives how many. Lines that are there stay as they are."""
    locked = read_lock(folder)
    added = new_names(catalogue, locked)
    lines = [f"{each.form} {each.name}{f' {GONE}' if each.gone else ''}" for each in locked]
    lines += [f"{form} {name}" for form, name in added]
    (folder / LOCK).write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return len(added)

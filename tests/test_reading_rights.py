"""Every place that reads the library or the notices is known, with why it may.

Somebody who adds one has to say here on whose behalf it reads: a notice for staff must not reach
anybody else by a way that nobody looked at.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
SHELVES = {"library", "_library"}
KINDS = {"notices", "notice_records", "intakes", "notice_relations"}
# What tells nothing of a notice, or asks for the audience itself.
HARMLESS = {
    "words", "language", "size", "mode", "ready", "count", "close", "catch_up", "readable", "word",
    "count_readable",
}  # fmt: skip
BY_READER = "asked through a Reader, made from the archive for whoever asks"
CHECKED = "the archive is asked for its audience first"
STAFF = "behind a right that only staff have"
HOUSE = "keeps the shelves in order, tells nobody"
COMMAND = "at the command line, by whoever holds the files themselves"
# handlers/duties/deadlines.py: names of those notices only that whoever has the duty may read.
KNOWN: dict[str, tuple[set[str], str]] = {
    "handlers/ask/service.py": ({"ask", "context", "passage", "related"}, BY_READER),
    "handlers/review/card/grounds.py": ({"ask"}, BY_READER),
    "handlers/duties/deadlines.py": ({"named"}, CHECKED),
    "handlers/notices/pages/service.py": ({"notice", "passages_of", "get", "original"}, CHECKED),
    "handlers/notices/putting.py": ({"get"}, HOUSE),
    "handlers/agenda/deadlines/service.py": ({"all", "get", "newest"}, STAFF),
    "handlers/broadcast/forwarding/service.py": ({"notices", "notice", "get"}, STAFF),
}
# Whatever these ask for.
TRUSTED = {
    "handlers/notices/taking/": STAFF,
    "handlers/notices/shelf/": STAFF,
    "handlers/questions/": STAFF,
    "bot/app.py": HOUSE,
    "bot/librarian.py": HOUSE,
    "bot/intake_clerk.py": HOUSE,
    "bot/stacks.py": HOUSE,
    "bot/rehearsal/": HOUSE,
    "bot/commands/": COMMAND,
}


def uses(tree: ast.AST) -> Iterator[str]:
    """What is asked of `….library.X`, `library.X`, `….archive.notices.X`, `Archive(…).notices.X`,
    and of names that were bound to one of them."""
    bound: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and is_shelf(node.value, bound):
            bound |= {each.id for each in node.targets if isinstance(each, ast.Name)}
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple):
            names = getattr(node.targets[0], "elts", [])
            pairs = zip(names, node.value.elts, strict=True) if names else ()
            bound |= {name.id for name, value in pairs if is_shelf(value, bound)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and is_shelf(node.value, bound):
            yield node.attr


def is_shelf(node: ast.AST, bound: set[str]) -> bool:
    if isinstance(node, ast.Name):
        return node.id in SHELVES | bound
    if not isinstance(node, ast.Attribute):
        return False
    if node.attr in SHELVES:
        return True
    owner = node.value
    named = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
    called = isinstance(owner, ast.Call) and getattr(owner.func, "id", "") == "Archive"
    return node.attr in KINDS and (called or named == "archive")


def found() -> dict[str, set[str]]:
    places = {}
    for package in ("bot", "handlers"):
        for path in (ROOT / package).rglob("*.py"):
            asked = set(uses(ast.parse(path.read_text()))) - HARMLESS
            place = path.relative_to(ROOT).as_posix()
            if asked and not place.startswith(tuple(TRUSTED)):
                places[place] = asked
    return places


def test_whoever_reads_notices_is_known() -> None:
    assert found() == {place: asked for place, (asked, _) in KNOWN.items()}


def test_the_walk_sees_what_it_looks_for() -> None:
    seen = """
async def f(self, desk, work):
    self.library.ask("?", reader)
    await desk.archive.notices.get("x")
    shelf = Archive(work).notices
    await shelf.all()
"""
    assert set(uses(ast.parse(seen))) == {"ask", "get", "all"}

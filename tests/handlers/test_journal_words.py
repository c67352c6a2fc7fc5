"""Every deed that is written down anywhere has Chinese words."""

import ast
from pathlib import Path

from handlers.journal_words import ACTIONS

ROOT = Path(__file__).parents[2]


def written_actions() -> set[str]:
    found = set()
    for package in ("bot", "forms", "handlers", "knowledge", "storage"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.keyword) and node.arg == "action":
                    found |= {
                        each.value
                        for each in ast.walk(node.value)
                        if isinstance(each, ast.Constant) and isinstance(each.value, str)
                    }
    return found


def test_every_action_has_words() -> None:
    actions = written_actions()
    assert len(actions) >= 4
    assert sorted(actions - set(ACTIONS)) == []

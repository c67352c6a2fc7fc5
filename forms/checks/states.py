"""Whether the states an expression compares with are states of some workflow."""

import ast
from collections.abc import Iterator

from forms.specification import Catalogue, FieldSpec

ASKING = frozenset({"state", "submission_state"})


def unknown_states(catalogue: Catalogue, spec: FieldSpec) -> Iterator[tuple[str, str]]:
    """The key and a sentence, for every state that no workflow knows by this label."""
    known = {
        state.label for flow in catalogue.workflows.values() for state in flow.states.values()
    }
    for key, written in spec.expressions() if known else ():
        for node in ast.walk(written.tree):
            if isinstance(node, ast.Compare) and _asks(node.left):
                for text in _texts(node):
                    if text not in known:
                        yield key, f"没有「{text}」这个办理状态。可用：{'、'.join(sorted(known))}"


def _asks(node: ast.expr) -> bool:
    called = node.func if isinstance(node, ast.Call) else None
    return isinstance(called, ast.Name) and called.id in ASKING


def _texts(node: ast.Compare) -> Iterator[str]:
    for side in node.comparators:
        for each in ast.walk(side):
            if isinstance(each, ast.Constant) and isinstance(each.value, str):
                yield each.value

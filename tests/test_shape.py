"""The sizes that keep the house readable; a promise without a checker is a wish."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "forms", "handlers", "knowledge", "storage")
LONGEST_FILE, LONGEST_FUNCTION = 250, 40
FILE_MEDIAN, FILE_P90 = 80, 250
FUNCTION_MEDIAN, FUNCTION_P90 = 7, 25

Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules() -> Iterator[Path]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "versions" not in path.parts:  # migrations are written by alembic
                yield path


def functions() -> Iterator[tuple[str, Function]]:
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, Function):
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node


def lines_of(function: Function) -> int:
    assert function.end_lineno is not None
    return function.end_lineno - function.lineno + 1


def files() -> dict[str, int]:
    sizes = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in modules()}
    return {name: size for name, size in sizes.items() if size > 1}


def test_no_file_and_no_function_is_too_long() -> None:
    long_files = {name: size for name, size in files().items() if size > LONGEST_FILE}
    long_functions = {
        name: lines_of(node) for name, node in functions() if lines_of(node) > LONGEST_FUNCTION
    }
    assert (long_files, long_functions) == ({}, {})


@pytest.mark.parametrize("most", [FILE_MEDIAN])
def test_files_are_short_as_a_rule(most: int) -> None:
    sizes = sorted(files().values())
    assert median(sizes) <= most
    assert quantiles(sizes, n=10)[-1] <= FILE_P90


def test_functions_are_short_as_a_rule() -> None:
    sizes = [lines_of(node) for _, node in functions()]
    assert median(sizes) <= FUNCTION_MEDIAN
    assert quantiles(sizes, n=10)[-1] <= FUNCTION_P90


def test_every_module_and_public_class_says_what_it_is() -> None:
    silent = []
    for path in modules():
        tree = ast.parse(path.read_text())
        if not ast.get_docstring(tree) and path.read_text().strip():
            silent.append(str(path.relative_to(ROOT)))
        for node in tree.body:
            public = isinstance(node, ast.ClassDef) and not node.name.startswith("_")
            if public and not ast.get_docstring(node):
                silent.append(f"{path.relative_to(ROOT)}:{node.name}")
    assert silent == []


def test_handlers_read_call_reply() -> None:
    """A handler is at most 15 lines: what it knows belongs in its service."""
    long = {
        name: lines_of(node)
        for name, node in functions()
        if "/router.py" in name and lines_of(node) > 15
    }
    assert long == {}


def test_nothing_is_swallowed() -> None:
    """`except …: pass` hides what somebody will look for."""
    swallowed = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ExceptHandler)
        and len(node.body) == 1
        and isinstance(node.body[0], ast.Pass)
    ]
    assert swallowed == []

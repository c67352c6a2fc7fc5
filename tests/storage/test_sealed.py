"""The list of sealed columns is whole, and says how each is sealed."""

import ast
import re
from pathlib import Path

from sqlalchemy import select

import storage
from storage.schema import migrate
from storage.sealed import NOT_RESEALED, SEALED
from storage.tables import metadata
from tests.storage.holdings import fill, opened

STORAGE = Path(storage.__file__).parent
SEALING = {"seal", "seal_bytes"}
# Modules that seal for others, or no column: files are sealed by their digest.
BESIDE = {"encryption", "sealed", "files"}


def marked() -> set[str]:
    """Columns whose line in the tables says that they are sealed."""
    found = set()
    for path in (STORAGE / "tables").glob("*.py"):
        table = ""
        for line in path.read_text().splitlines():
            if opening := re.match(r"(\w+) = Table\(", line):
                table = opening[1]
            if column := re.match(r'\s+Column\("(\w+)".*#.*\bsealed\b', line):
                found.add(f"{table}.{column[1]}")
    return found


def test_every_column_marked_as_sealed_is_listed() -> None:
    assert marked() == {sealed.name for sealed in SEALED}


def test_every_blind_index_is_listed() -> None:
    indices = {
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.c
        if column.name.endswith("_index")
    }
    listed = {f"{sealed.table.name}.{each.column}" for sealed in SEALED for each in sealed.blind}
    assert indices == listed | set(NOT_RESEALED)


def test_nothing_else_seals() -> None:
    """Whoever calls `seal` keeps a column of a listed table."""
    calling = {
        "members" if path.stem == "member" else path.stem  # what one member is stands apart
        for path in STORAGE.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in SEALING
    }
    assert calling - BESIDE == {sealed.table.name for sealed in SEALED}


async def test_each_is_opened_by_the_place_the_list_says(url: str, tmp_path: Path) -> None:
    await migrate(url)
    kept = opened(tmp_path, url)
    await fill(kept)
    async with kept.database.reading() as work:
        for sealed in SEALED:
            rows = [row async for row in sealed.rows(work)]
            assert rows, f"nothing in {sealed.name} to try"
            for row in rows:
                assert kept.vault.is_current(row[sealed.column])
                text = sealed.opened(row, kept.vault)
                for blind in sealed.blind:
                    column = sealed.table.c[blind.column]
                    where = (sealed.table.c[name] == row[name] for name in sealed.key)
                    stored = await work.run(select(column).where(*where))
                    assert stored.scalar_one() == kept.vault.index(blind.kind, blind.part(text))
    await kept.database.close()

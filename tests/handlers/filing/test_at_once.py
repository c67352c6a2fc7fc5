"""Twenty taps on 提交, at once and over several connections: one filing."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from handlers.guiding import Act
from storage.archive import Archive
from storage.engine import Database
from tests.databases import opened
from tests.handlers.filing.conftest import CATALOGUE, Office, furnished
from tests.handlers.filing.test_talk import fill
from tests.storage.conftest import url

__all__ = ["url"]
TAPS = 20


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    async with opened(url) as database:
        yield database


async def tap(office: Office, filing_id: str) -> str:
    async with office.desk() as desk:
        turn = await office.talk.take(desk, filing_id, Act.CONFIRM, "", "")
    return turn.text


async def test_twenty_taps_file_once(database: Database, tmp_path: Path) -> None:
    """Figure 2: whoever taps too often is told that it is done."""
    office = await furnished(database, tmp_path)
    filing_id = await office.begin(CATALOGUE.forms["secretary-salon"])
    await fill(office, filing_id)
    said = await asyncio.gather(*(tap(office, filing_id) for _ in range(TAPS)))
    filed = [text for text in said if "已提交 ✓" in text]
    again = [text for text in said if "已经提交过了" in text]
    assert (len(filed), len(again)) == (1, TAPS - 1)
    async with database.reading() as work:
        archive = Archive(work)
        assert len(await archive.versions.all(filing_id)) == 1
        assert [each.move for each in await archive.moves.of(filing_id)] == ["submit"]
        filing = await archive.filings.get(filing_id)
    assert filing and filing.number == "HX-2026-000001"


async def test_numbers_are_given_once(database: Database, tmp_path: Path) -> None:
    """Ten filings handed in at once have ten numbers, one after the other."""
    office = await furnished(database, tmp_path)
    ids = [await office.begin(CATALOGUE.forms["secretary-salon"]) for _ in range(10)]
    for filing_id in ids:
        await fill(office, filing_id)
    await asyncio.gather(*(tap(office, filing_id) for filing_id in ids))
    async with database.reading() as work:
        filings = [await Archive(work).filings.get(each) for each in ids]
    numbers = sorted(each.number or "" for each in filings if each)
    assert numbers == [f"HX-2026-{n:06d}" for n in range(1, 11)]

"""What a backup has to hold: the contents that any row names, in databases old and new."""

from pathlib import Path

import pytest

from storage.files import Files
from storage.schema import migrate, walk_back
from storage.snapshots import facts_of
from tests.storage.holdings import ATTACHED, CONTENT, fill, opened


async def test_attachments_are_named_too(url: str, tmp_path: Path) -> None:
    await migrate(url)
    kept = opened(tmp_path, url)
    await fill(kept)
    facts = await facts_of(kept.database)
    assert {kept.shelf.take(each) for each in facts.digests} == {CONTENT, ATTACHED}
    async with kept.database.reading() as work:
        assert await Files(work).digests() == facts.digests
    await kept.database.close()


@pytest.mark.parametrize("before", ["0004", "0007"])
async def test_a_database_of_an_older_version(url: str, tmp_path: Path, before: str) -> None:
    await migrate(url)
    kept = opened(tmp_path, url)
    await fill(kept)
    await walk_back(url, before)
    facts = await facts_of(kept.database)
    assert facts.revision == before
    left = {CONTENT} if before == "0004" else {CONTENT, ATTACHED}
    assert {kept.shelf.take(each) for each in facts.digests} == left
    await kept.database.close()

"""Migrations walk up, down and up again, and match the tables."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.archive import Archive
from storage.clock import SystemClock
from storage.engine import Database, DatabaseUrlInvalid, database_url
from storage.people import People
from storage.schema import compare, migrate, walk_back
from tests.databases import walk_migrations
from tests.storage.postgresql import bare_database


@pytest.fixture(autouse=True)
def no_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    walk_migrations(monkeypatch)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The address of a database in which nothing has been made yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'test.db'}"
        return
    async with bare_database() as url:
        yield url


async def test_up_down_up(url: str) -> None:
    await migrate(url)
    await compare(url)  # raises when a table and its migration differ
    await walk_back(url)
    await migrate(url)
    await compare(url)
    database = Database(url)
    async with database.reading() as work:
        assert await People(work).at(1, 1, SystemClock().now()) is None
    await database.close()


async def test_migrating_twice_changes_nothing(url: str) -> None:
    await migrate(url)
    await migrate(url)
    await compare(url)


@pytest.mark.parametrize("wrong", ["mysql://a/b", "nonsense", "http://example.org"])
def test_other_databases_are_refused(wrong: str) -> None:
    with pytest.raises(DatabaseUrlInvalid):
        database_url(wrong)


async def test_notices_keep_their_passages_and_are_for_all(url: str) -> None:
    """A database of the version before the library: nothing is lost on the way up, nor down."""
    await migrate(url, "0007")
    database = Database(url)
    async with database.writing() as work:
        await work.run(
            text(
                "INSERT INTO notices (id, title, source, digest, text, indexed_at) "
                "VALUES ('n', '通知', 'n.txt', 'd', '正文', '2026-03-01 00:00:00')"
            )
        )
        await work.run(
            text(
                'INSERT INTO passages (id, notice_id, ordinal, heading_path, start, "end") '
                "VALUES ('n:0', 'n', 0, '[]', 0, 2)"
            )
        )
    await database.close()
    await migrate(url)
    database = Database(url)
    async with database.reading() as work:
        assert await Archive(work).notices.readable(["all"]) == {"n"}
        assert (await work.run(text("SELECT count(*) FROM passages"))).scalar_one() == 1
        moments = await work.run(text("SELECT changed_at, indexed_at FROM notices"))
        assert len(set(moments.one())) == 1
    await database.close()
    await walk_back(url, "0007")
    database = Database(url)
    async with database.reading() as work:
        assert (await work.run(text("SELECT count(*) FROM passages"))).scalar_one() == 1
    await database.close()


async def test_a_text_that_was_kept_twice_is_kept_once(url: str) -> None:
    """The first one stays with its readers; what went back to its copy goes back to it."""
    await migrate(url, "0008")
    database = Database(url)
    rows = [("n1", "notice", "staff"), ("n2", "notice", "all"), ("a1", "answer", "all"),
            ("a2", "answer", "all")]  # fmt: skip
    async with database.writing() as work:
        for number, (identity, kind, audience) in enumerate(rows):
            await work.run(
                text(
                    "INSERT INTO notices (id, title, source, digest, text, indexed_at, changed_at,"
                    f" kind, audience) VALUES ('{identity}', '通知', 'n', 'd', '正文',"
                    f" '2026-03-01 00:00:0{number}', '2026-03-01 00:00:00', '{kind}',"
                    f" '{audience}')"
                )
            )
        await work.run(
            text(
                'INSERT INTO passages (id, notice_id, ordinal, heading_path, start, "end") '
                "VALUES ('n2:0', 'n2', 0, '[]', 0, 2)"
            )
        )
        now = SystemClock().now()
        due = await Archive(work).deadlines.add(
            "报送", now.date(), by=None, now=now, notice_id="n2"
        )
    await database.close()
    await migrate(url)
    await compare(url)
    database = Database(url)
    async with database.reading() as work:
        archive = Archive(work)
        assert set(await archive.notices.digests()) == {"n1", "a1", "a2"}
        assert await archive.notices.readable(["all"]) == {"a1", "a2"}
        kept = await archive.deadlines.get(due)
        assert kept and kept.notice_id == "n1"
        assert (await work.run(text("SELECT count(*) FROM passages"))).scalar_one() == 0
    await database.close()
    await walk_back(url, "0008")
    await migrate(url)

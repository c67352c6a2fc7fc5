"""SQL is the truth: the index follows it, is rebuilt from it, and comes back when it was away."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

import knowledge
from bot.librarian import Librarian, notice_files
from bot.metrics import Metrics
from bot.stacks import OpenStacks
from knowledge.embedding import EndpointFailed
from knowledge.library import Library
from knowledge.vectors import ChromaVectors, IndexInUse
from storage.archive import Archive
from storage.clock import SystemClock
from storage.engine import Database
from storage.schema import migrate
from tests.bot.bag import BagEmbedder
from tests.readers import READER

SAMPLES = Path(knowledge.__file__).parent / "samples"
QUESTION = "沙龙每次不超过多少人？"


@asynccontextmanager
async def librarian(folder: Path, embedder: BagEmbedder | None = None) -> AsyncIterator[Librarian]:
    """One process's librarian on this data folder; without an embedder it goes by words."""
    await migrate(url := f"sqlite:///{folder / 'xuehui.db'}")
    vectors = ChromaVectors(folder / "index") if embedder else None
    library = Library(vectors=vectors, embedder=embedder)
    database = Database(url)
    one = Librarian(database=database, library=library, clock=SystemClock(), metrics=Metrics())
    try:
        await one.open()
        yield one
    finally:
        await library.close()
        await database.close()


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "salon.txt"
    path.write_text("关于举办沙龙的通知\n\n一、人数\n\n沙龙每次不超过30人。\n")
    return path


@pytest.fixture
def embedder() -> BagEmbedder:
    return BagEmbedder()


async def test_what_another_process_shelves_changes_and_drops_is_followed(
    tmp_path: Path, notice: Path, embedder: BagEmbedder
) -> None:
    async with librarian(tmp_path, embedder) as running, librarian(tmp_path) as other:
        assert not await running.follow()
        await other.shelve(notice)
        assert await running.follow()
        assert running.library.mode == "hybrid"
        assert "30人" in (await running.library.ask(QUESTION, READER)).text
        notice.write_text(notice.read_text().replace("30", "50"))
        assert (await other.shelve(notice)).outcome == "replaced"
        assert await running.follow()
        assert "50人" in (await running.library.ask(QUESTION, READER)).text
        assert running.library.size[0] == 1
        async with other.database.writing() as work:
            await Archive(work).notices.drop(other.library.notices()[0].id)
        assert await running.follow()
        assert running.library.size == (0, 0)
        assert not await running.follow()


async def test_an_endpoint_that_was_away_is_asked_again(
    tmp_path: Path, notice: Path, embedder: BagEmbedder
) -> None:
    async with librarian(tmp_path, embedder) as running:
        embedder.away = True
        await running.shelve(notice)
        with pytest.raises(EndpointFailed):
            await running.catch_up()
        assert running.library.mode == "lexical"
        assert "30人" in (await running.library.ask(QUESTION, READER)).text
        embedder.away = False
        assert not await running.follow()  # nothing new, and yet the vectors are made now
        assert running.library.mode == "hybrid"


@pytest.mark.parametrize("damage", ["deleted", "corrupt"])
async def test_an_index_that_is_lost_is_rebuilt_from_sql(
    damage: str, tmp_path: Path, notice: Path, embedder: BagEmbedder
) -> None:
    async with librarian(tmp_path, embedder) as first:
        await first.shelve(notice)
        await first.catch_up()
    made = len(embedder.embedded)
    if damage == "deleted":
        shutil.rmtree(tmp_path / "index")
    else:
        for file in (tmp_path / "index").rglob("*"):
            if file.is_file():
                file.write_bytes(b"\xff not what it was" * 64)
    async with librarian(tmp_path, embedder) as second:
        assert second.library.mode == "lexical"
        assert "30人" in (await second.library.ask(QUESTION, READER)).text
        await second.follow()
        assert second.library.mode == "hybrid"
        assert "30人" in (await second.library.ask(QUESTION, READER)).text
    assert len(embedder.embedded) == 2 * made


async def test_nothing_is_embedded_twice(
    tmp_path: Path, notice: Path, embedder: BagEmbedder
) -> None:
    for _ in range(2):
        async with librarian(tmp_path, embedder) as one:
            await one.shelve(notice)
            await one.catch_up()
    assert len(embedder.embedded) == len(set(embedder.embedded)) > 0


async def test_the_index_has_one_owner(tmp_path: Path, embedder: BagEmbedder) -> None:
    async with librarian(tmp_path, embedder):
        with pytest.raises(IndexInUse):
            async with librarian(tmp_path, embedder):
                pytest.fail("two owners")


async def test_the_same_file_has_the_same_number(tmp_path: Path, notice: Path) -> None:
    """Buttons under old answers lead to passages by these numbers."""
    numbers = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        async with librarian(tmp_path / name) as one:
            await one.shelve(notice)
            numbers.append(one.library.notices()[0].id)
    assert numbers[0] == numbers[1]


def test_files_are_found_in_a_steady_order(tmp_path: Path) -> None:
    for name in ("b.md", "a.TXT", "c.exe", "~$b.docx", "b_files/logo.png", "deep/d.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("通知")
    found = notice_files([tmp_path, tmp_path / "c.exe", tmp_path / "b.md"])
    names = [str(path.relative_to(tmp_path)) for path in found]
    assert names == ["a.TXT", "b.md", "deep/d.docx", "c.exe"]
    assert len(notice_files([SAMPLES])) == 7


async def test_what_staff_say_of_a_notice_is_followed_and_outlives_its_file(
    tmp_path: Path, notice: Path
) -> None:
    async with librarian(tmp_path) as running, librarian(tmp_path) as other:
        await other.shelve(notice)
        await running.follow()
        (held,) = running.library.notices()
        async with other.database.writing() as work:
            now = other.clock.now()
            records, deadlines = Archive(work).notice_records, Archive(work).deadlines
            await records.change(held.id, now, audience="staff", standing="superseded")
            due = await deadlines.add("报名", now.date(), by=None, now=now, notice_id=held.id)
        assert await running.follow()
        assert running.library.notices()[0].standing == "superseded"
        assert not await running.follow()
        notice.write_text(notice.read_text().replace("30", "50"))
        assert (await other.shelve(notice)).outcome == "replaced"
        await running.follow()
        (after,) = running.library.notices()
        assert (after.audience, after.standing) == ("staff", "superseded")
        assert after.id != held.id
        async with other.database.reading() as work:
            kept = await Archive(work).deadlines.get(due)
        assert kept and kept.notice_id == after.id


async def test_what_a_room_has_just_changed_is_not_undone(tmp_path: Path, notice: Path) -> None:
    """Its transaction may not be through when the archive is looked at."""
    async with librarian(tmp_path) as one:
        await one.shelve(notice)
        stacks = OpenStacks(library=one.library, touched=one.touched)
        (held,) = one.library.notices()
        coming = replace(held, id="coming", title="另一份通知")
        await stacks.put(coming)
        await stacks.take_away(held.id)
        await one.touched.wait(60)  # woken, not waited for
        assert not await one.follow()
        assert [each.id for each in one.library.notices()] == ["coming"]
        one.touched.at.clear()  # long after, and nothing was committed
        assert await one.follow()
        assert [each.id for each in one.library.notices()] == [held.id]

"""Documents made to hurt, sent as staff do: refused in words, forgotten, nobody waits for it."""

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.rehearsal.script import Step
from handlers.attachments import LARGEST
from storage.roles import Role
from tests.security.hostile_documents import CORPUS, Sent
from tests.security.scene import Scene, part, played, rows_of_sqlite
from tests.security.test_injected_documents import counts

STAFF = ("干事甲", "干事乙")
MOST_GROWTH = 50 * 2**20
QUESTION, ANSWER = "青年人才托举工程每年遴选多少人？", "60名"
EMPTY_FILE, TOO_LARGE = "0 字节", "20 兆"
PAGE = os.sysconf("SC_PAGE_SIZE")


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE


@asynccontextmanager
async def little_memory() -> AsyncIterator[None]:
    """This process hardly grows, not even for a moment."""
    before = most = resident()

    async def watch() -> None:
        nonlocal most
        while True:
            await asyncio.sleep(0.01)
            most = max(most, resident())

    watcher = asyncio.ensure_future(watch())
    try:
        yield
    finally:
        watcher.cancel()
    assert most - before < MOST_GROWTH


async def is_answered(scene: Scene, who: str) -> None:
    """In a chat of their own, whatever others are waiting for."""
    actor, box = scene.stage.actors[who], scene.stage.mailboxes[who]
    await actor.says(QUESTION)
    async with asyncio.timeout(30):
        while not any(ANSWER in line.text for line in box.fresh):  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def sends(scene: Scene, who: str, path: Path) -> str:
    """And waits for the verdict, also where the file is read in the background."""
    told = await scene.sends(who, path)
    if "读完我把内容发给您核对" in told:
        scene.stage.mailboxes[who].fresh.clear()
        await scene.stage.house.rounds.walk()
        await scene.stage._settle(Step(line=0, actor=who, act="sends"))
    return scene.seen(who)


async def said_to(scene: Scene, paths: Sequence[Path]) -> list[str]:
    """Each by another of the staff; somebody else is answered meanwhile, as long as it takes."""
    sending = (sends(scene, who, path) for who, path in zip(STAFF, paths, strict=False))
    reading = asyncio.gather(*sending)
    await is_answered(scene, "访客丙")
    while not reading.done():
        await asyncio.sleep(0.5)
        await is_answered(scene, "访客丙")
    return await reading


def fault(each: Sent, told: str) -> str:
    """Empty where it was refused as it should be."""
    is_right = any(sentence in told for sentence in each.told)
    return "" if is_right else f"{each.name}: {told}"


@pytest.mark.asyncio(loop_scope="session")
async def test_is_refused_and_nothing_of_it_is_kept(tmp_path: Path) -> None:
    people = (
        part("干事甲", Role.STAFF),
        part("干事乙", Role.STAFF, "telegram"),
        part("访客丙", door="telegram"),
    )
    folder, database = tmp_path / "sent", tmp_path / "data" / "xuehui.db"
    folder.mkdir()
    for each in CORPUS:
        (folder / each.name).write_bytes(each.make())
    async with played(tmp_path, *people, notices=True) as scene:
        before = counts(database)
        await is_answered(scene, "访客丙")
        async with little_memory():
            said: list[str] = []
            for n in range(0, len(CORPUS), len(STAFF)):
                these = CORPUS[n : n + len(STAFF)]
                said += await said_to(scene, [folder / each.name for each in these])
        faults = map(fault, CORPUS, said)
        assert list(filter(None, faults)) == []
        await sizes_nobody_takes(scene, folder)
        assert counts(database) == before
        assert list(scene.stage.house.shelf.folder.glob("*")) == []
        async with scene.reading() as archive:
            for who in STAFF:
                assert await archive.intakes.of(await scene.person_id(who)) == []
    rows = rows_of_sqlite(database)
    assert [each for each in ("大笑", "lol", "第一段的内容") if each in rows] == []


async def sizes_nobody_takes(scene: Scene, folder: Path) -> None:
    for name, size, told in (("空.docx", 0, EMPTY_FILE), ("大.pdf", LARGEST + 1, TOO_LARGE)):
        path = folder / name
        with path.open("wb") as file:
            file.truncate(size)
        for who in STAFF:
            said = await sends(scene, who, path)
            assert told in said or "没有读到文字" in said, (name, who, said)

"""A house with both doors and the people of a case, who say and press; all it leaves behind."""

import re
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncpg

from bot.rehearsal.script import Part, Script, Step
from bot.rehearsal.stage import Stage
from bot.rehearsal.transcript import Line
from bot.settings import Settings
from knowledge.library import Library
from storage.archive import Archive
from storage.people import Role

SAMPLES = Path(__file__).parents[2] / "knowledge" / "samples"
SOCIETY = "云岭省材料学会"
GAPS = re.compile(r"(?<=[0-9])[ \-]{1,3}(?=[0-9Xx])")


def part(name: str, role: Role = Role.GUEST, door: str = "web", society: str = SOCIETY) -> Part:
    return Part(name=name, role=role, society=society, door=door, known_as=name)


def words_only(_settings: Settings) -> Library:
    return Library(vectors=None, embedder=None)


@dataclass(kw_only=True)
class Scene:
    """What the people of a case do, and what each has seen since."""

    stage: Stage
    lines: list[Line] = field(default_factory=list)

    async def says(self, who: str, *texts: str) -> str:
        for text in texts:
            await self._does(who, "says", text)
        return self.seen(who)

    async def presses(self, who: str, label: str) -> str:
        await self._does(who, "presses", label)
        return self.seen(who)

    async def sends(self, who: str, path: Path) -> str:
        await self.stage.actors[who].sends(path)
        await self.stage._settle(Step(line=0, actor=who, act="sends"))
        return self.seen(who)

    async def _does(self, who: str, act: str, value: str) -> None:
        await self.stage._act(Step(line=0, actor=who, act=act, values=(value,)))

    def seen(self, who: str) -> str:
        fresh = self.stage.mailboxes[who].fresh
        return "\n".join(part for line in fresh for part in line.parts)

    async def person_id(self, who: str) -> str:
        stage = self.stage
        bot = stage.page.bot if stage.script.parts[who].door == "web" else stage.telegram
        async with stage.house.database.reading() as work:
            person = await Archive(work).people.at(bot.id, stage.accounts[who], stage.clock.now())
        assert person
        return person.id

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Archive]:
        async with self.stage.house.database.writing() as work:
            yield Archive(work)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Archive]:
        async with self.stage.house.database.reading() as work:
            yield Archive(work)

    async def society(self) -> str:
        async with self.reading() as archive:
            known = await archive.societies.named(SOCIETY)
        assert known
        return known.id


@asynccontextmanager
async def played(
    folder: Path,
    *parts: Part,
    build: Callable[[Settings], Library] = words_only,
    notices: bool = False,
    **settings: Any,
) -> AsyncIterator[Scene]:
    """The house is closed at the end, its folder stays."""
    lines: list[Line] = []
    script = Script(folder=folder, parts={each.name: each for each in parts}, steps=())
    stage = Stage(script=script, on_line=lines.append, folder=folder / "data", build=build)
    stage.settings = stage.settings.model_copy(update=settings)
    await stage._open()
    try:
        if notices:
            for path in sorted(SAMPLES.glob("*.txt")) + sorted(SAMPLES.glob("*.md")):
                await stage.house.librarian.shelve(path)
            await stage.house.librarian.catch_up()
        yield Scene(stage=stage, lines=lines)
    finally:
        await stage.house.close()


def closed_up(text: str) -> str:
    """Digits that somebody grouped, as one number."""
    return GAPS.sub("", text)


def rows_of_sqlite(path: Path) -> str:
    connection = sqlite3.connect(path)
    try:
        return "\n".join(connection.iterdump())
    finally:
        connection.close()


async def rows_of_postgresql(url: str) -> str:
    """All rows of all tables, as text."""
    connection = await asyncpg.connect(url)
    try:
        tables = await connection.fetch(
            "select tablename from pg_tables where schemaname = 'public' order by 1"
        )
        found = []
        for table in tables:
            rows = await connection.fetch(f'select t::text from "{table[0]}" t')
            found += [f"{table[0]}: {row[0]}" for row in rows]
        return "\n".join(found)
    finally:
        await connection.close()


def bytes_of(folder: Path) -> dict[str, str]:
    """Every file below the folder, byte for byte, as far as it is text."""
    return {
        str(path.relative_to(folder)): path.read_bytes().decode("utf-8", errors="replace")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }

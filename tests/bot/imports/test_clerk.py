"""Large tables beside the conversations: counted once, whatever is killed or stopped."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bench.rosters import identity, member_rows, society_rows, workbook
from bot.imports.clerk import Clerk
from bot.imports.sheet_reader import SandboxedSheets
from bot.rehearsal.clock import MovedClock
from forms.rosters import MEMBERS, SOCIETIES
from forms.sheets import write_rows
from handlers.people.importing.exporting import roster_table, societies_table
from handlers.people.sheets import changes
from storage.archive import Archive
from storage.encryption import Vault
from storage.engine import Database
from storage.files import Shelf
from storage.imports import ImportState
from storage.journal import Entry
from storage.keys import fresh_key
from storage.roles import Role
from storage.schema import migrate

SIZES = (20, 2000)


class NoLinks:
    """Nobody is invited here."""

    async def page(self, payload: str) -> str:
        return payload

    async def telegram(self, _payload: str) -> str | None:
        return None


@dataclass(kw_only=True)
class Office:
    """A clerk over a database of its own, and somebody who sends tables."""

    database: Database
    shelf: Shelf
    clock: MovedClock
    person_id: str

    def clerk(self) -> Clerk:
        return Clerk(
            database=self.database,
            shelf=self.shelf,
            clock=self.clock,
            reader=SandboxedSheets(),
            links=NoLinks(),
            invitation_days=7,
        )

    async def send(self, kind: str, content: bytes) -> str:
        self.shelf.put(content)
        async with self.database.writing() as work:
            archive, now = Archive(work), self.clock.now()
            file = await archive.files.add(self.person_id, "表.xlsx", content, now, None)
            chat = ("web", 1, 5)
            return await archive.imports.receive(kind, self.person_id, file.id, chat, now)

    async def turn(self, identity: str, former: ImportState, to: ImportState) -> bool:
        async with self.database.writing() as work:
            return await Archive(work).imports.turn(identity, former, to, self.clock.now())

    async def approve(self, identity: str) -> None:
        assert await self.turn(identity, ImportState.CHECKED, ImportState.APPROVED)

    async def take_in(self, kind: str, content: bytes) -> dict[str, Any]:
        """Checked, approved if there is something to do, written: what the journal says."""
        identity = await self.send(kind, content)
        await self.clerk().work_off()
        if await self.turn(identity, ImportState.CHECKED, ImportState.APPROVED):
            await self.clerk().work_off()
        return (await self.entry(identity)).detail

    async def entry(self, identity: str) -> Entry:
        async with self.database.reading() as work:
            (entry,) = await Archive(work).journal.entries(about=identity)
        return entry

    async def kept(self) -> list[tuple[Any, ...]]:
        async with self.database.reading() as work:
            archive = Archive(work)
            return [
                (each.society, each.name, each.identity, each.mobile, each.workplace)
                for society in await archive.societies.all()
                for each in await archive.members.page(society.id, most=10**6)
            ]

    async def told(self) -> list[str]:
        async with self.database.reading() as work:
            rows = await Archive(work).deliveries.due(1, self.clock.now(), most=1000)
        return [row.payload for row in rows]


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    url, vault, clock = f"sqlite:///{tmp_path / 'test.db'}", Vault([fresh_key()]), MovedClock()
    await migrate(url)
    database = Database(url, vault)
    async with database.writing() as work:
        person = await Archive(work).people.welcome(1, 5, "工作人员", clock.now())
        await Archive(work).roles.give(person.id, Role.STAFF, None, clock.now(), given_by=None)
    shelf = Shelf(folder=tmp_path / "files", vault=vault)
    yield Office(database=database, shelf=shelf, clock=clock, person_id=person.id)
    await database.close()


def wanted() -> set[tuple[Any, ...]]:
    fields = ("society", "name", "identity", "mobile", "workplace")
    return {tuple(row[name] for name in fields) for row in member_rows(SIZES[1], SIZES[0])}


async def test_nothing_is_lost_and_nothing_comes_twice(office: Office) -> None:
    first = await office.take_in("societies", workbook("societies", *SIZES))
    assert (first["new"], first.get("bad", 0)) == (SIZES[0], 0)
    first = await office.take_in("members", workbook("members", *SIZES))
    assert (first["new"], first.get("changed", 0), first.get("bad", 0)) == (SIZES[1], 0, 0)
    kept = await office.kept()
    assert (len(kept), set(kept)) == (SIZES[1], wanted())
    again = await office.take_in("members", workbook("members", *SIZES))
    assert (again["same"], again.get("new", 0), again.get("changed", 0)) == (SIZES[1], 0, 0)
    # The uploads are gone; only what is still to be fetched remains.
    async with office.database.reading() as work:
        assert await Archive(work).files.of(office.person_id) == []


async def until(office: Office, identity: str, rows: int) -> None:
    while True:
        async with office.database.reading() as work:
            found = await Archive(work).imports.get(identity)
        if found and found.counts.get("new", 0) >= rows:
            return
        await asyncio.sleep(0.005)


async def test_killed_again_and_again_it_counts_once(office: Office) -> None:
    await office.take_in("societies", workbook("societies", *SIZES))
    identity = await office.send("members", workbook("members", *SIZES))
    await office.clerk().work_off()
    await office.approve(identity)
    for rows in (300, 900, 1500):
        work = asyncio.ensure_future(office.clerk().work_off())
        await until(office, identity, rows)
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        assert await office.clerk().work_off() == 0  # somebody holds the lease still
        office.clock.advance(timedelta(minutes=3))
    await office.clerk().work_off()
    assert (await office.entry(identity)).detail["new"] == SIZES[1]
    kept = await office.kept()
    assert (len(kept), set(kept)) == (SIZES[1], wanted())


async def test_stopped_halfway(office: Office) -> None:
    await office.take_in("societies", workbook("societies", *SIZES))
    identity = await office.send("members", workbook("members", *SIZES))
    await office.clerk().work_off()
    await office.approve(identity)
    told = len(await office.told())
    work = asyncio.ensure_future(office.clerk().work_off())
    await until(office, identity, 300)
    assert await office.turn(identity, ImportState.APPROVED, ImportState.CANCELLED)
    await work
    assert 300 <= len(await office.kept()) < SIZES[1]
    assert len(await office.told()) == told  # whoever stopped it has been told


async def test_a_file_that_is_gone_or_broken_is_said(office: Office) -> None:
    await office.send("members", b"no workbook")
    await office.clerk().work_off()
    assert "没有收" in (await office.told())[-1]
    await office.send("members", b"gone")
    for path in office.shelf.folder.glob("*"):
        path.unlink()
    await office.clerk().work_off()
    assert "已经不在了" in (await office.told())[-1]


async def test_what_always_fails_is_given_up(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(Clerk, "_check", fail)
    identity = await office.send("societies", workbook("societies", 1, 1))
    for _ in range(3):
        await office.clerk().work_off()
        office.clock.advance(timedelta(minutes=3))
    assert (await office.entry(identity)).action == "import refused"
    assert "没能处理完" in (await office.told())[-1]


async def end_role(office: Office) -> None:
    async with office.database.writing() as work:
        roles, now = Archive(work).roles, office.clock.now()
        for standing in await roles.of(office.person_id, now):
            await roles.end(standing.id, now, ended_by=None)


@pytest.mark.parametrize("checked", [False, True])
async def test_what_was_sent_with_a_role_is_not_written_without(
    office: Office, checked: bool
) -> None:
    identity = await office.send("societies", workbook("societies", 3, 1))
    if checked:
        await office.clerk().work_off()
        await office.approve(identity)
    await end_role(office)
    await office.clerk().work_off()
    assert (await office.entry(identity)).action == "import refused"
    assert "没有办理这件事的身份" in (await office.told())[-1]
    async with office.database.reading() as work:
        assert await Archive(work).societies.all() == []
        assert await Archive(work).files.of(office.person_id) == []


async def test_a_role_that_ends_halfway_ends_the_writing(office: Office) -> None:
    await office.take_in("societies", workbook("societies", *SIZES))
    identity = await office.send("members", workbook("members", *SIZES))
    await office.clerk().work_off()
    await office.approve(identity)
    working = asyncio.create_task(office.clerk().work_off())
    await until(office, identity, 1)
    await end_role(office)
    await working
    assert (await office.entry(identity)).action == "import refused"
    assert 0 < len(await office.kept()) < SIZES[1]


async def test_a_door_that_was_left_hears_nothing_more(office: Office) -> None:
    """What comes of a table may hold codes that open the house."""
    await office.send("societies", workbook("societies", 3, 1))
    async with office.database.writing() as work:
        people = Archive(work).people
        await people.unlink(1, 5)
        await people.welcome(1, 5, "下一位", office.clock.now())
    await office.clerk().work_off()
    assert await office.told() == []


NAMES = ("<b>粗", '=HYPERLINK("https://example.org","点")', "+1学会", "＝1学会", "_*[]学会", "@a")


async def test_no_name_is_ever_a_formula(office: Office) -> None:
    """reliability.md, figure 16: in, out, and in again; the same text everywhere."""
    rows = [{"name": name, "address": name} for name in NAMES]
    found = await office.take_in("societies", write_rows(SOCIETIES, rows))
    assert found["new"] == len(NAMES)
    people = [
        {"society": name, "name": "张云", "identity": identity(number), "workplace": name}
        for number, name in enumerate(NAMES)
    ]
    found = await office.take_in("members", write_rows(MEMBERS, people))
    assert found["new"] == len(NAMES)
    async with office.database.reading() as work:
        archive = Archive(work)
        known = {each.name for each in await archive.societies.all()}
        tables = [
            (await societies_table(archive, whole=True))[0],
            (await roster_table(archive, None, whole=True))[0],
            (await roster_table(archive, None, whole=False))[0],
        ]
    for content in tables:
        cells = [c for row in load_workbook(BytesIO(content)).active.iter_rows() for c in row]  # type: ignore[union-attr]
        assert [cell.value for cell in cells if cell.data_type == "f"] == []
        assert known <= {cell.value for cell in cells}
    assert (await office.take_in("societies", tables[0]))["same"] == len(NAMES)
    assert (await office.take_in("members", tables[1]))["same"] == len(NAMES)
    texts = "".join(await office.told())
    assert "<b>粗" not in texts


def test_names_are_text_in_a_chat() -> None:
    shown = changes.shown(SOCIETIES, "address", "<b>粗</b>")
    assert shown == "&lt;b&gt;粗&lt;/b&gt;"


def test_the_made_up_rows_are_the_same_every_time() -> None:
    assert list(member_rows(100, 3)) == list(member_rows(100, 3))
    assert len({row["identity"] for row in member_rows(*SIZES[::-1])}) == SIZES[1]
    assert len({row["uscc"] for row in society_rows(200)}) == 200

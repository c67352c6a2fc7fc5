"""Imports: leased, noted, turned once; namesakes as of a moment."""

from datetime import timedelta

from storage.archive import Archive
from storage.clock import SystemClock
from storage.engine import Database
from storage.imports import LEASE, ImportState
from storage.member import MemberState

NOW = SystemClock().now().replace(microsecond=0)


async def test_whoever_notes_keeps_the_lease(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        person = await archive.people.welcome(1, 1, "甲", NOW)
        file = await archive.files.add(person.id, "表.xlsx", b"x", NOW, None)
        imports = archive.imports
        assert not await imports.waiting(NOW)
        identity = await imports.receive("members", person.id, file.id, ("web", 1, 1), NOW)
        assert await imports.waiting(NOW)
        assert (await imports.take(NOW)) == await imports.get(identity)
        assert not await imports.waiting(NOW + LEASE / 2)
        received, later = ImportState.RECEIVED, NOW + LEASE / 2
        assert await imports.note(identity, received, {"new": 3}, later)
        assert not await imports.waiting(NOW + LEASE + timedelta(seconds=1))
        assert await imports.waiting(later + LEASE + timedelta(seconds=1))
        assert await imports.turn(identity, received, ImportState.CANCELLED, later)
        assert not await imports.note(identity, received, {"new": 4}, later)
        found = await imports.get(identity)
        assert found and found.counts == {"new": 3}


async def test_namesakes_as_of_a_moment(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        home, other = [
            await archive.societies.add({"kind": "society", "name": n, "status": "active"}, NOW)
            for n in ("甲学会", "乙学会")
        ]
        for society, name, at in (
            (home, "张云", NOW),
            (home, "张云", NOW + timedelta(hours=2)),
            (home, "李岚", NOW),
            (other, "张云", NOW),
        ):
            await archive.members.add(society, {"name": name}, MemberState.UNVERIFIED, at)
        moment = NOW + timedelta(hours=1)
        found = await archive.members.namesakes(["张云", "无"], [home], moment)
        assert [(each.society_id, each.name) for each in found] == [(home, "张云")]

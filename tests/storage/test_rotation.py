"""A rotation loses nothing: not while others write, not when it is killed."""

import asyncio
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import update

from storage.archive import Archive
from storage.encryption import CannotOpen, Key, Vault
from storage.files import Shelf
from storage.keys import fresh_key, keep_keys, kept_keys
from storage.members import MemberState
from storage.rotation import FILES, Rotation
from storage.schema import migrate
from storage.sealed import SEALED, UNKNOWN
from storage.tables import members
from tests.storage.holdings import (
    CODE,
    CONTENT,
    IDENTITY,
    NOW,
    PAYLOAD,
    TOKEN,
    Kept,
    fill,
    identity,
    mobile,
    opened,
)


@pytest.fixture
async def kept(url: str, tmp_path: Path) -> AsyncIterator[Kept]:
    await migrate(url)
    kept = opened(tmp_path / "data", url)
    yield kept
    await kept.database.close()


def new_key(kept: Kept) -> tuple[Key, Key]:
    """A second key before the first; (new, old)."""
    (old,) = kept_keys(kept.folder)
    new = fresh_key()
    keep_keys(kept.folder, [new, old])
    return new, old


def rotation_of(kept: Kept) -> Rotation:
    return Rotation(database=kept.database, shelf=kept.shelf)


def drop_old(kept: Kept) -> None:
    keep_keys(kept.folder, kept_keys(kept.folder)[:1])


async def look(kept: Kept) -> None:
    """Everything reads back and is found by its index."""
    async with kept.database.reading() as work:
        archive = Archive(work)
        (member,) = await archive.members.by_number("identity", IDENTITY)
        assert (member.identity, member.mobile) == (IDENTITY, mobile(0))
        assert [each.name for each in await archive.members.by_number("mobile", mobile(1))]
        invitation = await archive.invitations.by_token(TOKEN)
        assert invitation
        assert invitation == await archive.invitations.by_code(CODE, NOW)
        person = await archive.people.at(1, 42, NOW)
        assert person
        assert await archive.drafts.get(person.id, "filing") == {"identity": IDENTITY}
        (correction,) = await archive.corrections.waiting()
        assert correction.after == "1"
        (delivery,) = await archive.deliveries.due(1, NOW)
        assert delivery.payload == PAYLOAD
        (file,) = await archive.files.of(person.id)
    assert kept.shelf.take(file.digest) == CONTENT


async def opened_by(kept: Kept, key: Key) -> int:
    """How many values and files this key alone opens."""
    vault, count = Vault([key]), 0
    async with kept.database.reading() as work:
        for sealed in SEALED:
            async for row in sealed.rows(work):
                try:
                    sealed.opened(row, vault)
                    count += 1
                except CannotOpen:
                    continue
    return count + sum(kept.shelf.key_of(each) == key.id for each in kept.shelf.digests())


async def test_everything_moves_to_the_new_key(kept: Kept) -> None:
    await fill(kept, members=700)  # more than a batch
    new, old = new_key(kept)
    rotation, done = rotation_of(kept), list[int]()
    before = await rotation.left()
    assert before == {new.id: 0, old.id: before.total(), UNKNOWN: 0}
    await look(kept)  # with the new key current and nothing moved
    await rotation.reseal(done.append)
    assert sum(done) == before.total()
    assert not await rotation.remaining()
    assert await rotation.finish(lambda: drop_old(kept))
    assert kept_keys(kept.folder) == (new,)
    assert kept.vault.keys == (new,)
    await look(kept)
    assert await opened_by(kept, old) == 0
    assert await opened_by(kept, new) == before.total()


async def test_half_way_everything_is_found(kept: Kept) -> None:
    await fill(kept)
    new_key(kept)
    rotation = rotation_of(kept)
    for sealed in SEALED:
        await rotation._reseal_column(sealed, lambda _count: None)
        await look(kept)
    assert not await rotation.finish(lambda: pytest.fail("a file is still under the old key"))


async def test_others_write_meanwhile(kept: Kept) -> None:
    """A second process's connection and vault: adds, changes, looks up; nothing is lost."""
    await fill(kept, members=1200)
    other = opened(kept.folder, kept.url)
    new, old = new_key(kept)
    going, added = True, list[int]()

    async def write() -> None:
        number = 5000
        while going:
            async with other.database.writing() as work:
                archive = Archive(work)
                (first,) = await archive.members.by_number("identity", identity(number % 1200))
                await archive.members.change(first.id, {"mobile": mobile(number)}, NOW)
                values = {"name": "新会员", "identity": identity(number)}
                await archive.members.add(first.society_id, values, MemberState.UNVERIFIED, NOW)
            added.append(number)
            number += 1
            await asyncio.sleep(0)

    async def rotate() -> None:
        nonlocal going
        try:
            rotation = rotation_of(kept)
            for _ in range(20):
                await rotation.reseal(lambda _count: None)
                if await rotation.finish(lambda: drop_old(kept)):
                    return
            pytest.fail("never finished")
        finally:
            going = False

    await asyncio.gather(write(), rotate())
    assert added
    assert await opened_by(kept, old) == 0
    async with kept.database.reading() as work:
        archive = Archive(work)
        for number in added:
            (changed,) = await archive.members.by_number("identity", identity(number % 1200))
            assert changed.mobile
            assert len(await archive.members.by_number("identity", identity(number))) == 1
        last = await archive.members.by_number("mobile", mobile(added[-1]))
        assert [each.identity for each in last] == [identity(added[-1] % 1200)]
    assert kept.vault.keys == (new,)
    await other.database.close()


async def test_a_value_that_does_not_open_keeps_the_old_key(kept: Kept) -> None:
    await fill(kept)
    _, old = new_key(kept)
    strange = Vault([fresh_key()]).seal("1", "elsewhere")
    async with kept.database.writing() as work:
        first = members.c.identity_index == kept.vault.indices("identity", IDENTITY)[1]
        await work.run(update(members).where(first).values(mobile=strange))
    digest = sha256(CONTENT).hexdigest()
    (kept.shelf.folder / digest).write_bytes(old.id.encode() + b"\nnot sealed by anybody")
    rotation = rotation_of(kept)
    await rotation.reseal(lambda _count: None)
    assert rotation.unreadable == {"members.mobile": 1, FILES: 1}
    assert await rotation.left() == {kept.vault.current: 20, old.id: 1, UNKNOWN: 1}
    assert not await rotation.finish(lambda: pytest.fail("something is left"))


async def test_twins_that_came_in_under_two_keys(kept: Kept) -> None:
    """A process without the new key adds whom another has just added with it."""
    await fill(kept, members=1)
    _, old = new_key(kept)
    async with kept.database.writing() as work:
        work.vault = Vault([old])
        archive = Archive(work)
        (known,) = await archive.members.by_number("identity", IDENTITY)
        work.vault = Vault([kept.vault.keys[0]])  # the other does not see the old index
        values = {"name": "同一人", "identity": IDENTITY}
        await archive.members.add(known.society_id, values, MemberState.UNVERIFIED, NOW)
    rotation = rotation_of(kept)
    await rotation.reseal(lambda _count: None)
    assert rotation.twins == 1
    assert await rotation.finish(lambda: drop_old(kept))
    async with kept.database.reading() as work:
        archive = Archive(work)
        assert len(await archive.members.by_number("identity", IDENTITY)) == 1
        everybody = await archive.members.named("会员0") + await archive.members.named("同一人")
    assert [each.identity for each in everybody] == [IDENTITY, IDENTITY]


async def test_what_was_kept_in_the_clear_is_sealed_too(kept: Kept) -> None:
    await fill(kept)
    kept_vault = kept.database.vault
    kept.database.vault = Vault(())
    async with kept.database.writing() as work:
        await Archive(work).deliveries.post(1, 43, "SendMessage", '{"text": "旧"}', NOW)
    kept.database.vault = kept_vault
    new_key(kept)
    rotation = rotation_of(kept)
    assert (await rotation.left())[UNKNOWN] == 1
    await rotation.reseal(lambda _count: None)
    assert not await rotation.remaining()
    async with kept.database.reading() as work:
        rows = await Archive(work).deliveries.due(1, NOW)
    assert [row.payload for row in rows] == [PAYLOAD, '{"text": "旧"}']


def test_a_vault_follows_its_file(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    kept = opened(tmp_path, f"sqlite:///{tmp_path / 'unused.db'}")
    sealed = kept.vault.seal("甲", "here")
    new, old = new_key(kept)
    assert (kept.vault.current, kept.vault.open(sealed, "here")) == (new.id, "甲")
    assert len(kept.vault.indices("kind", "甲")) == 2
    (tmp_path / "data.keys").write_text("nonsense")
    assert kept.vault.keys == (new, old)
    assert "former" in caplog.text
    keep_keys(tmp_path, [new])
    with pytest.raises(CannotOpen):
        kept.vault.open(sealed, "here")


async def test_the_end_waits_for_nobody_who_waits_for_it(kept: Kept) -> None:
    """PostgreSQL: a transaction under way is not ended for a deadlock; the walk comes again."""
    if kept.database.is_sqlite:
        return  # the one write lock is waited for
    await fill(kept)
    new_key(kept)
    rotation = rotation_of(kept)
    async with kept.database.writing() as work:
        await work.run(update(members).values(name="改名"))
        await rotation.reseal(lambda _count: None)  # what is held is left for later
        assert await rotation.remaining() == 6
        assert not await rotation.finish(lambda: pytest.fail("somebody writes"))
    await rotation.reseal(lambda _count: None)
    assert await rotation.finish(lambda: drop_old(kept))
    async with kept.database.reading() as work:
        (member,) = await Archive(work).members.by_number("identity", IDENTITY)
    assert (member.name, member.mobile) == ("改名", mobile(0))


async def test_what_was_erased_does_not_come_back(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody's file goes between the reading and the writing."""
    await fill(kept)
    new_key(kept)
    digest = sha256(CONTENT).hexdigest()
    take = type(kept.shelf).take

    def take_and_lose(shelf: Shelf, wanted: str) -> bytes:
        content = take(shelf, wanted)
        (shelf.folder / wanted).unlink()
        return content

    monkeypatch.setattr(Shelf, "take", take_and_lose)
    rotation = rotation_of(kept)
    await rotation.reseal(lambda _count: None)
    assert list(kept.shelf.folder.iterdir()) == []
    assert rotation.unreadable == {}
    assert kept.shelf.key_of(digest) is None
    assert not await rotation.remaining()

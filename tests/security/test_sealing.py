"""What is sealed opens in its own place, with its own key, and nowhere else."""

from base64 import urlsafe_b64decode
from pathlib import Path

import pytest
from sqlalchemy import select, update

from storage.archive import Archive
from storage.clock import SystemClock
from storage.encryption import LOCKED, NONCE_BYTES, CannotOpen, Key, NoKeys, Vault
from storage.engine import Database
from storage.members import MemberState
from storage.schema import migrate
from storage.tables import members
from tests.forms.numbers import identity

NUMBER = identity("53010119900101123")
HERE, ROW, COLUMN = "members.identity.a", "members.identity.b", "members.mobile.a"
FIRST, SECOND = Key(id="k1", secret=b"1" * 32), Key(id="k2", secret=b"2" * 32)
VAULT = Vault([FIRST])
NOW = SystemClock().now()


@pytest.mark.parametrize("place", [ROW, COLUMN, "", f"{HERE} "])
def test_it_does_not_open_in_another_place(place: str) -> None:
    sealed, content = VAULT.seal(NUMBER, HERE), VAULT.seal_bytes(b"docx", HERE)
    assert (VAULT.open(sealed, HERE), VAULT.open_bytes(content, HERE)) == (NUMBER, b"docx")
    with pytest.raises(CannotOpen):
        VAULT.open(sealed, place)
    with pytest.raises(CannotOpen):
        VAULT.open_bytes(content, place)


def test_every_sealing_has_its_own_nonce() -> None:
    sealed = [VAULT.seal(NUMBER, HERE) for _ in range(10_000)]
    bodies = [urlsafe_b64decode(each.partition(".")[2]) for each in sealed]
    assert len({body[:NONCE_BYTES] for body in bodies}) == 10_000
    assert NUMBER not in "".join(sealed)


def test_without_keys_nothing_is_sealed_opened_or_looked_up() -> None:
    sealed = VAULT.seal(NUMBER, HERE)
    for refused in (
        lambda: LOCKED.seal(NUMBER, HERE),
        lambda: LOCKED.open(sealed, HERE),
        lambda: LOCKED.seal_bytes(b"docx", HERE),
        lambda: LOCKED.open_bytes(b"k1\nxxxxxxxxxxxxxxxxxxxx", HERE),
        lambda: LOCKED.index("identity", NUMBER),
    ):
        with pytest.raises(NoKeys):
            refused()


def test_a_wrong_key_opens_nothing_whatever_it_is_called() -> None:
    sealed = VAULT.seal(NUMBER, HERE)
    for wrong in (Vault([SECOND]), Vault([Key(id="k1", secret=b"3" * 32)])):
        with pytest.raises(CannotOpen) as refusal:
            wrong.open(sealed, HERE)
        assert NUMBER not in str(refusal.value)
    assert Vault([SECOND, FIRST]).open(sealed, HERE) == NUMBER


@pytest.mark.parametrize("place", [0, NONCE_BYTES, -1])
def test_a_changed_bit_is_noticed(place: int) -> None:
    content = bytearray(VAULT.seal_bytes(NUMBER.encode(), HERE))
    start = content.index(b"\n") + 1
    content[start + place if place >= 0 else place] ^= 1
    with pytest.raises(CannotOpen):
        VAULT.open_bytes(bytes(content), HERE)


def test_an_index_meets_its_like_and_tells_nothing() -> None:
    assert VAULT.index("identity", NUMBER) == VAULT.index("identity", NUMBER)
    others = {
        VAULT.index("mobile", NUMBER),
        VAULT.index("identity", NUMBER[:-1]),
        Vault([SECOND]).index("identity", NUMBER),
    }
    assert len(others | {VAULT.index("identity", NUMBER)}) == 4
    assert NUMBER[-4:] not in VAULT.index("identity", NUMBER)[:4]


async def test_a_number_copied_to_another_member_is_not_theirs(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'test.db'}"
    await migrate(url)
    database = Database(url, VAULT)
    async with database.writing() as work:
        archive = Archive(work)
        society = await archive.societies.add(
            {"kind": "society", "name": "材料学会", "status": "active"}, NOW
        )
        rows = [
            (society, {"name": name, "identity": number}, MemberState.VERIFIED)
            for name, number in (("张三", NUMBER), ("李四", None))
        ]
        first, second = await archive.members.add_many(rows, NOW)
        sealed = (
            await work.run(select(members.c.identity).where(members.c.id == first))
        ).scalar_one()
        for column in ("identity", "mobile"):
            target = second if column == "identity" else first
            await work.run(update(members).where(members.c.id == target).values({column: sealed}))
            with pytest.raises(CannotOpen):
                await archive.members.get(target)
    await database.close()

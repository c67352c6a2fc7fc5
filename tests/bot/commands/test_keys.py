"""`xuehui keys`: printed, counted without being shown, changed while others work."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

import bot.commands.keys
from storage.archive import Archive
from storage.encryption import Vault
from storage.keys import fresh_key, keep_keys, kept_keys, nobody_else, parse, written
from storage.rotation import Rotation
from storage.schema import migrate
from tests.bot.commands.conftest import Call
from tests.bot.commands.test_processes import environment
from tests.effort import PATIENCE_SECONDS
from tests.forked import ForkedProcess
from tests.storage.holdings import IDENTITY, Kept, fill, identity, opened


@pytest.fixture(autouse=True)
def no_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.commands.keys, "GRACE_SECONDS", 0.3)


def filled(data: Path, members: int = 3) -> Kept:
    url = f"sqlite:///{data / 'xuehui.db'}"
    kept = opened(data, url)

    async def work() -> None:
        await migrate(url)
        await fill(kept, members=members)
        await kept.database.close()

    asyncio.run(work())
    return kept


async def found(kept: Kept) -> str | None:
    async with kept.database.reading() as work:
        (member,) = await Archive(work).members.by_number("identity", IDENTITY)
    await kept.database.close()
    return member.identity


def test_a_new_key_is_printed(call: Call) -> None:
    first, second = parse(call("keys", "new").out), parse(call("keys", "new").out)
    assert first != second
    assert len(first[0].secret) == 32


def test_keys_are_counted_and_never_shown(call: Call, tmp_path: Path) -> None:
    kept = filled(tmp_path / "data")
    (key,) = kept.vault.keys
    called = call("keys", "list")
    assert called.out == f"{key.id}　当前　22 项\n"
    assert written([key]).split(":")[1].strip() not in called.out


def test_rotation_of_the_data_folder(call: Call, tmp_path: Path) -> None:
    kept = filled(tmp_path / "data")
    (old,) = kept.vault.keys
    called = call("keys", "rotate")
    assert called.code == 0
    (new,) = kept_keys(tmp_path / "data")
    assert called.out.startswith(f"完成：全部改用密钥 {new.id}，旧密钥已作废。")
    assert new != old
    assert (tmp_path / "data/data.keys").stat().st_mode & 0o777 == 0o600
    assert asyncio.run(found(kept)) == IDENTITY
    assert call("keys", "list").out == f"{new.id}　当前　22 项\n"


def test_rotation_of_the_setting(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = filled(tmp_path / "data")
    old, new = *kept.vault.keys, fresh_key()
    monkeypatch.setenv("XUEHUI_KEYS", written([new, old]).replace("\n", ","))
    called = call("keys", "rotate")
    assert "正在运行的学会助手必须同时有新旧密钥" in called.err
    assert called.out == (
        f"完成：全部改用密钥 {new.id}。现在可以从 XUEHUI_KEYS 里去掉：{old.id}。\n"
    )
    assert call("keys", "rotate").out == "全部数据都已用当前密钥封存，没有要做的。\n"
    assert kept_keys(tmp_path / "data") == (old,)  # not ours to change
    monkeypatch.setenv("XUEHUI_KEYS", written([new]).strip())
    assert "✗" not in call("doctor").out
    kept.database.vault = Vault([new])
    assert asyncio.run(found(kept)) == IDENTITY


def test_one_at_a_time(call: Call, tmp_path: Path) -> None:
    with nobody_else(tmp_path / "data"):
        for words in (["keys", "rotate"], ["backup", "b.tar"]):
            (tmp_path / "data/xuehui.db").touch()
            called = call(*words)
            assert called.code == 1
            assert called.err == "密钥正在轮换，或正在备份，请等它完成后再试。\n"
    assert not (tmp_path / "b.tar").exists()


def test_what_does_not_open_is_said(call: Call, tmp_path: Path) -> None:
    kept = filled(tmp_path / "data")
    (old,) = kept.vault.keys
    digest = kept.shelf.digests()[0]
    (kept.shelf.folder / digest).write_bytes(old.id.encode() + b"\nbroken")
    called = call("keys", "rotate")
    assert called.code == 1
    assert called.err.endswith(
        "有 1 项打不开，原样未动，旧密钥先留着。请用 xuehui doctor 查看，或从备份恢复。\n"
    )
    assert kept_keys(tmp_path / "data")[1:] == (old,)
    assert "密钥还没有轮换完（剩 1 项），请运行 xuehui keys rotate。" in call("doctor").out


async def test_killed_again_and_again(tmp_path: Path) -> None:
    """SIGKILL once some of it has moved, three times; then it ends, with nothing lost."""
    data = tmp_path / "data"
    kept = await asyncio.to_thread(filled, data, 6000)
    (old,) = kept.vault.keys
    rotation = Rotation(database=kept.database, shelf=kept.shelf)
    seen = []
    for wanted in (0, 3000, 7000):
        process = ForkedProcess(["keys", "rotate"], environment(data), data, {})
        async with asyncio.timeout(PATIENCE_SECONDS):
            while kept.vault.current == old.id or (await moved(rotation)) < wanted:  # noqa: ASYNC110 - it happens in another process
                await asyncio.sleep(0.002)
        process.kill()
        await process.wait()
        seen.append(await moved(rotation))
        assert len(kept_keys(data)) == 2
        assert kept_keys(data)[1] == old
        assert await found(kept) == IDENTITY
    assert 0 < seen[1] <= seen[2] < (await rotation.left()).total()
    new = kept.vault.keys[0]
    await asyncio.to_thread(bot.commands.keys.rotate)
    assert kept_keys(data) == (new,)
    assert await rotation.left() == {new.id: 12016, "": 0}
    assert await found(kept) == IDENTITY


def test_another_process_writes_meanwhile(call: Call, tmp_path: Path) -> None:
    """It notices the new key by itself; what it wrote before, between and after is found."""
    data = tmp_path / "data"
    kept = filled(data, 2000)
    (old,) = kept.vault.keys
    script = Path(__file__).parent / "keep_writing.py"
    command = [sys.executable, str(script), str(data)]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert writer.stdout
    try:
        writer.stdout.readline()
        assert call("keys", "rotate").code == 0
        went_on = int(writer.stdout.readline())
        while int(writer.stdout.readline()) < went_on + 10:
            assert writer.poll() is None
    finally:
        writer.kill()
        ended = int(writer.communicate()[0].split()[-1])
    (new,) = kept_keys(data)
    assert new != old
    listed = call("keys", "list").out
    assert listed.startswith(f"{new.id}　当前　")
    assert "另有" not in listed
    assert asyncio.run(numbers(kept, ended)) == [1] * (ended - 10_000 + 1)


async def numbers(kept: Kept, ended: int) -> list[int]:
    """How many members each of the writer's numbers leads to."""
    async with kept.database.reading() as work:
        members = Archive(work).members
        found = [
            len(await members.by_number("identity", identity(number)))
            for number in range(10_000, ended + 1)
        ]
    await kept.database.close()
    return found


async def moved(rotation: Rotation) -> int:
    return (await rotation.left())[rotation.shelf.vault.current]


def test_an_interrupted_rotation_goes_on(call: Call, tmp_path: Path) -> None:
    kept = filled(tmp_path / "data")
    (old,) = kept.vault.keys
    new = fresh_key()
    keep_keys(tmp_path / "data", [new, old])
    called = call("keys", "rotate")
    assert called.err.startswith("接着做上次没有做完的轮换。")
    assert kept_keys(tmp_path / "data") == (new,)

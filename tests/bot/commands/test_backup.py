"""`xuehui backup` and `restore`: what comes back is what was there, or nothing is touched."""

import asyncio
import io
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from aiogram import Bot
from aiogram.methods import SendMessage

from bot.app import House, build_house
from bot.channels.kept import KeptFiles
from bot.reception import HANDLING
from bot.rehearsal.quiet import QuietDoor
from bot.rehearsal.telegram import StrictTelegram
from bot.settings import load_settings
from handlers.help.texts import HELP
from knowledge.library import Library
from knowledge.vectors import owning
from storage.archive import Archive
from storage.schema import migrate
from tests.bot.commands.conftest import Call
from tests.storage.holdings import IDENTITY, NOW, Kept, fill, identity, opened
from tests.storage.postgresql import create_database, drop_database, server

Parts = list[tuple[tarfile.TarInfo, bytes]]


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """A data folder with something of everything."""
    data = tmp_path / "data"
    kept = opened(data, f"sqlite:///{data / 'xuehui.db'}")

    async def work() -> None:
        await migrate(kept.url)
        await fill(kept, members=40)
        await kept.database.close()

    asyncio.run(work())
    (data / "signing.key").write_text("the page's own")
    return kept


@pytest.fixture
def elsewhere(kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Path]:
    """From now on another data folder is meant."""

    def move() -> Path:
        monkeypatch.setenv("XUEHUI_DATA", str(tmp_path / "other"))
        return tmp_path / "other"

    return move


def rows(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    connection = sqlite3.connect(file)
    names = connection.execute("select name from sqlite_master where type = 'table'").fetchall()
    found = {
        name: sorted(connection.execute(f'select * from "{name}"').fetchall(), key=repr)
        for (name,) in names
    }
    connection.close()
    return found


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "files").iterdir()}


def parts(archive: Path) -> Parts:
    with tarfile.open(archive) as tar:
        return [(each, tar.extractfile(each).read()) for each in tar.getmembers()]  # type: ignore[union-attr]


def pack(archive: Path, members: Parts) -> None:
    with tarfile.open(archive, "w") as tar:
        for info, content in members:
            info.size = len(content) if info.isreg() else 0
            tar.addfile(info, io.BytesIO(content))


def test_the_same_comes_back(
    kept: Kept, call: Call, tmp_path: Path, elsewhere: Callable[[], Path]
) -> None:
    archive = tmp_path / "b.tar"
    called = call("backup", archive)
    assert called.code == 0
    assert called.out.startswith(f"已备份到 {archive}：")
    assert "2 个文件" in called.out
    assert "备份里有密钥：谁拿到这个文件，谁就能读出全部个人信息，请妥善保管。" in called.out
    assert archive.stat().st_mode & 0o777 == 0o600
    assert not list(tmp_path.glob("*.part*"))
    assert IDENTITY.encode() not in archive.read_bytes()
    other = elsewhere()
    restored = call("restore", archive)
    assert (restored.code, restored.err) == (0, "")
    assert "✓ 检查过了：行数相符，日志完整，94 项封存的信息都能打开，文件齐全。" in restored.out
    assert rows(other / "xuehui.db") == rows(kept.folder / "xuehui.db")
    assert contents(other) == contents(kept.folder)
    for name in ("data.keys", "signing.key"):
        assert (other / name).read_bytes() == (kept.folder / name).read_bytes()
        assert (other / name).stat().st_mode & 0o777 == 0o600
    back = opened(other, f"sqlite:///{other / 'xuehui.db'}")
    assert asyncio.run(read_back(back, IDENTITY)) == [IDENTITY]
    assert "✗" not in call("doctor").out


async def read_back(kept: Kept, number: str) -> list[str | None]:
    async with kept.database.reading() as work:
        archive = Archive(work)
        found = [each.identity for each in await archive.members.by_number("identity", number)]
        person = await archive.people.at(1, 42, NOW)
        assert person
        assert {file.digest for file in await archive.files.of(person.id)} <= set(
            kept.shelf.digests()
        )
    await kept.database.close()
    return found


def test_a_house_opens_on_what_was_restored(
    kept: Kept, call: Call, tmp_path: Path, elsewhere: Callable[[], Path]
) -> None:
    """And goes on where the former one stopped: the sealed update is handled, the reply sent."""
    call("backup", tmp_path / "b.tar")
    elsewhere()
    call("restore", tmp_path / "b.tar")

    said = []

    class Listening(StrictTelegram):
        async def _send(self, bot: Bot, method: SendMessage) -> dict[str, Any]:
            said.append(method.text)
            return await super()._send(bot, method)

    async def live() -> dict[str, int]:
        def hang(house: House) -> list[QuietDoor]:
            files = KeptFiles(database=house.database, shelf=house.shelf)
            return [QuietDoor(bot=Bot("1:restored", session=Listening(files)))]

        house = build_house(
            load_settings(),
            Library(vectors=None, embedder=None),
            hang=hang,
        )
        await house.open()
        await house.nursery.settle(HANDLING, seconds=10)
        async with house.database.reading() as work:
            archive = Archive(work)
            (member,) = await archive.members.by_number("identity", identity(3))
            assert member.name == "会员3"
            counted = await archive.deliveries.count()
        await house.close()
        return counted

    assert asyncio.run(live()) == {"sent": 2}
    assert said[0] == "好"
    assert HELP in said


def test_while_another_process_writes(
    kept: Kept, call: Call, tmp_path: Path, elsewhere: Callable[[], Path]
) -> None:
    """Between two of its transactions, never within one: members, files, journal agree."""
    script = Path(__file__).parent / "keep_writing.py"
    command = [sys.executable, str(script), str(kept.folder)]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert writer.stdout
    try:
        for _ in range(20):
            began = int(writer.stdout.readline())
        backups = [tmp_path / f"{number}.tar" for number in range(3)]
        for archive in backups:
            assert call("backup", archive).code == 0
    finally:
        writer.kill()
        ended = int(writer.communicate()[0].split()[-1])
    assert ended > began
    other = elsewhere()
    seen = []
    for archive in backups:
        restored = call("restore", archive, "--replace")
        assert (restored.code, restored.err) == (0, "")
        found = rows(other / "xuehui.db")
        added = len(found["members"]) - 40
        assert len(found["files"]) == len(found["journal"]) == added + 1
        assert 20 <= added <= ended - 10_000 + 1
        back = opened(other, f"sqlite:///{other / 'xuehui.db'}")
        last = identity(10_000 + added - 1)
        assert asyncio.run(read_back(back, last)) == [last]
        seen.append(added)
    assert seen == sorted(seen)


def test_without_keys(
    kept: Kept, call: Call, tmp_path: Path, elsewhere: Callable[[], Path]
) -> None:
    archive, (key,) = tmp_path / "b.tar", kept.vault.keys
    called = call("backup", archive, "--without-keys")
    assert f"备份里没有密钥 {key.id} 和 signing.key" in called.out
    assert {info.name.split("/")[0] for info, _ in parts(archive)} == {
        *("files", "xuehui.db", "parts.txt", "manifest.json")
    }
    other = elsewhere()
    refused = call("restore", archive)
    assert refused.code == 1
    assert refused.err.startswith(
        f"备份里没有密钥 {key.id}，没有它个人信息打不开。请先把当时的 data.keys"
    )
    assert not [path for path in other.iterdir() if path.suffix != ".lock"]
    (other / "data.keys").write_bytes((kept.folder / "data.keys").read_bytes())
    assert call("restore", archive).code == 0
    back = opened(other, f"sqlite:///{other / 'xuehui.db'}")
    assert asyncio.run(read_back(back, IDENTITY)) == [IDENTITY]


def test_keys_of_the_setting_stay_out(
    kept: Kept,
    call: Call,
    tmp_path: Path,
    elsewhere: Callable[[], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said, (key,) = (kept.folder / "data.keys").read_text().strip(), kept.vault.keys
    monkeypatch.setenv("XUEHUI_KEYS", said)
    called = call("backup", tmp_path / "b.tar")
    assert (
        f"密钥 {key.id} 在设置 XUEHUI_KEYS 里，不在备份中，请另行保管，恢复时要用。" in called.out
    )
    assert said.encode() not in (tmp_path / "b.tar").read_bytes()
    elsewhere()
    assert call("restore", tmp_path / "b.tar").code == 0


def test_nothing_is_overwritten(kept: Kept, call: Call, tmp_path: Path) -> None:
    archive = tmp_path / "b.tar"
    archive.write_text("mine")
    called = call("backup", archive)
    assert (called.code, called.err) == (1, f"{archive} 已经有了，不会覆盖，请换一个文件名。\n")
    assert archive.read_text() == "mine"
    before = rows(kept.folder / "xuehui.db")
    call("backup", tmp_path / "c.tar")
    refused = call("restore", tmp_path / "c.tar")
    assert refused.code == 1
    assert "里已有内容。请换一个空的，或加 --replace" in refused.err
    assert rows(kept.folder / "xuehui.db") == before


def test_a_place_that_cannot_be_written(kept: Kept, call: Call, tmp_path: Path) -> None:
    called = call("backup", tmp_path / "nowhere/b.tar")
    assert called.code == 1
    assert called.err.startswith(f"{tmp_path / 'nowhere/b.tar'} 写不进去（FileNotFoundError）")


def test_nothing_to_back_up(call: Call, tmp_path: Path) -> None:
    called = call("backup", tmp_path / "b.tar")
    assert (called.code, called.err) == (1, "数据文件夹里还没有数据库，没有要备份的。\n")
    assert not (tmp_path / "data").exists()


def test_what_fails_half_way_leaves_nothing(
    kept: Kept, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bot.commands.backup.snapshot", full)
    called = call("backup", tmp_path / "b.tar")
    assert called.code == 1
    assert "写不进去（OSError）" in called.err
    assert not list(tmp_path.glob("b.tar*"))


def test_replaced_and_put_aside(kept: Kept, call: Call, tmp_path: Path) -> None:
    archive = tmp_path / "b.tar"
    call("backup", archive)
    before = rows(kept.folder / "xuehui.db")
    call("invite", "张三")
    restored = call("restore", archive, "--replace")
    assert restored.code == 0
    assert rows(kept.folder / "xuehui.db") == before
    (aside,) = kept.folder.glob("before-restore-*")
    assert f"原来的内容移到了 {aside}，确认无误后请自行删除。" in restored.out
    assert len(rows(aside / "xuehui.db")["invitations"]) == len(before["invitations"]) + 1
    assert {path.name for path in aside.iterdir()} >= {"data.keys", "signing.key", "files"}


def test_not_under_a_running_bot(
    kept: Kept, call: Call, tmp_path: Path, elsewhere: Callable[[], Path]
) -> None:
    call("backup", tmp_path / "b.tar")
    in_use = "数据文件夹正被另一个学会助手使用，请先停掉它再启动。\n"
    with owning(kept.folder / "index"):
        called = call("restore", tmp_path / "b.tar", "--replace")
    assert (called.code, called.err) == (1, in_use)
    # One without an index holds no lock, but it has the database open.
    running = sqlite3.connect(kept.folder / "xuehui.db")
    running.execute("PRAGMA journal_mode=WAL")
    running.execute("select count(*) from people").fetchone()
    called = call("restore", tmp_path / "b.tar", "--replace")
    running.close()
    assert (called.code, called.err) == (1, in_use)
    assert not list(kept.folder.glob("before-restore-*"))


def _flip(members: Parts, name: str) -> Parts:
    """One bit of one part."""
    return [
        (info, bytes([content[0] ^ 1]) + content[1:] if info.name.startswith(name) else content)
        for info, content in members
    ]


def _named(name: str, kind: bytes = tarfile.REGTYPE) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, "/etc/passwd"
    return info


def damages(archive: Path) -> Iterator[tuple[str, bytes]]:
    """Ways in which a file is no backup."""
    whole, members = archive.read_bytes(), parts(archive)
    yield "nothing", b""
    yield "no tar", b"PK not a tar at all" * 100
    for share in (3, 2):
        yield f"cut to 1/{share}", whole[: len(whole) // share]
    manifest = whole.rindex(b"manifest.json")
    yield "cut before the manifest", whole[: manifest // 512 * 512]
    for name in ("xuehui.db", "files/", "data.keys", "parts.txt", "manifest.json"):
        yield f"changed {name}", _packed(archive, _flip(members, name))
    yield "a part missing", _packed(archive, members[1:])
    yield "a part twice", _packed(archive, [members[0], *members])
    for name in (
        "../escaped",
        "/tmp/escaped",
        "files/../../escaped",
        "files/" + "a" * 63,
        "index/x",
    ):
        yield f"with {name}", _packed(archive, [(_named(name), b"x"), *members])
    for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE):
        yield f"with {kind!r}", _packed(archive, [(_named("signing.key", kind), b""), *members])
    yield "something after the end", _packed(archive, [*members, (_named("data.keys"), b"x")])
    said = json.loads(members[-1][1])
    for name in ("parts_sha256", "format", "revision", "counts"):
        short = {each: value for each, value in said.items() if each != name}
        yield f"no {name}", _packed(archive, [*members[:-1], (members[-1][0], _json(short))])
    wrong = said | {"counts": said["counts"] | {"people": 7}}
    yield "other counts", _packed(archive, [*members[:-1], (members[-1][0], _json(wrong))])


def _json(said: object) -> bytes:
    return json.dumps(said).encode()


def _packed(archive: Path, members: Parts) -> bytes:
    other = archive.with_name("made.tar")
    pack(other, members)
    content = other.read_bytes()
    other.unlink()
    return content


def test_a_damaged_one_is_refused(
    kept: Kept, call: Call, tmp_path: Path, elsewhere: Callable[[], Path]
) -> None:
    archive = tmp_path / "b.tar"
    call("backup", archive)
    other, wrong = elsewhere(), tmp_path / "wrong.tar"
    count = 0
    for name, content in damages(archive):
        wrong.write_bytes(content)
        called = call("restore", wrong)
        assert (name, called.code, called.out) == (name, 1, "")
        assert "不是完整的备份，或被改动过，没有恢复。请换一份备份。" in called.err, name
        assert not [path for path in other.iterdir() if path.suffix != ".lock"], name
        count += 1
    assert count > 20
    assert not list(tmp_path.rglob("escaped"))
    assert call("restore", archive).code == 0


def test_a_later_version_is_refused(
    kept: Kept, call: Call, tmp_path: Path, elsewhere: Callable[[], Path]
) -> None:
    archive = tmp_path / "b.tar"
    call("backup", archive)
    members = parts(archive)
    said = json.loads(members[-1][1])
    elsewhere()
    for change in ({"format": 2}, {"revision": "9999"}):
        pack(archive, [*members[:-1], (members[-1][0], _json(said | change))])
        called = call("restore", archive)
        assert (called.code, called.err) == (
            1,
            f"{archive} 是更新版本的学会助手做的，请先升级再恢复。\n",
        )


def test_what_was_broken_before_is_said(
    kept: Kept, call: Call, tmp_path: Path, elsewhere: Callable[[], Path]
) -> None:
    """A disaster is no time to refuse: it is restored, and the faults are named."""
    connection = sqlite3.connect(kept.folder / "xuehui.db")
    connection.execute("update members set mobile = identity where name = '会员3'")
    connection.execute("update journal set action = 'other'")
    connection.commit()
    connection.close()
    next((kept.folder / "files").iterdir()).unlink()
    call("backup", tmp_path / "b.tar")
    elsewhere()
    called = call("restore", tmp_path / "b.tar")
    assert called.code == 1
    assert called.err == (
        "✗ 已恢复，但备份时就有问题：日志从第 1 条起对不上、1 项封存的信息打不开、"
        "1 个文件的内容不在了。请用 xuehui doctor 查看。\n"
    )
    assert call("doctor").code == 1


def test_a_broken_database_is_not_backed_up_and_can_be_replaced(
    kept: Kept, call: Call, tmp_path: Path
) -> None:
    file = kept.folder / "xuehui.db"
    call("backup", tmp_path / "b.tar")
    before, content = rows(file), file.read_bytes()
    for broken in (content[:8192] + b"\xff" * 20_000 + content[28_192:], b"no database" * 5000):
        file.write_bytes(broken)
        called = call("backup", tmp_path / "c.tar")
        assert (called.code, called.out) == (1, "")
        assert re.search("数据库文件已损坏，没有备份。|数据库连不上（DatabaseError）", called.err)
        assert not list(tmp_path.glob("c.tar*"))
        assert call("restore", tmp_path / "b.tar", "--replace").code == 0
        assert rows(file) == before


def test_a_database_of_its_own_place(
    kept: Kept,
    call: Call,
    tmp_path: Path,
    elsewhere: Callable[[], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    call("backup", tmp_path / "b.tar")
    other, place = elsewhere(), tmp_path / "place/own.db"
    monkeypatch.setenv("XUEHUI_DATABASE_URL", f"sqlite:///{place}")
    assert call("restore", tmp_path / "b.tar").code == 0
    assert rows(place) == rows(kept.folder / "xuehui.db")
    assert not (other / "xuehui.db").exists()
    shutil.rmtree(other)
    assert "里已有内容" in call("restore", tmp_path / "b.tar").err
    assert call("restore", tmp_path / "b.tar", "--replace").code == 0
    (aside,) = other.glob("before-restore-*")
    assert rows(aside / "own.db") == rows(place)


@pytest.mark.postgresql
def test_of_postgresql_files_and_keys(
    kept: Kept,
    call: Call,
    tmp_path: Path,
    elsewhere: Callable[[], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The database is saved by its own means; the command is told without the password."""
    if (address := asyncio.run(server())) is None:
        pytest.skip("no PostgreSQL server answers; set XUEHUI_TEST_POSTGRESQL to one")
    name = f"xuehui_{uuid4().hex[:12]}"
    url = asyncio.run(create_database(address, name)).replace("root@", "root:secret@")
    monkeypatch.setenv("XUEHUI_DATABASE_URL", url)
    archive, own = tmp_path / "b.tar", tmp_path / "own.tar"
    try:
        called = call("backup", archive)
        assert called.code == 0
        where = "--host=127.0.0.1 --port=5432 --username=root"
        assert f"pg_dump --format=custom --no-owner --file=xuehui.dump {where}" in called.out
        assert f"--dbname={name}" in called.out
        assert "secret" not in called.out + called.err
        assert "xuehui.db" not in {info.name for info, _ in parts(archive)}
        other = elsewhere()
        restored = call("restore", archive)
        assert restored.code == 0
        assert "pg_restore --no-owner --clean --if-exists" in restored.out
        assert "secret" not in restored.out
        assert contents(other) == contents(kept.folder)
        assert (other / "data.keys").read_bytes() == (kept.folder / "data.keys").read_bytes()
        monkeypatch.delenv("XUEHUI_DATABASE_URL")
        monkeypatch.setenv("XUEHUI_DATA", str(kept.folder))
        call("backup", own)
        monkeypatch.setenv("XUEHUI_DATA", str(tmp_path / "third"))
        assert "请先设置好 XUEHUI_DATABASE_URL 再恢复" in call("restore", archive).err
        monkeypatch.setenv("XUEHUI_DATABASE_URL", url)
        assert "请先去掉设置 XUEHUI_DATABASE_URL 再恢复" in call("restore", own).err
    finally:
        asyncio.run(drop_database(address, name))

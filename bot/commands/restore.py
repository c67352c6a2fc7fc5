"""`xuehui restore`: a backup into an empty data folder, looked through before it counts."""

import asyncio
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

import typer

from bot.commands.common import fail, folder_or_exit, run_async, settings_or_exit
from bot.commands.start import IN_USE
from bot.settings import Settings
from knowledge.vectors import IndexInUse, owning
from storage import keys
from storage.checkup import Checkup, check
from storage.clock import SystemClock
from storage.encryption import Vault
from storage.engine import Database
from storage.files import Shelf
from storage.packing import DATABASE, KEYS, SIGNING, private
from storage.postgresql import load_command
from storage.schema import is_known, migrate
from storage.snapshots import Facts, facts_of, is_open_elsewhere, sqlite_file
from storage.unpacking import BackupDamaged, BackupTooNew, Manifest, unpack

NO_FILE = "找不到备份文件 {path}。"
NOT_EMPTY = (
    "数据文件夹 {folder} 里已有内容。请换一个空的，或加 --replace（会先把原来的移到一边）。"
)
DAMAGED = "{path} 不是完整的备份，或被改动过，没有恢复。请换一份备份。"
TOO_NEW = "{path} 是更新版本的学会助手做的，请先升级再恢复。"
OTHER_DATABASE = {
    "sqlite": "备份里是 SQLite 数据库，请先去掉设置 XUEHUI_DATABASE_URL 再恢复。",
    "postgresql": "备份时用的是 PostgreSQL，请先设置好 XUEHUI_DATABASE_URL 再恢复。",
}
NO_KEYS = (
    "备份里没有密钥 {names}，没有它个人信息打不开。请先把当时的 data.keys 放进 {folder}，"
    "或写进设置 XUEHUI_KEYS，再恢复。"
)
NO_PLACE = "数据文件夹 {folder} 写不进去（{reason}），没有恢复。请检查权限和剩余空间。"
DONE = "已恢复 {made_at} 的备份：{rows} 行数据，{files} 个文件。"
CHECKED = "✓ 检查过了：行数相符，日志完整，{opened} 项封存的信息都能打开，文件齐全。"
MOVED = "原来的内容移到了 {folder}，确认无误后请自行删除。"
LOAD = "文件和密钥已恢复。数据库请另行装入，再运行 xuehui doctor：\n{command}"
NEXT = "索引会在下次启动后重新建立，其间按字词查找。"
FAULTS = "✗ 已恢复，但备份时就有问题：{faults}。请用 xuehui doctor 查看。"
ASIDE = "before-restore-"
LEFT_ALONE = (KEYS, SIGNING)  # may be put there beforehand, when the backup has none


def restore(path: Path, *, replace: bool) -> None:
    if not path.is_file():
        raise fail(NO_FILE.format(path=path))
    settings = settings_or_exit()
    folder_or_exit(settings)
    try:
        with owning(settings.index), keys.nobody_else(settings.data), private():
            run_async(lambda: _restore(settings, path.absolute(), replace=replace))
    except (IndexInUse, keys.KeysInUse) as error:
        raise fail(IN_USE) from error
    except OSError as error:
        place = settings.data.absolute()
        raise fail(NO_PLACE.format(folder=place, reason=type(error).__name__)) from error


async def _restore(settings: Settings, path: Path, *, replace: bool) -> None:
    if (file := sqlite_file(settings.database)) and is_open_elsewhere(file):
        raise fail(IN_USE)
    former = _former(settings, path)
    strangers = [each for each in former if each.name not in LEFT_ALONE]
    if strangers and not replace:
        raise fail(NOT_EMPTY.format(folder=settings.data.absolute()))
    with _staging(settings.data) as staged:
        manifest = await _unpacked(settings, path, staged)
        checkup = await _look_through(settings, manifest, staged) if file else None
        aside = _change_places(settings, former if strangers else [], staged)
    _tell(settings, manifest, checkup, aside)


def _former(settings: Settings, path: Path) -> list[Path]:
    """What is in the way."""
    kept = (each for each in settings.data.iterdir() if each.suffix != ".lock")
    found = [each for each in kept if not each.name.startswith(ASIDE)]
    file = sqlite_file(settings.database)
    if file and file.parent.absolute() != settings.data.absolute():
        found += file.parent.glob(f"{file.name}*")
    return [each for each in found if each.absolute() != path]


@contextmanager
def _staging(data: Path) -> Iterator[Path]:
    """A folder on the same disk; gone afterwards, whatever happens."""
    folder = data / f".restoring-{token_hex(4)}"
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def _unpacked(settings: Settings, path: Path, staged: Path) -> Manifest:
    try:
        manifest = await asyncio.to_thread(unpack, path, staged)
    except BackupDamaged as error:
        raise fail(DAMAGED.format(path=path)) from error
    except BackupTooNew as error:
        raise fail(TOO_NEW.format(path=path)) from error
    if not is_known(manifest.revision):
        raise fail(TOO_NEW.format(path=path))
    if (manifest.database == "sqlite") != (sqlite_file(settings.database) is not None):
        raise fail(OTHER_DATABASE[manifest.database])
    at_hand = {key.id for key in _vault(settings, staged).keys}
    if missing := [name for name in manifest.keys if name not in at_hand]:
        folder = settings.data.absolute()
        raise fail(NO_KEYS.format(names="、".join(missing), folder=folder))
    return manifest


def _vault(settings: Settings, staged: Path) -> Vault:
    """The keys that will count after the restore."""
    if settings.keys:
        return settings.vault
    places = (staged, settings.data)
    found = next((place for place in places if (place / KEYS).exists()), None)
    return Vault(keys.kept_keys(found) if found else ())


async def _look_through(settings: Settings, manifest: Manifest, staged: Path) -> Checkup:
    """Before it takes its place: the rows are those of the manifest, and everything opens."""
    url = f"sqlite:///{staged.absolute() / DATABASE}"
    if await _facts(url) != (manifest.counts, manifest.head):
        raise fail(DAMAGED.format(path=DATABASE))
    await migrate(url)
    vault = _vault(settings, staged)
    database = Database(url, vault)
    try:
        return await check(database, Shelf(folder=staged / "files", vault=vault), deeply=True)
    finally:
        await database.close()


async def _facts(url: str) -> tuple[dict[str, int], str]:
    database = Database(url)
    try:
        facts: Facts = await facts_of(database)
        return facts.counts, facts.head
    finally:
        await database.close()


def _change_places(settings: Settings, former: list[Path], staged: Path) -> Path | None:
    """Out with what was there, in with the new; where that fails, as it was."""
    if not former:
        _move_in(settings, staged)
        return None
    aside = settings.data / f"{ASIDE}{SystemClock().now():%Y%m%d-%H%M%S-%f}"
    aside.mkdir(mode=0o700)
    try:
        _move_aside(former, staged, aside)
        _move_in(settings, staged)
    except OSError:
        for path in former:
            if (aside / path.name).exists() and not path.exists():
                shutil.move(aside / path.name, path)
        raise
    return aside


def _move_aside(former: list[Path], staged: Path, aside: Path) -> None:
    """All of it, except keys the backup does not bring."""
    for path in former:
        if path.name in LEFT_ALONE and not (staged / path.name).exists():
            shutil.copy2(path, aside / path.name)
        else:
            shutil.move(path, aside / path.name)


def _move_in(settings: Settings, staged: Path) -> None:
    """The keys first, the database last."""
    for name in (KEYS, SIGNING, "files"):
        if (staged / name).exists():
            (staged / name).replace(settings.data / name)
    file = sqlite_file(settings.database)
    if file and (staged / DATABASE).exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(staged / DATABASE, file)


def _tell(
    settings: Settings, manifest: Manifest, checkup: Checkup | None, aside: Path | None
) -> None:
    rows = sum(manifest.counts.values())
    if aside:
        typer.echo(MOVED.format(folder=aside.absolute()))
    if checkup is None:
        typer.echo(LOAD.format(command=load_command(settings.database)))
        return
    made_at = manifest.made_at.replace("T", " ")[:16]
    typer.echo(DONE.format(made_at=made_at, rows=rows, files=manifest.files))
    typer.echo(NEXT)
    if not checkup.well:
        raise fail(FAULTS.format(faults="、".join(_faults(checkup))))
    typer.echo(CHECKED.format(opened=checkup.opened))


def _faults(checkup: Checkup) -> Iterator[str]:
    if checkup.journal.broken_at is not None:
        yield f"日志从第 {checkup.journal.broken_at} 条起对不上"
    if count := checkup.unreadable.total():
        yield f"{count} 项封存的信息打不开"
    if checkup.files_unreadable:
        yield f"{checkup.files_unreadable} 个文件打不开"
    if checkup.files_gone:
        yield f"{checkup.files_gone} 个文件的内容不在了"

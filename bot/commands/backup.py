"""`xuehui backup`: everything that cannot be made again, in one file, while the bot runs."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import typer

from bot.commands.common import fail, folder_or_exit, run_async, settings_or_exit
from bot.commands.keys import BUSY
from bot.commands.progress import progress
from bot.settings import Settings
from storage import keys
from storage.clock import SystemClock
from storage.engine import Database
from storage.packing import DATABASE, KEYS, SIGNING, AlreadyThere, Packing, private
from storage.postgresql import dump_command
from storage.schema import migrate
from storage.snapshots import DatabaseDamaged, Facts, facts_of, snapshot, sqlite_file

EXISTS = "{path} 已经有了，不会覆盖，请换一个文件名。"
NO_PLACE = "{path} 写不进去（{reason}），请检查文件夹、权限和剩余空间。"
NOTHING = "数据文件夹里还没有数据库，没有要备份的。"
BROKEN = "数据库文件已损坏，没有备份。请不要覆盖以前的备份，用它恢复：xuehui restore --replace。"
DONE = "已备份到 {path}：{rows} 行数据，{files} 个文件，共 {size:.1f} MB。"
WITH_KEYS = "备份里有密钥：谁拿到这个文件，谁就能读出全部个人信息，请妥善保管。"
NO_KEYS = (
    "备份里没有密钥 {names} 和 signing.key：没有密钥，这份备份里的个人信息谁也读不出来，"
    "请把 data.keys 另行保管；没有 signing.key，恢复后大家要在网页上重新登录。"
)
KEYS_IN_SETTING = "密钥 {names} 在设置 XUEHUI_KEYS 里，不在备份中，请另行保管，恢复时要用。"
DUMP = "数据库在 PostgreSQL 里，不在这份备份中，请同时运行：\n{command}"


def backup(path: Path, *, without_keys: bool) -> None:
    if path.exists():
        raise fail(EXISTS.format(path=path))
    settings = settings_or_exit()
    file = sqlite_file(settings.database)
    if file and not file.exists():
        raise fail(NOTHING)
    folder_or_exit(settings)
    try:
        with keys.nobody_else(settings.data), private(), Packing(path) as packing:
            facts = run_async(lambda: _pack(settings, packing, without_keys=without_keys))
    except keys.KeysInUse as error:
        raise fail(BUSY) from error
    except DatabaseDamaged as error:
        raise fail(BROKEN) from error
    except AlreadyThere as error:
        raise fail(EXISTS.format(path=path)) from error
    except OSError as error:
        raise fail(NO_PLACE.format(path=path, reason=type(error).__name__)) from error
    _tell(settings, packing, facts, without_keys=without_keys)


def _tell(settings: Settings, packing: Packing, facts: Facts, *, without_keys: bool) -> None:
    typer.echo(
        DONE.format(
            path=packing.target,
            rows=sum(facts.counts.values()),
            files=packing.shelved,
            size=packing.size / 1_000_000,
        )
    )
    names = "、".join(key.id for key in settings.vault.keys)
    if settings.keys:
        typer.echo(KEYS_IN_SETTING.format(names=names))
    else:
        typer.echo(NO_KEYS.format(names=names) if without_keys else WITH_KEYS)
    if sqlite_file(settings.database) is None:
        typer.echo(DUMP.format(command=dump_command(settings.database)))


async def _pack(settings: Settings, packing: Packing, *, without_keys: bool) -> Facts:
    await migrate(settings.database)
    vault = settings.vault  # made now, if it was not there
    with_keys = not settings.keys and not without_keys
    wanted = [] if without_keys else [KEYS, SIGNING] if with_keys else [SIGNING]
    for path in (settings.data / name for name in wanted):
        if path.exists():
            packing.add(path.name, path)
    packed = await asyncio.to_thread(_pack_files, settings, packing, None)
    facts = await _pack_database(settings, packing)
    # What came in since the first walk, and is named by a row of the snapshot.
    await asyncio.to_thread(_pack_files, settings, packing, facts.digests - packed)
    packing.close(
        {
            "version": _version(),
            "revision": facts.revision,
            "made_at": SystemClock().now().isoformat(timespec="seconds"),
            "database": "sqlite" if sqlite_file(settings.database) else "postgresql",
            "counts": facts.counts,
            "head": facts.head,
            "keys": [key.id for key in vault.keys],
            "with_keys": with_keys,
            "files": packing.shelved,
        }
    )
    return facts


def _pack_files(
    settings: Settings, packing: Packing, only: frozenset[str] | None
) -> frozenset[str]:
    found = [path for path in _contents(settings.files) if only is None or path.name in only]
    with progress() as bar:
        for path in bar.track(found, total=len(found), description="备份文件"):
            with suppress(FileNotFoundError):  # its time came meanwhile
                packing.shelve(path)
    return frozenset(path.name for path in found)


def _contents(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.glob("*")) if len(path.name) == 64)


async def _pack_database(settings: Settings, packing: Packing) -> Facts:
    file = sqlite_file(settings.database)
    if file is not None:
        await asyncio.to_thread(snapshot, file, packing.aside)
    database = Database(f"sqlite:///{packing.aside.absolute()}" if file else settings.database)
    try:
        facts = await facts_of(database)
    finally:
        await database.close()
    if file is not None:
        await asyncio.to_thread(packing.add, DATABASE, packing.aside)
        packing.aside.unlink()
    return facts


def _version() -> str:
    try:
        return version("xuehui")
    except PackageNotFoundError:
        return "0"

"""`xuehui keys`: make one, see what each still holds, move everything to a new one."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import time

import typer

from bot.commands.common import fail, folder_or_exit, run_async, settings_or_exit
from bot.commands.progress import progress
from bot.settings import Settings
from storage import keys
from storage.engine import Database
from storage.files import Shelf
from storage.rotation import Rotation
from storage.schema import migrate
from storage.sealed import UNKNOWN
from storage.sqlite import BUSY_SECONDS

# Whoever sealed something just before the new key was made has written it by then: a writer waits
# so long for a connection, and as long for the lock.
GRACE_SECONDS = 2.0 * BUSY_SECONDS
WALKS = 20
BUSY = "密钥正在轮换，或正在备份，请等它完成后再试。"
NOTHING = "全部数据都已用当前密钥封存，没有要做的。"
RESUMED = "接着做上次没有做完的轮换。"
BOTH_NEEDED = (
    "密钥来自设置 XUEHUI_KEYS，现在全部改用其中第一个。"
    "正在运行的学会助手必须同时有新旧密钥；还没有的，请先改好设置并重新启动它。"
)
REMOVABLE = "完成：全部改用密钥 {current}。现在可以从 XUEHUI_KEYS 里去掉：{others}。"
DONE = "完成：全部改用密钥 {current}，旧密钥已作废。以前的备份仍要用当时的密钥，请随备份一起保管。"
KEPT = "完成：全部改用密钥 {current}。"
NOT_FINISHED = "一直有数据在写入，还剩 {left} 项。旧密钥先留着，请稍后再运行一次。"
UNREADABLE = "有 {count} 项打不开，原样未动，旧密钥先留着。请用 xuehui doctor 查看，或从备份恢复。"
TWINS = "有 {count} 条名册记录与同一学会另一条的证件号码相同，请核对名册。"


def new() -> None:
    typer.echo(keys.written([keys.fresh_key()]).strip())


def list_keys() -> None:
    settings = settings_or_exit()
    folder_or_exit(settings)
    counted, names = run_async(lambda: _count(settings))
    for number, name in enumerate(names):
        typer.echo(f"{name}　{'旧' if number else '当前'}　{counted[name]} 项")
    if unknown := counted[UNKNOWN]:
        typer.echo(f"另有 {unknown} 项不是用这些密钥封存的。")


async def _count(settings: Settings) -> tuple[dict[str, int], list[str]]:
    async with opened_rotation(settings) as rotation:
        names = [key.id for key in rotation.shelf.vault.keys]
        counted = await rotation.left()
        return {name: counted[name] for name in [*names, UNKNOWN]}, names


def rotate() -> None:
    settings = settings_or_exit()
    folder_or_exit(settings)
    try:
        with keys.nobody_else(settings.data):
            run_async(lambda: _rotate(settings))
    except keys.KeysInUse as error:
        raise fail(BUSY) from error


async def _rotate(settings: Settings) -> None:
    if settings.keys:
        typer.echo(BOTH_NEEDED, err=True)
    async with opened_rotation(settings) as rotation:
        if not settings.keys:
            _make_current(settings)
        elif not await rotation.remaining():
            typer.echo(NOTHING)
            return
        await _walk(settings, rotation)
        if rotation.twins:
            typer.echo(TWINS.format(count=rotation.twins), err=True)
        if rotation.unreadable:
            raise fail(UNREADABLE.format(count=rotation.unreadable.total()))
        if not await _finish(settings, rotation):
            raise fail(NOT_FINISHED.format(left=await rotation.remaining()))
        typer.echo(_farewell(settings))


def _make_current(settings: Settings) -> None:
    """A new key before the old ones; unless an earlier rotation has made it already."""
    known = keys.kept_keys(settings.data)
    if len(known) > 1:
        typer.echo(RESUMED, err=True)
    else:
        keys.keep_keys(settings.data, [keys.fresh_key(), *known])


async def _walk(settings: Settings, rotation: Rotation) -> None:
    with progress() as bar:
        task = bar.add_task("换密钥", total=await rotation.remaining())
        await rotation.reseal(lambda count: bar.advance(task, count))
    if not settings.keys and (pause := _grace(settings)) > 0:
        with progress() as bar:
            for _ in bar.track(range(round(pause * 10)), description="等正在写入的写完"):
                await asyncio.sleep(0.1)


def _grace(settings: Settings) -> float:
    made = (settings.data / keys.FILE).stat().st_mtime
    return min(made + GRACE_SECONDS - time(), GRACE_SECONDS)


async def _finish(settings: Settings, rotation: Rotation) -> bool:
    def drop() -> None:
        if not settings.keys:
            keys.keep_keys(settings.data, rotation.shelf.vault.keys[:1])

    for _ in range(WALKS):
        if await rotation.finish(drop):
            return True
        await rotation.reseal(lambda _count: None)
        if rotation.unreadable:
            return False
    return False


def _farewell(settings: Settings) -> str:
    names = [key.id for key in settings.vault.keys]
    if not settings.keys:
        return DONE.format(current=names[0])
    if len(names) == 1:
        return KEPT.format(current=names[0])
    return REMOVABLE.format(current=names[0], others="、".join(names[1:]))


@asynccontextmanager
async def opened_rotation(settings: Settings) -> AsyncIterator[Rotation]:
    await migrate(settings.database)
    vault = settings.vault
    database = Database(settings.database, vault)
    try:
        yield Rotation(database=database, shelf=Shelf(folder=settings.files, vault=vault))
    finally:
        await database.close()

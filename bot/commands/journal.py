"""`xuehui journal`: is the chain whole, and what it says, as a table."""

from pathlib import Path

import typer

from bot.commands.common import fail, folder_or_exit, run_async, settings_or_exit
from bot.settings import Settings
from forms.sheets.writing import Page
from handlers.journal_words import HEADINGS, TITLE, ids_in, row_of
from storage.archive import Archive
from storage.engine import Database
from storage.journal import Examined, Journal, Link
from storage.naming import names_of
from storage.schema import migrate

MOST = 1_000_000  # a sheet has 1,048,576 rows
PAGE = 500
WHOLE = "日志完整，共 {count} 条。末条指纹：{head}"
NOTE_IT = "请把末条指纹抄到别处保存；以后用 --noted 核对，可以发现末尾有没有被整段改写。"
BROKEN = "日志从第 {number} 条起对不上：这一条或它前面的被改过、删过或插过。请与备份核对。"
NOT_THERE = "日志里没有这个指纹：抄写之后，日志被改写或截断过。请与备份核对。"
EXISTS = "{path} 已经有了，请换一个文件名。"
TOO_MANY = "日志超过 {most} 条，一张表放不下，请用 --year 分年导出。"


def verify(noted: str) -> None:
    settings = settings_or_exit()
    folder_or_exit(settings)
    examined = run_async(lambda: _examine(settings, noted.strip().lower()))
    if examined.broken_at is not None:
        raise fail(BROKEN.format(number=examined.broken_at))
    if noted and not examined.noted:
        raise fail(NOT_THERE)
    typer.echo(WHOLE.format(count=examined.count, head=examined.head))
    if not noted:
        typer.echo(NOTE_IT)


async def _examine(settings: Settings, noted: str) -> Examined:
    await migrate(settings.database)
    database = Database(settings.database)
    try:
        async with database.reading() as work:
            return await Journal(work).examine(noted)
    finally:
        await database.close()


def export(path: Path, year: int | None) -> None:
    if path.exists():
        raise fail(EXISTS.format(path=path))
    settings = settings_or_exit()
    folder_or_exit(settings)
    count, content = run_async(lambda: _export(settings, year))
    try:
        path.write_bytes(content)
    except OSError as error:
        raise fail(f"{path} 写不进去，请检查文件夹和权限。") from error
    typer.echo(f"已导出 {count} 条到 {path}。")


async def _export(settings: Settings, year: int | None) -> tuple[int, bytes]:
    await migrate(settings.database)
    database = Database(settings.database)
    page, count, links = Page.open(TITLE, [8, 20, 16, 10, 24, 30, 60]), 0, list[Link]()
    page.heading(HEADINGS)
    try:
        async with database.reading() as work:
            archive = Archive(work)
            async for link in archive.journal.chain():
                if year is None or link.entry.at.year == year:
                    links.append(link)
                if len(links) == PAGE:
                    count += await _write(archive, links, page)
                if count >= MOST:
                    raise fail(TOO_MANY.format(most=MOST))
            count += await _write(archive, links, page)
    finally:
        await database.close()
    return count, page.save()


async def _write(archive: Archive, links: list[Link], page: Page) -> int:
    ids = set[str]().union(*map(ids_in, links))
    names = await names_of(archive.work, ids)
    for link in links:
        page.append(row_of(link, names))
    written = len(links)
    links.clear()
    return written

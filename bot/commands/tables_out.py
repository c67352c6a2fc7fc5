"""`xuehui export`: what is on record, as tables."""

from pathlib import Path

import typer

from bot.commands.common import folder_or_exit, run_async, settings_or_exit
from bot.commands.tables_common import chosen_society, noted, opened, written
from bot.settings import Settings
from handlers.people.importing.books import Table
from handlers.people.importing.exporting import roster_table, societies_table
from storage.archive import Archive

EXPORTED = "已导出 {count} 条到 {path}。"
SHORT = "证件号和手机号只列末四位；要完整号码请加 --whole。"


def hand_out(kind: str, path: Path, society: str, *, whole: bool) -> None:
    table = Table(kind)
    settings = settings_or_exit()
    folder_or_exit(settings)
    content, count = run_async(lambda: _hand_out(settings, table, society, whole=whole))
    written(path, content)
    typer.echo(EXPORTED.format(count=count, path=path))
    if table is Table.MEMBERS and not whole:
        typer.echo(SHORT, err=True)


async def _hand_out(
    settings: Settings, table: Table, society: str, *, whole: bool
) -> tuple[bytes, int]:
    async with opened(settings) as database:
        society_id = await chosen_society(database, society)
        async with database.reading() as work:
            archive = Archive(work)
            if table is Table.SOCIETIES:
                content, count = await societies_table(archive, whole=whole)
            else:
                content, count = await roster_table(archive, society_id, whole=whole)
        facts = {"count": count, "whole": int(whole)}
        await noted(database, "table exported", society_id or table.value, facts)
        return content, count

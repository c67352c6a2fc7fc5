"""`xuehui import`: the same checks as in the chat, with a progress bar."""

from pathlib import Path

import typer
from rich.progress import Progress, TaskID

from bot.commands.common import fail, folder_or_exit, run_async, settings_or_exit
from bot.commands.progress import progress
from bot.commands.tables_common import BY_COMMAND, chosen_society, noted, opened, written
from bot.imports.sheet_reader import SandboxedSheets
from bot.sandbox import SandboxFailed
from bot.settings import Settings
from forms.refusal_texts import sentence
from forms.refusals import FileRefused
from forms.sheets import marked
from handlers.people.importing.books import Table
from handlers.people.importing.members import RosterBook
from handlers.people.importing.passes import Importing, Watch
from handlers.people.importing.plans import Book
from handlers.people.importing.societies import SocietyBook
from handlers.people.importing.tally import Tally
from handlers.people.sheets import outcomes
from storage.clock import SystemClock
from storage.engine import Database

NO_FILE = "找不到 {path}，请检查路径。"
BROKEN = "这个表格没能读完，请另存为 .xlsx 后再试。"
NOT_WRITTEN = "只是检查，没有写入。"
MARKED = "有问题的行已标在 {path} 里，改好后可以再导入。"
UNMARKED = "加上 --bad FILE.xlsx 可以得到标好的有问题的行。"


def take_in(kind: str, path: Path, society: str, bad: Path | None, *, check: bool) -> None:
    table = Table(kind)
    if not path.is_file():
        raise fail(NO_FILE.format(path=path))
    settings = settings_or_exit()
    folder_or_exit(settings)
    try:
        tally = run_async(lambda: _take_in(settings, table, path, society, check=check))
    except FileRefused as refusal:
        raise fail(sentence(refusal)) from refusal
    except SandboxFailed as error:
        raise fail(BROKEN) from error
    for line in outcomes.after_command(table, tally):
        typer.echo(line)
    if tally.bad:
        if bad:
            written(bad, marked(table.spec, tally.bad))
        typer.echo(MARKED.format(path=bad) if bad else UNMARKED, err=True)
    if check:
        typer.echo(NOT_WRITTEN, err=True)


async def _take_in(
    settings: Settings, table: Table, path: Path, society: str, *, check: bool
) -> Tally:
    async with opened(settings) as database:
        society_id = await chosen_society(database, society)
        with progress() as bar:
            checking = await _pass(database, table, path, society_id, _watched(bar, "检查"))
            if check or not checking.good:
                return checking
            watch = _watched(bar, "导入", checking.total)
            done = await _pass(database, table, path, society_id, watch, apply=True)
        await noted(database, "import done", table.value, done.as_counts())
        return done


async def _pass(
    database: Database,
    table: Table,
    path: Path,
    society_id: str | None,
    watch: Watch,
    *,
    apply: bool = False,
) -> Tally:
    book = _book(table, society_id)
    importing = Importing(database=database, book=book, watch=watch)
    async with SandboxedSheets().open(book.spec, path.absolute(), path.name) as sheet:
        if not apply:
            return await importing.check(sheet.rows)
        return await importing.apply(sheet.rows, BY_COMMAND, Tally())


def _book(table: Table, society_id: str | None) -> Book:
    if table is Table.SOCIETIES:
        return SocietyBook()
    return RosterBook(before=SystemClock().now(), society_id=society_id)


def _watched(bar: Progress, words: str, total: int | None = None) -> Watch:
    task: TaskID = bar.add_task(words, total=total)

    async def watch(tally: Tally) -> None:
        bar.update(task, completed=tally.total)

    return watch

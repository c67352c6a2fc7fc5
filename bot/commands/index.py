"""`xuehui index`: notices into the data folder."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import typer

from bot.commands.ask import opened_librarian
from bot.commands.common import fail, folder_or_exit, run_async, settings_or_exit
from bot.commands.progress import NO_FILES, shelve_all
from bot.librarian import Shelved, notice_files
from bot.libraries import build_library
from bot.notice_reader import SandboxedNotices
from bot.settings import Settings
from knowledge.library import Library
from knowledge.vectors import IndexInUse


def index(paths: list[Path], largest: int) -> None:
    if missing := [path for path in paths if not path.exists()]:
        raise fail(f"找不到 {missing[0]}，请检查路径。")
    files = notice_files(paths)
    if not files:
        raise fail(NO_FILES)
    settings = settings_or_exit()
    folder_or_exit(settings)
    results = run_async(lambda: _index(settings, files, largest))
    counted = Counter(result.outcome for result in results)
    typer.echo(
        f"新收 {counted['added']} 份，替换 {counted['replaced']} 份，"
        f"没有变化 {counted['unchanged']} 份，未收 {counted['refused']} 份；"
        f"共新增 {sum(result.passages for result in results)} 段。"
    )
    if counted["refused"] == len(files):
        raise typer.Exit(1)


async def _index(settings: Settings, files: list[Path], largest: int) -> list[Shelved]:
    reader = SandboxedNotices(largest=largest * 2**20)
    try:
        async with opened_librarian(settings, build_library(settings)) as librarian:
            return await shelve_all(replace(librarian, reader=reader), files)
    except IndexInUse:
        typer.echo("机器人正在运行：先存下来，它会在一分钟内自己读到。", err=True)
        library = Library(vectors=None, embedder=None)
        async with opened_librarian(settings, library) as librarian:
            return await shelve_all(replace(librarian, reader=reader), files)

"""`xuehui ask`: answers on the terminal."""

import io
import sys
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import typer

from bot.commands.common import fail, folder_or_exit, one_line, run_async, settings_or_exit
from bot.commands.progress import NO_FILES, embed_missing, shelve_all
from bot.librarian import Librarian, notice_files
from bot.libraries import build_language, build_library
from bot.metrics import Metrics
from bot.settings import Settings
from knowledge.labels import label_of
from knowledge.library import Library
from knowledge.notice import Answer, Citation, Tier
from knowledge.reader import all_readable
from knowledge.vectors import IndexInUse
from storage.clock import SystemClock
from storage.engine import Database
from storage.schema import migrate

NO_NOTICES = "还没有收录通知。请先运行 xuehui index 通知所在的文件夹，或用 --notices 指定。"
HEADLINES = {
    Tier.DIRECT: "有明确规定",
    Tier.RELATED: "没有直接写明，有相关规定",
    Tier.NOT_FOUND: "没有找到依据",
}


def ask(said: list[str], notices: list[Path], *, as_json: bool) -> None:
    """After `--notices` several paths may stand: then the last word is the question."""
    paths = [*notices, *map(Path, said[:-1])] if notices else notices
    question = legible(said[-1] if notices and said else " ".join(said))
    if not question:
        raise fail("请写上问题，例如：xuehui ask 年检材料什么时候交？")
    if missing := [path for path in paths if not path.exists()]:
        raise fail(f"找不到 {missing[0]}。--notices 后面最后一个词是问题，有空格的问题请加引号。")
    settings = settings_or_exit()
    if not paths:
        folder_or_exit(settings)
    asked = lines_said() if question == "-" else [question]
    run_async(lambda: _answer_all(settings, paths, asked, as_json=as_json))


def lines_said() -> Iterator[str]:
    """Standard input; a byte that is no text spoils no more than its own character."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    return filter(None, map(legible, sys.stdin))


def legible(text: str) -> str:
    return text.encode(errors="replace").decode().strip().removeprefix("\ufeff")


async def _answer_all(
    settings: Settings, paths: list[Path], asked: Iterable[str], *, as_json: bool
) -> None:
    opened = temporary_library(settings, paths) if paths else kept_library(settings)
    async with opened as library:
        if not library.notices():
            raise fail(NO_NOTICES)
        reader = all_readable(SystemClock().now().date())
        await library.ask("热身", reader)  # the first question must not pay for loading the model
        for question in asked:
            started = perf_counter()
            answer = await library.word(await library.ask(question, reader), _unseen)
            elapsed = round((perf_counter() - started) * 1000, 1)
            (print_json if as_json else print_answer)(question, answer, elapsed)


@asynccontextmanager
async def temporary_library(settings: Settings, paths: list[Path]) -> AsyncIterator[Library]:
    """An index of these files only, gone afterwards."""
    if not (files := notice_files(paths)):
        raise fail(NO_FILES)
    with TemporaryDirectory(prefix="xuehui-") as folder:
        temporary = settings.model_copy(update={"data": Path(folder), "database_url": None})
        async with opened_librarian(temporary, build_library(temporary)) as librarian:
            results = await shelve_all(librarian, files)
            if all(result.error for result in results):
                raise fail("没有一份通知能读，原因见上面各行。")
            yield librarian.library


@asynccontextmanager
async def kept_library(settings: Settings) -> AsyncIterator[Library]:
    """The library of the data folder; by words alone while the bot itself holds the index."""
    try:
        async with opened_librarian(settings, build_library(settings)) as librarian:
            await embed_missing(librarian)
            yield librarian.library
    except IndexInUse:
        typer.echo("机器人正在使用索引，这里只按字词查找。", err=True)
        library = Library(vectors=None, embedder=None, language=build_language(settings))
        async with opened_librarian(settings, library) as librarian:
            yield librarian.library


@asynccontextmanager
async def opened_librarian(settings: Settings, library: Library) -> AsyncIterator[Librarian]:
    await migrate(settings.database)
    database = Database(settings.database)
    librarian = Librarian(
        database=database, library=library, clock=SystemClock(), metrics=Metrics()
    )
    try:
        await librarian.open()
        yield librarian
    finally:
        await library.close()
        await database.close()


async def _unseen(_partial: str) -> None:
    """A terminal shows the finished answer only."""


def print_json(question: str, answer: Answer, elapsed: float) -> None:
    one_line(
        question=question,
        tier=answer.tier,
        answer=answer.text,
        citations=[citation_facts(citation) for citation in answer.citations],
        ms=elapsed,
    )


def citation_facts(citation: Citation) -> dict[str, object]:
    facts: dict[str, object] = {
        "notice": citation.notice,
        "document_number": citation.document_number,
        "heading_path": list(citation.heading_path),
        "quote": citation.quote,
    }
    return facts | ({"label": label} if (label := label_of(citation)) else {})


def print_answer(question: str, answer: Answer, _elapsed: float) -> None:
    typer.secho(f"问：{question}", bold=True)
    typer.echo(f"【{HEADLINES[answer.tier]}】{answer.text}")
    for citation in answer.citations:
        number = f"（{citation.document_number}）" if citation.document_number else ""
        label = f"〔{said}〕" if (said := label_of(citation)) else ""
        path = " › ".join(citation.heading_path)
        typer.echo(f"  出处：《{citation.notice}》{number}{label} {path}")
    typer.echo()

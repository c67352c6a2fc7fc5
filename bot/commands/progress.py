"""Progress bars on standard error, and what is said about files that were refused."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.librarian import Librarian, Shelved
from knowledge.embedding import EmbeddingError
from knowledge.library import Library
from knowledge.reading.errors import (
    EmptyDocument,
    NotText,
    ReadingError,
    TooLarge,
    UnknownFormat,
)

REFUSALS: dict[type[ReadingError], str] = {
    EmptyDocument: "是空的，没有可收录的文字",
    NotText: "不是文本文件，或编码无法识别",
    TooLarge: "太大了，请拆成几个文件",
    UnknownFormat: "格式暂不支持，请另存为 .txt 或 .md",
}

NO_VECTORS = "语义模型连不上，这次只按字词查找；请检查 XUEHUI_EMBEDDING_BASE_URL。"
NO_FILES = "没有找到 .txt 或 .md 文件，请检查写的文件夹。"


def progress() -> Progress:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=Console(stderr=True))


@contextmanager
def embedding_bar() -> Iterator[Callable[[int, int], None]]:
    with progress() as bar:
        task = bar.add_task("建索引", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


async def embed_missing(holder: Library | Librarian) -> None:
    """Make the vectors that are missing; without the model answers come from words alone."""
    try:
        with embedding_bar() as on_progress:
            await holder.catch_up(on_progress)
    except EmbeddingError:
        typer.echo(NO_VECTORS, err=True)


async def shelve_all(librarian: Librarian, files: Sequence[Path]) -> list[Shelved]:
    """Read every file, then make the vectors; what was refused is said at the end."""
    results = []
    with progress() as bar:
        reading = bar.add_task("读通知", total=len(files))
        for path in files:
            results.append(await librarian.shelve(path))
            bar.advance(reading)
    await embed_missing(librarian)
    for refused in (each for each in results if each.error):
        typer.echo(f"{refused.path.name}：{refusal(refused.error)}", err=True)
    return results


def refusal(error: ReadingError | None) -> str:
    return REFUSALS.get(type(error) if error else ReadingError, "读不了")

"""Progress bars on standard error, and what is said about files that were refused."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from bot.librarian import Librarian, Shelved
from handlers.notices.reading import Progress, Stage
from handlers.notices.refusal_texts import sentence
from handlers.notices.remark_texts import sentences
from knowledge.embedding import EmbeddingError
from knowledge.library import Library
from knowledge.reading.errors import (
    EmptyDocument,
    NotText,
    ReadingError,
    UnknownFormat,
)

# Where a file is only named in a list, shorter than in a chat.
REFUSALS: dict[type[ReadingError], str] = {
    EmptyDocument: "是空的，没有可收录的文字",
    NotText: "不是文本文件，或编码无法识别",
    UnknownFormat: "格式暂不支持，请另存为 .docx、.pdf 或 .txt",
}
READING = "读通知"
STAGES = {
    Stage.CONVERTING: "转换旧格式",
    Stage.RECOGNISING: "识别第 {page}/{pages} 页",
    Stage.UNDERSTANDING: "整理",
}

NO_VECTORS = "语义模型连不上，这次只按字词查找；请检查 XUEHUI_EMBEDDING_BASE_URL。"
NO_FILES = "没有找到能读的文件（.docx、.pdf、.txt、网页等），请检查写的文件夹。"


def progress() -> Bar:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    return Bar(*columns, console=Console(stderr=True))


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
        reading = bar.add_task(READING, total=len(files))

        async def watch(progress: Progress) -> None:
            said = STAGES.get(progress.stage, "").format(page=progress.page, pages=progress.pages)
            bar.update(reading, description=said or READING)

        for path in files:
            results.append(await librarian.shelve(path, watch))
            bar.update(reading, advance=1, description=READING)
    await embed_missing(librarian)
    for each in results:
        for line in sentences(each.remarks):
            typer.echo(f"{each.path.name}：{line}", err=True)
        if each.error:
            typer.echo(f"{each.path.name}：{refusal(each.error)}", err=True)
    return results


def refusal(error: ReadingError) -> str:
    return REFUSALS.get(type(error)) or sentence(error)

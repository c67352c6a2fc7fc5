"""`xuehui evaluate`: gold questions against an index of given notices or of a corpus."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from bot.commands.ask import temporary_library
from bot.commands.common import fail, one_line, run_async, settings_or_exit
from bot.commands.progress import embed_missing
from bot.libraries import build_library
from bot.settings import Settings
from knowledge.evaluation import (
    Figures,
    Gold,
    UnreadableGold,
    load_corpus,
    load_questions,
)
from knowledge.evaluation import (
    evaluate as rows_of,
)
from knowledge.library import Library
from knowledge.reader import all_readable
from storage.clock import SystemClock

PRINTED = ("id", "tier", "ranked", "ms")
LABELS = {
    "hit@1": "首位命中",
    "mrr@10": "MRR@10",
    "answer_contained": "引文含答案",
    "answerable_direct": "能答：有明确规定",
    "answerable_related": "能答：只给相关规定",
    "answerable_not_found": "能答却拒答",
    "unanswerable_direct": "不能答却称有明确规定",
    "unanswerable_related": "不能答：只给相关规定",
    "unanswerable_not_found": "不能答：正确拒答",
    "ms_p50": "用时中位数（毫秒）",
    "ms_p95": "用时 95 分位（毫秒）",
}


def evaluate(questions: Path, notices: list[Path], corpus: Path | None, *, as_json: bool) -> None:
    if bool(notices) == bool(corpus):
        raise fail("请用 --notices 指定通知，或用 --corpus 指定段落文件，二者选一。")
    for path in filter(None, (questions, corpus, *notices)):
        if not path.exists():
            raise fail(f"找不到 {path}，请检查路径。")
    if unreadable := next((each for each in (questions, corpus) if each and each.is_dir()), None):
        raise fail(f"{unreadable} 是文件夹，这里要写一个 .jsonl 文件。")
    settings = settings_or_exit()
    try:
        golds = load_questions(questions)
        if not golds:
            raise fail(f"{questions} 里没有问题。")
        opened = (
            corpus_library(settings, corpus) if corpus else temporary_library(settings, notices)
        )
        run_async(lambda: _evaluate(golds, opened, corpus=bool(corpus), as_json=as_json))
    except UnicodeDecodeError as error:
        raise fail("问题文件或段落文件不是 UTF-8 编码，请另存为 UTF-8。") from error
    except UnreadableGold as error:
        raise fail(f"{error.path.name} 第 {error.line} 行看不懂，应为一个 JSON 对象。") from error


async def _evaluate(
    golds: list[Gold],
    opened: AbstractAsyncContextManager[Library],
    *,
    corpus: bool,
    as_json: bool,
) -> None:
    async with opened as library:
        today = SystemClock().now().date()
        await library.ask("热身", all_readable(today))
        async for row in rows_of(library, golds, today, corpus=corpus):
            if isinstance(row, Figures):
                _print_figures(row, as_json=as_json)
            elif as_json:
                facts = row.as_dict()
                one_line(**{name: facts[name] for name in PRINTED})


def _print_figures(figures: Figures, *, as_json: bool) -> None:
    facts = figures.as_dict()
    if as_json:
        one_line(**facts)
        return
    table = Table("指标", "数值", title=f"{facts.pop('questions')} 个问题")
    for name, value in facts.items():
        table.add_row(LABELS.get(name, name), "—" if value is None else f"{value:g}")
    Console().print(table)


@asynccontextmanager
async def corpus_library(settings: Settings, corpus: Path) -> AsyncIterator[Library]:
    """Each row is one passage: a small notice of its own, in a temporary index."""
    notices = load_corpus(corpus)
    with TemporaryDirectory(prefix="xuehui-") as folder:
        library = build_library(settings, Path(folder) / "index")
        try:
            await library.open(notices)
            await embed_missing(library)
            yield library
        finally:
            await library.close()

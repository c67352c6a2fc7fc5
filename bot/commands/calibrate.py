"""`xuehui calibrate`: how the embedding model's cosines are to be read, measured and kept."""

from contextlib import AbstractAsyncContextManager
from pathlib import Path

import typer

from bot.commands.ask import kept_library
from bot.commands.common import fail, folder_or_exit, run_async, settings_or_exit
from bot.commands.evaluate import corpus_library
from bot.libraries import build_embedder
from knowledge.calibrating import Measured, TooLittleToMeasure
from knowledge.calibrating import calibrate as measure
from knowledge.calibration import keep
from knowledge.evaluation import UnreadableGold, load_questions
from knowledge.library import Library
from storage.clock import SystemClock

TOO_LITTLE = "还测不出来：请先用 xuehui index 多收录一些带标题的通知，并确认语义模型可用，再试。"


def calibrate(questions: Path | None, corpus: Path | None) -> None:
    for path in filter(None, (questions, corpus)):
        if not path.is_file():
            raise fail(f"找不到文件 {path}，请检查路径。")
    settings = settings_or_exit()
    folder_or_exit(settings)
    embedder = build_embedder(settings)
    if embedder is None:
        raise fail("这台机器上没有语义模型，不需要校准。")
    try:
        asked = [g.text for g in load_questions(questions) if g.answerable] if questions else []
        opened = corpus_library(settings, corpus) if corpus else kept_library(settings)
        measured = run_async(lambda: _measure(opened, asked))
    except TooLittleToMeasure as error:
        raise fail(TOO_LITTLE) from error
    except UnreadableGold as error:
        raise fail(f"{error.path.name} 第 {error.line} 行看不懂，应为一个 JSON 对象。") from error
    facts = {
        "made": SystemClock().now().date().isoformat(),
        "strangers": measured.strangers,
        "own": measured.own,
    }
    keep(settings.calibration, embedder.name, measured.calibration, facts)
    say(measured)


async def _measure(opened: AbstractAsyncContextManager[Library], asked: list[str]) -> Measured:
    async with opened as library:
        return await measure(library, asked, SystemClock().now().date())


def say(measured: Measured) -> None:
    """The curve in words."""
    for cosine, relevance in measured.calibration.points:
        typer.echo(f"余弦 {cosine:.3f}：相关程度 {relevance:.1f}")
    typer.echo(f"把握低于 {measured.calibration.least:.2f} 时回答“没有找到”。")
    typer.echo(
        f"无关的问题 {measured.strangers} 个，拒答 {measured.strangers_refused:.1%}；"
        f"有依据的问题 {measured.own} 个，误拒 {measured.own_refused:.1%}。"
    )
    typer.echo("已存入数据文件夹，下次启动时使用。")

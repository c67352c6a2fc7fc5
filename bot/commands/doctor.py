"""`xuehui doctor`: what is configured, reachable, missing, and what to do about it."""

from collections.abc import Awaitable, Callable

import typer
from aiogram.exceptions import TelegramAPIError

from bot.channels.telegram import telegram_bot
from bot.commands.common import (
    UNREACHABLE,
    URL_INVALID,
    not_writable,
    run_async,
    settings_or_exit,
    writable,
)
from bot.commands.holdings import BAD, GOOD, NOTE, Finding, holdings
from bot.libraries import build_embedder, build_language, build_reranker
from bot.reranker import HttpReranker
from bot.settings import Settings
from knowledge.embedding import EmbeddingError
from storage.archive import Archive
from storage.engine import Database, DatabaseUnreachable, DatabaseUrlInvalid
from storage.schema import migrate


def doctor() -> None:
    settings = settings_or_exit()
    findings = run_async(lambda: examine(settings))
    for mark, sentence in findings:
        typer.echo(f"{mark} {sentence}")
    if any(mark == BAD for mark, _ in findings):
        raise typer.Exit(1)


async def examine(settings: Settings) -> list[Finding]:
    checks: list[Callable[[Settings], Awaitable[list[Finding]]]] = [
        _folder,
        _database,
        _embedding,
        _language,
        _finding,
        _page,
        _telegram,
    ]
    return [finding for check in checks for finding in await check(settings)]


async def _folder(settings: Settings) -> list[Finding]:
    if not writable(settings.data):
        return [(BAD, not_writable(settings.data))]
    return [(GOOD, f"数据文件夹 {settings.data.absolute()} 可写。")]


async def _database(settings: Settings) -> list[Finding]:
    kind = "PostgreSQL" if "postgres" in settings.database else "SQLite"
    try:
        await migrate(settings.database)
        count = await _count(Database(settings.database))
    except DatabaseUrlInvalid:
        return [(BAD, URL_INVALID)]
    except DatabaseUnreachable as error:
        return [(BAD, f"{kind}：{UNREACHABLE.format(reason=error)}")]
    kept = await holdings(settings)
    if count:
        return [(GOOD, f"数据库（{kind}）可用，已收录 {count} 份通知。"), *kept]
    return [
        (GOOD, f"数据库（{kind}）可用。"),
        (NOTE, "还没有收录通知。请运行：xuehui index 通知所在的文件夹"),
        *kept,
    ]


async def _count(database: Database) -> int:
    try:
        async with database.reading() as work:
            return await Archive(work).notices.count()
    finally:
        await database.close()


async def _embedding(settings: Settings) -> list[Finding]:
    embedder = build_embedder(settings)
    if embedder is None:
        return [
            (NOTE, "这台机器没有内置语义模型，只按字词查找。可设置 XUEHUI_EMBEDDING_BASE_URL。")
        ]
    try:
        await embedder.embed_queries(["你好"])
    except EmbeddingError:
        return [(BAD, "语义模型连不上，请检查 XUEHUI_EMBEDDING_BASE_URL、_MODEL、_KEY。")]
    return [(GOOD, f"语义模型可用（{embedder.name}）。")]


async def _language(settings: Settings) -> list[Finding]:
    if settings.llm_base_url is None:
        return [(NOTE, "没有设置大语言模型，按通知原文回答。需要时设置 XUEHUI_LLM_BASE_URL。")]
    language = build_language(settings)
    if language and await language.answers():
        return [(GOOD, f"大语言模型可用（{settings.llm_model}）。")]
    return [(BAD, "大语言模型没有应答，请检查 XUEHUI_LLM_BASE_URL、_MODEL、_KEY。")]


async def _finding(settings: Settings) -> list[Finding]:
    own = [(GOOD, f"同义词表 {settings.glossary} 已读入。")] if settings.glossary else []
    reranker = build_reranker(settings)
    if not isinstance(reranker, HttpReranker):
        return own
    answered = await reranker.answers()
    await reranker.close()
    if answered:
        return [*own, (GOOD, f"重排模型可用（{settings.rerank_model}）。")]
    return [*own, (BAD, "重排模型没有应答，请检查 XUEHUI_RERANK_URL、_MODEL、_KEY。")]


async def _page(settings: Settings) -> list[Finding]:
    where = f"http://{settings.web_host}:{settings.web_port}"
    demo = "（演示模式，可切换身份）" if settings.demo else ""
    return [(GOOD, f"网页入口：{where}{demo}")]


async def _telegram(settings: Settings) -> list[Finding]:
    if settings.telegram_token is None:
        return [(NOTE, "没有设置 Telegram。需要时设置 XUEHUI_TELEGRAM_TOKEN。")]
    bot = telegram_bot(settings)
    try:
        me = await bot.get_me(request_timeout=10)
    except TelegramAPIError as error:
        reason = type(error).__name__
        return [(BAD, f"Telegram 连不上（{reason}），请检查令牌和 XUEHUI_TELEGRAM_API。")]
    finally:
        await bot.session.close()
    way = "网络回调" if settings.telegram_webhook_url else "长轮询"
    return [(GOOD, f"Telegram 可用：@{me.username}（{way}）。")]

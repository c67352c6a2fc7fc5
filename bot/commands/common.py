"""What the commands share: settings read once, one event loop, errors as sentences."""

import asyncio
from base64 import b64encode
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import typer

from bot.logs import configure_logs
from bot.settings import Settings, SettingsInvalid, load_settings
from storage.engine import DatabaseUnreachable, DatabaseUrlInvalid
from storage.keys import parse

Result = TypeVar("Result")
URL_INVALID = "设置 XUEHUI_DATABASE_URL 有误：看不懂这个地址。"
UNREACHABLE = "数据库连不上（{reason}），请检查它是否在运行，以及 XUEHUI_DATABASE_URL。"


def fail(sentence: str) -> typer.Exit:
    """Say why on standard error; to be raised."""
    typer.echo(sentence, err=True)
    return typer.Exit(1)


def settings_or_exit(**overrides: object) -> Settings:
    try:
        settings = load_settings(**overrides)
    except SettingsInvalid as error:
        raise fail(str(error)) from error
    configure_logs(secrets=secrets_of(settings))
    return settings


def secrets_of(settings: Settings) -> tuple[str, ...]:
    """What must never stand in a log."""
    kept = (
        settings.telegram_token,
        settings.telegram_webhook_secret,
        settings.embedding_key,
        settings.rerank_key,
        settings.llm_key,
    )
    secrets = [secret.get_secret_value() for secret in kept if secret]
    keys = parse(settings.keys.get_secret_value()) if settings.keys else ()
    sealing = [b64encode(key.secret).decode() for key in keys]
    password = urlsplit(settings.database_url or "").password
    return (*secrets, *sealing, *filter(None, [password]))


def folder_or_exit(settings: Settings) -> None:
    if not writable(settings.data):
        raise fail(f"{not_writable(settings.data)}")


def writable(folder: Path) -> bool:
    """Whether files can be made there; the folder itself is made."""
    probe = folder / ".probe"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError:
        return False
    return True


def not_writable(folder: Path) -> str:
    return f"数据文件夹 {folder.absolute()} 写不进去，请检查权限，或改 XUEHUI_DATA。"


def run_async(work: Callable[[], Awaitable[Result]]) -> Result:
    """Run to the end; what is wrong with the database becomes a sentence."""

    async def all_of_it() -> Result:
        return await work()

    try:
        with suppress(KeyboardInterrupt):
            return asyncio.run(all_of_it())
    except DatabaseUrlInvalid as error:
        raise fail(URL_INVALID) from error
    except DatabaseUnreachable as error:
        raise fail(UNREACHABLE.format(reason=error)) from error
    raise typer.Exit(130)


def one_line(**facts: Any) -> None:
    import json  # noqa: PLC0415

    typer.echo(json.dumps(facts, ensure_ascii=False))

"""What the commands share: settings read once, one event loop, errors as sentences."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, TypeVar

import typer

from bot.logs import configure_logs
from bot.settings import Settings, SettingsInvalid, load_settings

Result = TypeVar("Result")


def fail(sentence: str) -> typer.Exit:
    """Say why on standard error; to be raised."""
    typer.echo(sentence, err=True)
    return typer.Exit(1)


def settings_or_exit(**overrides: object) -> Settings:
    try:
        settings = load_settings(**overrides)
    except SettingsInvalid as error:
        raise fail(str(error)) from error
    secrets = [
        secret.get_secret_value()
        for secret in (
            settings.telegram_token,
            settings.telegram_webhook_secret,
            settings.embedding_key,
            settings.llm_key,
        )
        if secret
    ]
    configure_logs(secrets=tuple(secrets))
    return settings


def run_async(work: Callable[[], Awaitable[Result]]) -> Result:
    async def all_of_it() -> Result:
        return await work()

    with suppress(KeyboardInterrupt):
        return asyncio.run(all_of_it())
    raise typer.Exit(130)


def one_line(**facts: Any) -> None:
    import json  # noqa: PLC0415

    typer.echo(json.dumps(facts, ensure_ascii=False))

"""Doors that are never really opened: the people of a dialogue feed them themselves."""

from dataclasses import dataclass

from aiogram import Bot

from bot.channels.web_door import WebDoor


@dataclass(kw_only=True)
class QuietDoor:
    """A door that is never really opened: the actors feed it themselves."""

    bot: Bot
    name: str = "Telegram"
    standing: str | None = None

    async def open(self) -> None: ...

    async def stop_feeding(self) -> None: ...

    async def close(self) -> None: ...


class QuietWebDoor(WebDoor):
    """The web door without its server."""

    async def open(self) -> None: ...

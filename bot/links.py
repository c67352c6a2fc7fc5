"""Links into the house, one for each door that can be linked to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from time import monotonic

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError

from bot.channels.door import Door

log = structlog.get_logger()
PATIENCE_SECONDS = 4  # somebody waits for the reply that is to hold the link
PAUSE_SECONDS = 60.0


@dataclass(kw_only=True)
class DoorLinks:
    """`doors` is filled after the rooms are wired: it is looked at when a link is wanted."""

    page_url: str
    doors: Sequence[Door]
    _username: str | None = None
    _quiet_until: float = field(default=0.0)

    async def page(self, payload: str) -> str:
        return f"{self.page_url}/?start={payload}"

    async def telegram(self, payload: str) -> str | None:
        if self._username is None:
            self._username = await self._ask()
        return f"https://t.me/{self._username}?start={payload}" if self._username else None

    def form_page(self, filing_id: str) -> str:
        return page_link(self.page_url, filing_id)

    async def _ask(self) -> str | None:
        """The bot's name; one that did not answer is left alone for a while."""
        bot = self._telegram
        if bot is None or monotonic() < self._quiet_until:
            return None
        try:
            return (await bot.get_me(request_timeout=PATIENCE_SECONDS)).username
        except TelegramAPIError as error:
            log.warning("telegram's name is not known", error=type(error).__name__)
            self._quiet_until = monotonic() + PAUSE_SECONDS
            return None

    @property
    def _telegram(self) -> Bot | None:
        bots = (door.bot for door in self.doors)
        return next((bot for bot in bots if _is_telegram(bot)), None)


def page_link(page_url: str, filing_id: str) -> str:
    """For a link and for Telegram's WebAppInfo, which wants https."""
    return f"{page_url}/form/{filing_id}"


def _is_telegram(bot: Bot) -> bool:
    return getattr(bot.session, "door", "") == "telegram"

"""The house as a process of its own with its Telegram door: killed, stopped, started again."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from storage.engine import Database
from tests.bot.page.house import WORDS_ONLY, HouseProcess
from tests.bot.telegram.house import open_house
from tests.bot.telegram.rows import rows_in
from tests.bot.telegram.server import TOKEN, FakeTelegram


@dataclass(kw_only=True)
class TelegramHouse(HouseProcess):
    """`python -m bot run` against the test's Bot API server."""

    telegram: FakeTelegram
    settings: dict[str, str] = field(default_factory=dict)

    def _environment(self) -> dict[str, str]:
        return super()._environment() | {
            "XUEHUI_TELEGRAM_API": self.telegram.url,
            "XUEHUI_TELEGRAM_TOKEN": TOKEN,
            **WORDS_ONLY,
            **self.settings,
        }

    async def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        await self.process.wait()

    async def terminate(self) -> int:
        """Ask it to stop, as an operator does; its exit code."""
        await self.stop()
        assert self.process is not None
        assert self.process.returncode is not None
        return self.process.returncode

    async def rows(self, table: str) -> list[dict[str, Any]]:
        database = Database(f"sqlite:///{self.data / 'xuehui.db'}")
        try:
            return await rows_in(database, table)
        finally:
            await database.close()


async def stock(telegram: FakeTelegram, folder: Path) -> None:
    """Put the sample notices into a data folder before anybody asks."""
    async with open_house(telegram, folder):
        pass

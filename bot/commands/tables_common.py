"""What the commands share that bring something into the archive or out of it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.commands.common import fail
from bot.settings import Settings
from handlers.noting import By
from storage.archive import Archive
from storage.clock import SystemClock
from storage.engine import Database
from storage.schema import migrate

BY_COMMAND = By(person_id=None, door="command line", clock=SystemClock())
NO_SOCIETY = "还没有收录「{name}」。请核对学会全称，或先导入学会。"
NO_PLACE = "写不了 {path}，请检查文件夹和权限。"


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Database]:
    await migrate(settings.database)
    database = Database(settings.database, settings.vault)
    try:
        yield database
    finally:
        await database.close()


async def chosen_society(database: Database, name: str) -> str | None:
    if not name:
        return None
    async with database.reading() as work:
        found = (await Archive(work).societies.ids_by_name()).get(name.strip())
    if found is None:
        raise fail(NO_SOCIETY.format(name=name))
    return found


async def noted(database: Database, action: str, about: str, facts: dict[str, int]) -> None:
    async with database.writing() as work:
        await BY_COMMAND.note(Archive(work), action, about, **facts)


def written(path: Path, content: bytes) -> None:
    """Readable by its owner only: it may hold numbers of persons."""
    try:
        path.touch(mode=0o600)
        path.chmod(0o600)
        path.write_bytes(content)
    except OSError as error:
        raise fail(NO_PLACE.format(path=path)) from error

"""One of several processes that count in the same row; run by test_engine."""

import asyncio
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from sqlalchemy import select, update

from storage.engine import Database
from storage.tables import people


async def add(url: str, times: int) -> None:
    database = Database(url)
    for _ in range(times):
        async with database.writing() as work:
            name = (await work.run(select(people.c.name))).scalar_one()
            await work.run(update(people).values(name=str(int(name) + 1)))
    await database.close()


asyncio.run(add(sys.argv[1], int(sys.argv[2])))

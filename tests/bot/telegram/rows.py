"""Looks into the house's tables from outside."""

from typing import Any

from sqlalchemy import text

from bot.app import House
from storage.engine import Database


async def rows_of(house: House, table: str) -> list[dict[str, Any]]:
    return await rows_in(house.database, table)


async def rows_in(database: Database, table: str) -> list[dict[str, Any]]:
    async with database.reading() as work:
        found = await work.run(text(f"select * from {table}"))
        return [dict(row) for row in found.mappings()]

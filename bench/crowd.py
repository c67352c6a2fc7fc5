"""Many people and an announcement to all of them, ready to be sent."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert

from handlers.announced import Content
from storage.archive import Archive
from storage.broadcasts import BroadcastState
from storage.engine import Database
from storage.tables import addresses, people, recipients

FIRST = 100_000  # the account of the first of them
AT_ONCE = 1000
TEXT = "各学会：<b>年检</b>材料请于本月底前报送。"


async def gather(database: Database, count: int, now: datetime, *, bot_id: int = 7) -> None:
    """Person n has the account FIRST + n."""
    for start in range(0, count, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, count))
        async with database.writing() as work:
            await work.run(
                insert(people),
                [{"id": f"p{n}", "name": f"甲{n}", "created_at": now} for n in numbers],
            )
            await work.run(
                insert(addresses),
                [
                    {
                        "bot_id": bot_id,
                        "account": FIRST + n,
                        "person_id": f"p{n}",
                        "linked_at": now,
                    }
                    for n in numbers
                ],
            )


async def announce(
    database: Database,
    count: int,
    now: datetime,
    content: Content | None = None,
    **values: Any,
) -> str:
    """Approved, to the first `count` people; the announcement's id."""
    written = content or Content(text=TEXT, confirm=True)
    async with database.writing() as work:
        broadcast_id = await Archive(work).broadcasts.add(
            "年检",
            by=None,  # type: ignore[arg-type]
            now=now - timedelta(minutes=1),
            state=BroadcastState.READY,
            content=written.as_dict(),
            **values,
        )
    for start in range(0, count, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, count))
        rows = [
            {"broadcast_id": broadcast_id, "person_id": f"p{n}", "spread": False} for n in numbers
        ]
        async with database.writing() as work:
            await work.run(insert(recipients), rows)
    return broadcast_id

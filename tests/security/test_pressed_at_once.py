"""A hundred presses at once, over two connections, have one effect."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from sqlalchemy import func, select, update

from handlers.broadcast.cast import BroadcastMoved
from handlers.broadcast.reporting.reminding import RemindedAlready
from handlers.desk import Desk
from storage.archive import Archive
from storage.broadcasts import BroadcastState
from storage.delivery import DeliveryState
from storage.tables import deliveries, recipients
from tests.handlers.broadcast.conftest import Newsroom, house, newsroom, url

__all__ = ["house", "newsroom", "url"]
MANY = 100
DONE, LATE = "done", "too late"
WHO = ("author", "colleague", "third")


async def pressed(newsroom: Newsroom, do: Callable[[Desk], Awaitable[Any]]) -> Counter[str]:
    other = newsroom.elsewhere()

    async def press(n: int) -> str:
        try:
            await (newsroom, other)[n % 2].at(WHO[n % 3], do)
        except (BroadcastMoved, RemindedAlready):
            return LATE
        return DONE

    found = Counter(await asyncio.gather(*(press(n) for n in range(MANY))))
    await other.house.database.close()
    return found


async def noted(newsroom: Newsroom, action: str) -> int:
    async with newsroom.house.database.reading() as work:
        entries = await Archive(work).journal.entries(most=1000)
    return [each.action for each in entries].count(action)


async def gone_out(newsroom: Newsroom, state: DeliveryState) -> str:
    """To four secretaries, and that is what became of it."""
    identity = await newsroom.begun(BroadcastState.DONE)
    async with newsroom.house.database.writing() as work:
        archive, now = Archive(work), newsroom.house.clock.now()
        await archive.deliveries.spread(identity, parts=1, now=now, expires_at=None)
        await work.run(update(deliveries).values(state=state, finished_at=now))
    return identity


async def test_sent(newsroom: Newsroom) -> None:
    few = replace(newsroom.services.approving, above=4)
    identity = await newsroom.draft()
    n = await newsroom.token(identity, sure=True)
    found = await pressed(newsroom, lambda desk: few.ask(desk, identity, n))
    assert found == {DONE: 1, LATE: MANY - 1}
    assert await newsroom.frozen(identity) == 4
    assert await noted(newsroom, "announcement approved") == 1


async def test_submitted(newsroom: Newsroom) -> None:
    identity = await newsroom.draft()
    n = await newsroom.token(identity)
    ask = newsroom.services.approving.ask
    assert await pressed(newsroom, lambda desk: ask(desk, identity, n)) == {
        DONE: 1,
        LATE: MANY - 1,
    }
    assert await noted(newsroom, "announcement submitted") == 1


async def test_stopped(newsroom: Newsroom) -> None:
    identity = await newsroom.begun()
    stop = newsroom.services.steering.stop
    found = await pressed(newsroom, lambda desk: stop(desk, identity, sure=True))
    assert found == {DONE: 1, LATE: MANY - 1}
    assert (await newsroom.row(identity)).state is BroadcastState.CANCELLED
    assert await noted(newsroom, "announcement stopped") == 1


async def test_withdrawn(newsroom: Newsroom) -> None:
    identity = await gone_out(newsroom, DeliveryState.SENT)
    async with newsroom.house.database.writing() as work:
        await work.run(update(deliveries).values(message_id=7))
    withdraw = newsroom.services.steering.withdraw
    found = await pressed(newsroom, lambda desk: withdraw(desk, identity, sure=True))
    assert found == {DONE: 1, LATE: MANY - 1}
    async with newsroom.house.database.reading() as work:
        query = select(deliveries.c.act, func.count()).group_by(deliveries.c.act)
        acts = {row[0]: row[1] for row in await work.run(query)}
    assert acts == {"send": 4, "delete": 4}


async def test_sent_once_more(newsroom: Newsroom) -> None:
    identity = await gone_out(newsroom, DeliveryState.UNCERTAIN)
    resend = newsroom.services.reporting.resend
    again: list[int] = []

    async def press(desk: Desk) -> None:
        again.append((await resend(desk, identity, sure=True)).again or 0)

    await pressed(newsroom, press)
    assert sum(again) == 4 and sorted(again)[-1] == 4
    assert await noted(newsroom, "announcement resent") == 1
    async with newsroom.house.database.reading() as work:
        states = await Archive(work).deliveries.states(identity)
    assert states == {DeliveryState.PENDING: 4}


async def test_reminded(newsroom: Newsroom) -> None:
    identity = await gone_out(newsroom, DeliveryState.SENT)
    few = replace(newsroom.services.approving, above=4)
    reminding = replace(newsroom.services.reminding, approving=few)
    before = await noted(newsroom, "announcement approved")
    found = await pressed(newsroom, lambda desk: reminding.remind(desk, identity, sure=True))
    assert found == {DONE: 1, LATE: MANY - 1}
    async with newsroom.house.database.reading() as work:
        assert await Archive(work).broadcasts.count() == 2
        per = select(func.count()).select_from(recipients).group_by(recipients.c.broadcast_id)
        assert list((await work.run(per)).scalars()) == [4, 4]
    assert await noted(newsroom, "announcement approved") == before + 1


async def test_answered(newsroom: Newsroom) -> None:
    """One's own presses: one reading, the answer that came last, no mishap."""
    identity = await newsroom.begun(BroadcastState.DONE)
    content = dict((await newsroom.row(identity)).content) | {"choices": ["来", "不来"]}
    await newsroom.put(identity, content=content)
    other, press = newsroom.elsewhere(), newsroom.services.pressing.press
    who = next(name for name in newsroom.people if "secretary" in name)
    await asyncio.gather(
        *(
            (newsroom, other)[n % 2].at(who, lambda d, n=n: press(d, identity, 1 + n // 2 % 2))
            for n in range(MANY)
        )
    )
    await other.house.database.close()
    async with newsroom.house.database.reading() as work:
        totals = await Archive(work).following.totals(identity)
    assert sum(each.answered for each in totals) == sum(each.read for each in totals) == 1

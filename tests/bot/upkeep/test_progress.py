"""The message in which staff watch: one for each door, edited now and then, concluded once."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import EditMessageText, SendMessage
from sqlalchemy import select, update

from bot.rehearsal.quiet import QuietDoor
from bot.upkeep.progress import ProgressPost
from storage.archive import Archive
from storage.broadcasts import BroadcastState
from storage.delivery import Delivery, DeliveryState, Outcome
from storage.engine import Database
from storage.roles import Role
from storage.tables import deliveries
from tests.storage.announcements import NOW, Fate, Sent, give_address, send

WEB, TELEGRAM = 1, 2


@dataclass
class FixedClock:
    """Stands still until it is moved."""

    at: datetime = NOW

    def now(self) -> datetime:
        return self.at


@dataclass
class Listening:
    """A bot that takes down what it is to show, or does not answer."""

    id: int
    shown: list[EditMessageText] = field(default_factory=list)
    hangs: bool = False

    async def __call__(self, method: EditMessageText, request_timeout: int) -> None:
        if self.hangs:
            raise TelegramNetworkError(method=method, message="no answer")
        self.shown.append(method)


@dataclass(kw_only=True)
class Scene:
    """An announcement under way, its author and its approver, and who posts its progress."""

    database: Database
    clock: FixedClock
    sent: Sent
    bots: list[Any]

    def post(self) -> ProgressPost:
        return ProgressPost(
            database=self.database,
            clock=self.clock,
            page_url="https://chat.example.org",
            doors=[QuietDoor(bot=bot) for bot in self.bots],
        )

    async def rows(self) -> list[Delivery]:
        """What lies in the outbox beside the announcement itself."""
        async with self.database.reading() as work:
            found = await work.run(
                select(deliveries.c.id).where(deliveries.c.broadcast_id.is_(None))
            )
            numbers = set(found.scalars())
            archive = Archive(work)
            due = [await archive.deliveries.due(each, self.clock.now()) for each in (1, 2)]
        return [row for rows in due for row in rows if row.id in numbers]

    async def bring_out(self) -> None:
        """As the courier does: each is sent and has a number in its chat."""
        rows = await self.rows()
        arrived = [
            (row.id, Outcome(state=DeliveryState.SENT, message_id=900 + row.id)) for row in rows
        ]
        async with self.database.writing() as work:
            await Archive(work).deliveries.settle(arrived, self.clock.now())

    async def arrives(self, many: int) -> None:
        async with self.database.writing() as work:
            left = select(deliveries.c.id).where(deliveries.c.state == "pending")
            of_it = left.where(deliveries.c.broadcast_id == self.sent.id)
            of_it = of_it.order_by(deliveries.c.id).limit(many * 2)
            await work.run(
                update(deliveries)
                .where(deliveries.c.id.in_(of_it))
                .values(state="sent", finished_at=self.clock.now())
            )

    async def turn(self, state: BroadcastState) -> None:
        async with self.database.writing() as work:
            broadcasts = Archive(work).broadcasts
            assert await broadcasts.move(
                self.sent.id, list(BroadcastState), state, self.clock.now()
            )


@pytest.fixture
async def scene(database: Database) -> Scene:
    async with database.writing() as work:
        archive = Archive(work)
        makers = []
        for n, name in enumerate(("孔景行", "林怀瑾")):
            maker = await archive.people.add(name, NOW)
            await archive.roles.give(
                maker, Role.STAFF, None, NOW - timedelta(days=1), given_by=None
            )
            await give_address(archive, maker, 50 + n)
            makers.append(maker)
        await give_address(archive, makers[1], 61, bot_id=TELEGRAM)
        await give_address(
            archive, makers[0], 62, bot_id=TELEGRAM, held_since=NOW, held_because="x"
        )
        sent = await send(
            archive,
            [Fate(many=38, states=("pending",)), Fate(many=2, states=("failed",))],
            state=BroadcastState.SENDING,
            by=makers[0],
            decided_by=makers[1],
        )
    bots = [Listening(WEB), Listening(TELEGRAM)]
    return Scene(database=database, clock=FixedClock(), sent=sent, bots=bots)


async def walked(post: ProgressPost, scene: Scene, seconds: float = 2) -> int:
    scene.clock.at += timedelta(seconds=seconds)
    return await post.walk()


async def test_each_door_has_one_message_and_only_one(scene: Scene) -> None:
    post = scene.post()
    assert await post.walk() == 3
    rows = await scene.rows()
    assert sorted((row.bot_id, row.chat_id) for row in rows) == [(1, 50), (1, 51), (2, 61)]
    assert {row.method for row in rows} == {SendMessage.__name__}
    payload = rows[0].payload
    for each in ("正在发送", "5%", "已发 0 · 没发出 2 · 还剩 38", "暂停", "停发", "看名单"):
        assert each in payload
    assert "https://chat.example.org/sending/" in payload
    assert "web_app" in next(row.payload for row in rows if row.bot_id == TELEGRAM)
    assert await walked(post, scene) == 0
    assert await walked(scene.post(), scene) == 0


async def test_two_processes_at_once_post_one_each(scene: Scene) -> None:
    posted = await asyncio.gather(*(scene.post().walk() for _ in range(4)))
    assert sum(posted) == 3
    assert len(await scene.rows()) == 3


async def test_it_is_edited_at_most_every_two_seconds_and_only_when_it_changed(
    scene: Scene,
) -> None:
    post = scene.post()
    await post.walk()
    await scene.bring_out()
    assert await walked(post, scene, 30) == 3  # how long it takes cannot be told any more
    assert await walked(post, scene) == 0
    await scene.arrives(10)
    assert await walked(post, scene, 1) == 0
    assert await walked(post, scene, 1) == 3
    edit = next(each for each in scene.bots[0].shown[2:] if each.chat_id == 50)
    assert edit.chat_id == 50 and edit.message_id
    assert "已发 10 · 没发出 2 · 还剩 28 · 大约还要" in edit.text
    assert "▓▓▓░░░░░░░ 30%" in edit.text
    await scene.turn(BroadcastState.PAUSED)
    assert await walked(post, scene) == 3
    paused = scene.bots[0].shown[-1]
    assert "已暂停" in paused.text and "大约" not in paused.text
    labels = [b.text for row in paused.reply_markup.inline_keyboard for b in row]
    assert labels == ["1. 刷新", "2. 接着发", "3. 停发", "4. 看名单", "在网页上看"]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (BroadcastState.DONE, "发完了"),
        (BroadcastState.CANCELLED, "已停发"),
        (BroadcastState.EXPIRED, "到期了"),
        (BroadcastState.WITHDRAWN, "已撤回"),
    ],
)
async def test_the_last_word_is_a_row_said_once(
    scene: Scene, state: BroadcastState, said: str
) -> None:
    post = scene.post()
    await post.walk()
    await scene.bring_out()
    await scene.arrives(38)
    await scene.turn(state)
    assert await walked(post, scene) == 3
    rows = await scene.rows()
    assert {row.method for row in rows} == {EditMessageText.__name__}
    assert all(said in row.payload and "看报告" in row.payload for row in rows)
    assert all("100%" in row.payload and "暂停" not in row.payload for row in rows)
    await scene.bring_out()
    assert await walked(post, scene) == await walked(scene.post(), scene) == 0


async def test_one_that_is_over_before_it_is_told_is_told_once(scene: Scene) -> None:
    await scene.turn(BroadcastState.DONE)
    assert await walked(scene.post(), scene) == 3
    assert all("发完了" in row.payload for row in await scene.rows())
    await scene.bring_out()
    assert await walked(scene.post(), scene) == 0


async def test_a_first_word_that_was_lost_is_no_reason_to_lose_the_last(scene: Scene) -> None:
    post = scene.post()
    await post.walk()
    rows = await scene.rows()
    lost = [DeliveryState.UNCERTAIN, DeliveryState.FAILED, DeliveryState.HELD]
    async with scene.database.writing() as work:
        outcomes = [Outcome(state=each, reason="x") for each in lost]
        await Archive(work).deliveries.settle(
            list(zip([row.id for row in rows], outcomes, strict=True)), NOW
        )
    await scene.turn(BroadcastState.DONE)
    assert await walked(post, scene) == 2
    assert {row.method for row in await scene.rows()} == {SendMessage.__name__}


async def test_a_door_that_hangs_is_left_alone_for_a_while(scene: Scene) -> None:
    post = scene.post()
    await post.walk()
    await scene.bring_out()
    scene.bots[1].hangs = True
    for _ in range(3):
        await scene.arrives(2)
        await walked(post, scene)
    assert len(scene.bots[0].shown) == 2 * 3
    scene.bots[1].hangs = False
    await scene.arrives(2)
    await walked(post, scene)
    assert scene.bots[1].shown == []
    await walked(post, scene, 30)
    assert len(scene.bots[1].shown) == 1


async def test_whoever_left_the_staff_is_not_told(scene: Scene) -> None:
    async with scene.database.writing() as work:
        archive = Archive(work)
        broadcast = await archive.broadcasts.get(scene.sent.id)
        assert broadcast
        for maker in (broadcast.created_by, broadcast.decided_by):
            for standing in await archive.roles.of(maker or "", NOW):
                await archive.roles.end(standing.id, NOW, ended_by=None)
    post = scene.post()
    assert await walked(post, scene) == await walked(post, scene) == 0
    assert post.told_nobody == {scene.sent.id}

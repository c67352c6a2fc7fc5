"""Each row is tried as often as it may be, and ends where people can see it."""

from datetime import datetime, timedelta

import pytest

from bench.bot_api import Manners
from storage.archive import Archive
from storage.broadcasts import BroadcastState
from storage.merging import merge
from tests.bot.broadcast.town import FIRST, Town


async def test_everybody_gets_it_once_and_it_is_done(town: Town) -> None:
    identity = await town.announce(50)
    courier = town.courier()
    await town.run(courier)
    assert town.got() == {FIRST + n: 1 for n in range(50)}
    assert await town.states(identity) == {"sent": 50}
    broadcast = await town.broadcast(identity)
    assert (broadcast.state, broadcast.edition) == (BroadcastState.DONE, 0)
    assert broadcast.started_at and broadcast.spread_at and broadcast.finished_at
    (typed, *_) = await town.rows("choices")
    assert "已阅" in str(typed["offered"])


async def test_it_waits_for_its_time(town: Town) -> None:
    at = town.clock.now() + timedelta(hours=1)
    identity = await town.announce(3, send_at=at)
    courier = town.courier()
    await town.pass_time(courier, 3590)
    assert (await town.broadcast(identity)).state is BroadcastState.READY
    await town.pass_time(courier, 20)
    assert town.got().total() == 3


async def test_who_blocks_the_bot_is_held_until_they_write(town: Town) -> None:
    """Figure 4: one attempt, a reason and a date; what still stands goes out when they write."""
    identity = await town.announce(3)
    later = town.clock.now() + timedelta(days=1)
    async with town.database.writing() as work:
        await Archive(work).broadcasts.mark(identity, expires_at=later)
    town.api.manners = Manners(blocks=[FIRST])
    courier = town.courier()
    await town.run(courier)
    await town.pass_time(courier, 60)
    assert town.api.calls[FIRST] == 1
    assert await town.states(identity) == {"sent": 2, "held": 1}
    (address,) = [row for row in await town.rows("addresses") if row["account"] == FIRST]
    assert address["held_because"] == "TelegramForbiddenError" and address["held_since"]
    assert (await town.broadcast(identity)).state is BroadcastState.DONE
    town.api.manners = Manners()
    async with town.database.writing() as work:
        await Archive(work).people.release(7, FIRST)
        assert await Archive(work).deliveries.release(7, FIRST, town.clock.now()) == 1
    await town.run(courier)
    assert town.got()[FIRST] == 1
    assert (await town.broadcast(identity)).finished_at


async def test_what_is_over_is_not_sent_to_who_comes_back(town: Town) -> None:
    over = town.clock.now() + timedelta(hours=1)
    await town.announce(1, expires_at=over)
    town.api.manners = Manners(blocks=[FIRST])
    courier = town.courier()
    await town.run(courier)
    town.clock.advance(timedelta(hours=2))
    async with town.database.writing() as work:
        assert await Archive(work).deliveries.release(7, FIRST, town.clock.now()) == 0


async def test_who_comes_back_late_is_spared_old_announcements(town: Town) -> None:
    await town.announce(1)
    town.api.manners = Manners(blocks=[FIRST])
    await town.run(town.courier())
    for days, released in ((31, 0), (-2, 1)):
        town.clock.advance(timedelta(days=days))
        async with town.database.writing() as work:
            deliveries = Archive(work).deliveries
            assert await deliveries.release(7, FIRST, town.clock.now()) == released


async def test_a_chat_that_moved_is_followed(town: Town) -> None:
    """Figure 4: the address is changed, there is one delivery, and what waits goes there too."""
    identity = await town.announce(2)
    async with town.database.writing() as work:
        payload = f'{{"chat_id": {FIRST}, "text": "x"}}'
        later = town.clock.now() + timedelta(hours=1)
        await Archive(work).deliveries.post(7, FIRST, "SendMessage", payload, later)
    town.api.manners = Manners(moves={FIRST: -1007})
    courier = town.courier()
    await town.run(courier)
    assert town.got() == {FIRST + 1: 1, -1007: 1}
    assert await town.states(identity) == {"sent": 2}
    assert {row["account"] for row in await town.rows("addresses")} == {FIRST + 1, -1007}
    town.clock.advance(timedelta(hours=2))
    await courier.courier.send_due(courier.bot)
    assert town.got()[-1007] == 2


async def test_a_broken_server_is_tried_five_times(town: Town) -> None:
    """Figure 4: then it is listed as failed, with the reason."""
    identity = await town.announce(2)
    town.api.manners = Manners(breaks={FIRST: 99, FIRST + 1: 2})
    courier = town.courier()
    for _ in range(8):
        await town.pass_time(courier, 11)
    assert (town.api.calls[FIRST], town.api.calls[FIRST + 1]) == (5, 3)
    assert await town.states(identity) == {"sent": 1, "failed": 1}
    async with town.database.reading() as work:
        reasons = await Archive(work).deliveries.reasons(identity)
    assert {str(state): reason for state, reason in reasons} == {"failed": "TelegramServerError"}
    assert (await town.broadcast(identity)).state is BroadcastState.DONE


async def test_a_dropped_answer_is_doubtful_until_staff_decide(town: Town) -> None:
    """Figure 5."""
    identity = await town.announce(3)
    town.api.manners = Manners(drops=[FIRST])
    courier = town.courier()
    await town.run(courier)
    await town.pass_time(courier, 3600)
    assert await town.states(identity) == {"sent": 2, "uncertain": 1}
    assert town.got()[FIRST] == 1
    async with town.database.writing() as work:
        outbox = Archive(work).deliveries
        (doubt,) = await outbox.uncertain(identity)
        assert (doubt.name, doubt.reason) == ("甲0", "TelegramNetworkError")
        assert isinstance(doubt.since, datetime)
        town.api.manners = Manners()
        assert await outbox.resend_uncertain(identity, town.clock.now()) == 1
    await town.run(courier)
    assert town.got()[FIRST] == 2
    assert await town.states(identity) == {"sent": 3}


async def test_nobody_at_home_is_no_attempt_too_many(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.distribution.REST_SECONDS", (0.01, 0.1))
    identity = await town.announce(2)
    courier = town.courier()
    nowhere = "http://127.0.0.1:1"
    there, town.address = town.address, nowhere
    lost = town.courier()
    for _ in range(6):
        await town.pass_time(lost, 11)
    assert await town.states(identity) == {"pending": 2}
    town.address = there
    await town.pass_time(courier, 11)
    assert await town.states(identity) == {"sent": 2}


async def test_a_claim_that_outlives_its_process_is_doubted(town: Town) -> None:
    """With a second process that lives, its claims are left alone."""
    identity = await town.announce(2)
    courier = town.courier(lease_seconds=100)
    await courier.rounds.walk()
    async with town.database.writing() as work:
        archive, now = Archive(work), town.clock.now()
        lease = now + timedelta(seconds=100)
        terms = {"now": now, "lease": lease, "most": 1}
        (_,) = await archive.bulk.claim(7, identity, ["send"], **terms)
        doubted = await archive.deliveries.doubt_claimed(7, now, all_leases=False)
        assert doubted == 0
    await town.run(courier)
    assert await town.states(identity) == {"sent": 1, "claimed": 1}
    town.clock.advance(timedelta(seconds=101))
    assert await courier.courier.doubt_lost(courier.bot) == 1
    await town.run(courier)
    assert await town.states(identity) == {"sent": 1, "uncertain": 1}
    assert (await town.broadcast(identity)).state is BroadcastState.DONE


async def test_who_turns_out_to_be_somebody_else_has_it_once(town: Town) -> None:
    """A guest comes in by a known person's code between the approval and the sending."""
    identity = await town.announce(3)
    async with town.database.writing() as work:
        people = Archive(work).people
        known = await people.add("甲", town.clock.now())
        for n in (0, 1):
            await people.link(7, FIRST + n, known, town.clock.now())
            assert await merge(work, f"p{n}", known)
    courier = town.courier()
    await town.run(courier)
    assert town.got() == {FIRST + n: 1 for n in range(3)}
    assert await town.states(identity) == {"sent": 3}

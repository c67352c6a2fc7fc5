"""What changes while an approved announcement waits for its hour counts when it goes out."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from bot.upkeep.broadcasts import BroadcastRounds
from storage.archive import Archive
from storage.broadcasts import BroadcastState
from storage.roles import Role
from storage.tables import addresses, deliveries, notices, recipients, societies
from tests.handlers.broadcast.conftest import Newsroom, house, newsroom, url

__all__ = ["house", "newsroom", "url"]


async def approved(newsroom: Newsroom, *, mandatory: bool = False) -> str:
    """To four secretaries, an hour from now."""
    identity = await newsroom.draft()
    at = newsroom.house.clock.now() + timedelta(hours=1)
    await newsroom.put(identity, send_at=at, mandatory=mandatory)
    await newsroom.ask(identity)
    await newsroom.approve(identity)
    return identity


async def go_out(newsroom: Newsroom, identity: str) -> dict[str, tuple[str | None, list[str]]]:
    """Why each secretary was left out, and the states of their messages."""
    newsroom.pass_time(hours=2)
    rounds = BroadcastRounds(database=newsroom.house.database, clock=newsroom.house.clock)
    await rounds.walk()
    names = {person: name for name, person in newsroom.people.items()}
    found: dict[str, tuple[str | None, list[str]]] = {}
    async with newsroom.house.database.reading() as work:
        of_it = recipients.c.broadcast_id == identity
        for row in (await work.run(select(recipients).where(of_it))).all():
            mine = deliveries.c.recipient_id == row.id
            states = await work.run(select(deliveries.c.state).where(mine))
            found[names.get(row.person_id, "")] = (row.excluded, list(states.scalars()))
    return found


@pytest.mark.parametrize("mandatory", [False, True])
async def test_who_has_declined_since_is_left_out(newsroom: Newsroom, mandatory: bool) -> None:
    identity = await approved(newsroom, mandatory=mandatory)
    muted, held, gone, other = (name for name in newsroom.people if "secretary" in name)
    async with newsroom.house.database.writing() as work:
        archive, now = Archive(work), newsroom.house.clock.now()
        await archive.reminding.mute(newsroom.people[muted], "announcements", now)
        theirs = addresses.c.person_id == newsroom.people[held]
        values = {"held_since": now, "held_because": "TelegramForbiddenError"}
        await work.run(update(addresses).where(theirs).values(**values))
        await archive.personal.erase(newsroom.people[gone], now)
    found = await go_out(newsroom, identity)
    assert found[muted] == ((None, ["pending"]) if mandatory else ("muted", []))
    assert found[held] == (None, ["held"])
    assert found[""] == ("no door", [])
    assert found[other] == (None, ["pending"])
    row = await newsroom.row(identity)
    assert row.state is BroadcastState.SENDING and row.spread_at


async def test_who_took_back_their_consent_and_has_no_role_left(newsroom: Newsroom) -> None:
    identity = await approved(newsroom)
    one, two, *_ = (name for name in newsroom.people if "secretary" in name)
    async with newsroom.house.database.writing() as work:
        archive, now = Archive(work), newsroom.house.clock.now()
        for name in (one, two):
            person = newsroom.people[name]
            await archive.consents.give(person, "membership", 1, "web", now)
            await archive.consents.withdraw(person, now)
        for standing in await archive.roles.of(newsroom.people[one], now):
            await archive.roles.end(standing.id, now, ended_by=None)
    found = await go_out(newsroom, identity)
    assert found[one] == ("withdrawn", [])
    assert found[two] == (None, ["pending"]), "a secretary hears of their office"


async def test_a_society_that_is_gone_stops_nothing(newsroom: Newsroom) -> None:
    identity = await approved(newsroom)
    async with newsroom.house.database.writing() as work:
        await work.run(delete(notices))
        held = await Archive(work).roles.holders(newsroom.house.clock.now(), role=Role.SECRETARY)
        for holder in held[:1]:
            await work.run(update(recipients).values(society_id=None))
            assert holder.standing.society_id
            where = societies.c.id == holder.standing.society_id
            await work.run(delete(societies).where(where))
    found = await go_out(newsroom, identity)
    assert [states for _, states in found.values()] == [["pending"]] * 4

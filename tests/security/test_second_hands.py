"""Nobody is their own second person: not by a later change, nor by two accounts become one."""

import pytest

from handlers.broadcast.cast import OwnHand
from storage.archive import Archive
from storage.audiences import Conditions
from storage.broadcasts import BroadcastState
from storage.merging import merge
from storage.roles import Role
from tests.handlers.broadcast.conftest import Newsroom, house, newsroom, url

__all__ = ["house", "newsroom", "url"]


async def become_one(newsroom: Newsroom, former: str, to: str) -> None:
    """The door of one turns out to be another's."""
    async with newsroom.house.database.writing() as work:
        archive, now = Archive(work), newsroom.house.clock.now()
        gone, kept = newsroom.people[former], newsroom.people[to]
        await archive.people.link(2, newsroom.house.doors[gone], kept, now)
        assert await merge(work, gone, kept)


async def test_a_change_is_not_covered_by_a_later_one(newsroom: Newsroom) -> None:
    services, identity = newsroom.services, await newsroom.draft()
    newsroom.people["fourth"] = await newsroom.house.person("fourth", (Role.STAFF, None))
    await newsroom.at("third", lambda d: services.writing.rewrite(d, identity, "第三人的话"))
    await newsroom.at("colleague", lambda d: services.addressing.clear(d, identity))
    await newsroom.at(
        "colleague", lambda d: services.addressing.add(d, identity, "roles", ["secretary"])
    )
    await newsroom.at("author", lambda d: services.writing.turn_confirm(d, identity))
    asked = await newsroom.ask(identity)
    assert [each.person_id for each in asked.letters] == [newsroom.people["fourth"]]
    for who in ("author", "colleague", "third"):
        with pytest.raises(OwnHand):
            await newsroom.approve(identity, who)
    await newsroom.approve(identity, "fourth")


@pytest.mark.parametrize("deed", ["wrote", "changed", "asked"])
async def test_two_accounts_of_one_person_are_one_hand(newsroom: Newsroom, deed: str) -> None:
    services = newsroom.services
    newsroom.people["second account"] = await newsroom.house.person("甲", (Role.STAFF, None))
    identity = await newsroom.draft(who="second account" if deed == "wrote" else "author")
    if deed == "changed":
        await newsroom.at(
            "second account", lambda d: services.writing.rewrite(d, identity, "改过的话")
        )
        await newsroom.at("author", lambda d: services.writing.turn_confirm(d, identity))
    await newsroom.ask(identity, "second account" if deed == "asked" else "author")
    await become_one(newsroom, "second account", "colleague")
    with pytest.raises(OwnHand):
        await newsroom.approve(identity)
    assert (await newsroom.row(identity)).state is BroadcastState.WAITING


async def test_nor_for_a_correction(newsroom: Newsroom) -> None:
    newsroom.people["second account"] = await newsroom.house.person("甲", (Role.STAFF, None))
    identity = await newsroom.begun()
    services = newsroom.services
    await newsroom.at("second account", lambda d: services.steering.mend(d, identity, "更正"))
    await become_one(newsroom, "second account", "colleague")
    with pytest.raises(OwnHand):
        await newsroom.approve(identity)
    assert (await newsroom.row(identity)).edition == 0


async def test_who_is_meant_by_name_stays_meant(newsroom: Newsroom) -> None:
    """In a draft, in a list that was kept as conditions, once where both are named."""
    newsroom.people["second account"] = await newsroom.house.person("甲", (Role.STAFF, None))
    former, to = newsroom.people["second account"], newsroom.people["colleague"]
    identity, now = await newsroom.draft(), newsroom.house.clock.now()
    meant = Conditions(people=(former, to)).as_dict()
    await newsroom.put(identity, audience=meant)
    async with newsroom.house.database.writing() as work:
        lists = Archive(work).saved_lists
        saved = await lists.add("名单", by=to, now=now, audience={"people": [former]})
        assert saved
    await become_one(newsroom, "second account", "colleague")
    assert (await newsroom.row(identity)).audience == {"people": [to]}
    async with newsroom.house.database.reading() as work:
        kept = await Archive(work).saved_lists.get(saved)
    assert kept and kept.audience == {"people": [to]}

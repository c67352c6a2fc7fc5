"""An invitation opens the house only while its giver may still give what is inside."""

import asyncio
from datetime import timedelta
from typing import Any

from handlers.desk import Desk
from handlers.people.directory.service import Directory, LastAdministrator
from handlers.people.entry.service import Entering, Found, Refused, Why
from handlers.people.own.service import Own
from handlers.rights import NotForThisRole
from storage.archive import Archive
from storage.roles import Role
from tests.handlers.members.conftest import House

TOKEN, CODE = "t" * 32, "123456"


async def invite(house: House, giver: str | None, role: Role, society: str | None = None) -> str:
    async with house.database.writing() as work:
        now = house.clock.now()
        return await Archive(work).invitations.give(
            role=role,
            name="王小明",
            society_id=society,
            token=TOKEN,
            code=CODE,
            given_by=giver,
            now=now,
            expires_at=now + timedelta(days=14),
        )


async def end_role(house: House, by: str, of: str) -> Any:
    holds = (await house.person_now(of)).standings[0]
    return await house.at_desk(by, lambda desk: Directory().end_role(desk, holds.id))


async def is_withdrawn(house: House, identity: str) -> bool:
    async with house.database.reading() as work:
        kept = await Archive(work).invitations.get(identity)
    assert kept
    return kept.withdrawn_at is not None


async def refusals(house: House) -> list[Why]:
    """What somebody hears who comes by the link, and by the code."""
    guest = await house.person("访客")
    found = [
        await house.at_desk(guest, lambda desk: Entering().by_token(desk, TOKEN)),
        await house.at_desk(guest, lambda desk: Entering().by_code(desk, CODE)),
    ]
    return [each.why for each in found if isinstance(each, Refused)]


async def test_open_invitations_end_with_the_role_of_their_giver(house: House) -> None:
    society = await house.society("云岭省材料学会")
    staff = await house.person("李干事", (Role.STAFF, None))
    secretary = await house.person("何秘书", (Role.SECRETARY, society))
    invitation = await invite(house, secretary, Role.PARTY_HEAD, society)
    assert await refusals(house) == []
    await end_role(house, staff, secretary)
    assert await is_withdrawn(house, invitation)
    assert await refusals(house) == [Why.WITHDRAWN] * 2


async def test_whoever_may_still_give_it_keeps_it_open(house: House) -> None:
    society = await house.society("云岭省材料学会")
    head = await house.person("主任", (Role.ADMINISTRATOR, None))
    staff = await house.person("干事", (Role.SECRETARY, society), (Role.STAFF, None))
    invitation = await invite(house, staff, Role.PARTY_HEAD, society)
    await end_role(house, head, staff)
    assert not await is_withdrawn(house, invitation)
    assert await refusals(house) == []


async def test_a_role_that_ended_by_itself_brings_nobody_in(house: House) -> None:
    staff, guest = await house.person("干事"), await house.person("访客")
    async with house.database.writing() as work:
        now = house.clock.now()
        until = now + timedelta(days=1)
        await Archive(work).roles.give(staff, Role.STAFF, None, now, given_by=None, until=until)
    invitation = await invite(house, staff, Role.EXPERT)

    async def accept(desk: Desk) -> Any:
        return await Entering().accept(desk, invitation)

    house.pass_time(days=2)
    assert await refusals(house) == [Why.WITHDRAWN] * 2
    assert await house.at_desk(guest, accept) is None
    assert (await house.person_now(guest)).standings == ()


async def test_nobody_comes_in_by_whoever_has_erased_themselves(house: House) -> None:
    staff = await house.person("干事", (Role.STAFF, None))
    invitation = await invite(house, staff, Role.EXPERT)
    await house.at_desk(staff, Own().erase)
    assert await is_withdrawn(house, invitation)
    assert await refusals(house) == [Why.WITHDRAWN] * 2


async def test_the_command_line_needs_no_role(house: House) -> None:
    await invite(house, None, Role.ADMINISTRATOR)
    guest = await house.person("访客")
    found = await house.at_desk(guest, lambda desk: Entering().by_code(desk, CODE))
    assert isinstance(found, Found) and found.invitation


async def test_two_administrators_who_end_each_other_leave_one(house: House) -> None:
    one, other = [await house.person(name, (Role.ADMINISTRATOR, None)) for name in ("甲", "乙")]
    deeds = end_role(house, one, other), end_role(house, other, one)
    outcomes = await asyncio.gather(*deeds, return_exceptions=True)
    refused = [isinstance(each, LastAdministrator | NotForThisRole) for each in outcomes]
    assert sorted(refused) == [False, True]
    async with house.database.reading() as work:
        assert await Archive(work).roles.count(Role.ADMINISTRATOR, house.clock.now()) == 1


async def test_two_administrators_who_erase_themselves_leave_one(house: House) -> None:
    pair = [await house.person(name, (Role.ADMINISTRATOR, None)) for name in ("甲", "乙")]
    await asyncio.gather(*[house.at_desk(each, Own().erase) for each in pair])
    async with house.database.reading() as work:
        assert await Archive(work).roles.count(Role.ADMINISTRATOR, house.clock.now()) == 1

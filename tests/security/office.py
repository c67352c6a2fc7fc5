"""A forms office to be attacked: everybody who has no business with a filing, and who has."""

from collections.abc import Awaitable
from typing import Any

from bot.forms_room import forms_talks
from bot.settings import Settings
from forms.values import Complaint
from handlers.casework.errors import FilingGone, MovedOn
from handlers.desk import Desk
from handlers.filing.talk import KIND, FilingTalk
from handlers.rights import NotForThisRole
from storage.archive import Archive
from storage.roles import Role
from tests.handlers.review.conftest import Office, house, office

__all__ = ["Office", "house", "office"]
SHUT = (FilingGone, NotForThisRole)
FOREIGN = ("guest", "member", "expert", "asked", "recused", "other_secretary", "other_leader")


async def crowd(office: Office) -> None:
    """A second secretary, and experts to be asked."""
    home = office.home
    office.people["second"] = await office.house.person("second", (Role.SECRETARY, home))
    for name in ("asked", "recused"):
        office.people[name] = await office.house.person(name, (Role.EXPERT, None))


async def ask_experts(office: Office, filing_id: str) -> None:
    async def ask(desk: Desk) -> None:
        experts = desk.archive.experts
        for name in ("asked", "recused"):
            await experts.assign(filing_id, office.people[name], by=None, now=desk.now)
        await experts.recuse(filing_id, office.people["recused"], "是我的学生", desk.now)

    await office.at("staff", ask)


async def begun(office: Office, by: str = "secretary") -> str:
    """A draft with what is known already."""

    async def begin(desk: Desk) -> str:
        started = await office.services.starting.beginning.start(desk, "forum-report", office.home)
        return started.case.id

    return await office.at(by, begin)


async def end_roles(office: Office, who: str) -> None:
    """By somebody else, meanwhile."""
    now = office.house.clock.now()
    async with office.house.database.writing() as work:
        archive = Archive(work)
        for standing in await archive.roles.of(office.people[who], now):
            assert await archive.roles.end(standing.id, now, ended_by="somebody")


def talk_of(office: Office) -> FilingTalk:
    talk = forms_talks(office.services, Settings())[KIND]
    assert isinstance(talk, FilingTalk)
    return talk


async def outcome(step: Awaitable[Any]) -> str:
    """「shut」 for who has no business there, 「open」 whatever else became of it."""
    try:
        await step
    except SHUT:
        return "shut"
    except (Complaint, MovedOn):
        return "open"
    return "open"

"""Roles, the society acted for, and the doors somebody uses."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.desk import Desk
from handlers.noting import note
from handlers.people.codes import fresh_code
from handlers.rights import Action, NotThisSociety, require
from storage.people import Address
from storage.web import WEB_BOT_ID, WebSession

CODE_GOOD_FOR = timedelta(minutes=10)


class NotYourDoor(Exception):
    """The door is somebody else's, or nobody's any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDoor:
    """One way somebody comes in; `here` is the one they speak through now."""

    bot_id: int
    account: int
    linked_at: datetime
    here: bool
    session: WebSession | None = None

    @property
    def key(self) -> str:
        return f"{self.bot_id}.{self.account}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Self:
    """The use cases of the corner."""

    async def doors(self, desk: Desk) -> list[OpenDoor]:
        require(desk.person, Action.KEEP_OWN_DATA)
        addresses = await desk.archive.people.addresses(desk.person.id)
        accounts = [each.account for each in addresses if each.bot_id == WEB_BOT_ID]
        kept = await desk.archive.web_messages.sessions(accounts)
        sessions = {each.account: each for each in kept}
        return [_door(desk, each, sessions) for each in addresses]

    async def login_code(self, desk: Desk) -> str:
        """Six digits that open another door to this person, for ten minutes, once."""
        require(desk.person, Action.KEEP_OWN_DATA)
        code = await fresh_code(desk.archive, desk.now)
        until = desk.now + CODE_GOOD_FOR
        await desk.archive.login_codes.give(desk.person.id, code, until)
        await note(desk, "login code made", desk.person.id)
        return code

    async def end_door(self, desk: Desk, key: str) -> OpenDoor:
        """Whoever writes from there next is a new guest; what stands in its chat is closed."""
        found = next((each for each in await self.doors(desk) if each.key == key), None)
        if found is None:
            raise NotYourDoor
        if found.bot_id == WEB_BOT_ID:
            await desk.archive.web_messages.close_account(found.account, desk.now)
        await desk.archive.people.unlink(found.bot_id, found.account)
        await note(desk, "door ended", desk.person.id)
        return found

    async def act_for(self, desk: Desk, society_id: str) -> str:
        """The society's name; only one in which the person holds a role."""
        require(desk.person, Action.KEEP_OWN_DATA)
        mine = {each.society_id: each.society for each in desk.person.standings}
        name = mine.get(society_id)
        if name is None:
            raise NotThisSociety
        await desk.archive.people.act_for(desk.person.id, society_id)
        return name


def _door(desk: Desk, address: Address, sessions: dict[int, WebSession]) -> OpenDoor:
    is_web = address.bot_id == WEB_BOT_ID
    return OpenDoor(
        bot_id=address.bot_id,
        account=address.account,
        linked_at=address.linked_at,
        here=(address.bot_id, address.account) == (desk.bot_id, desk.chat_id),
        session=sessions.get(address.account) if is_web else None,
    )

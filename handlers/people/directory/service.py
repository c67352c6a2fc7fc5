"""Finding people and societies, a person's page, and ending roles."""

from dataclasses import dataclass

from handlers.desk import Desk
from handlers.noting import note
from handlers.people.vouching import withdraw_lapsed
from handlers.rights import Action, NotForThisRole, may_give, require
from storage.members import Member
from storage.people import Person
from storage.roles import Holder, Role, Standing

MOST = 8


class PersonGone(Exception):
    """There is no such person any more."""


class RoleEnded(Exception):
    """The role has ended already."""


class LastAdministrator(Exception):
    """Somebody has to be able to appoint the next one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """What a search met: ids and names, and rows of rosters."""

    words: str
    societies: list[tuple[str, str]]
    people: list[Person]
    members: list[Member]

    def __bool__(self) -> bool:
        return bool(self.societies or self.people or self.members)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """Everything about one person that staff may see."""

    person: Person
    history: list[Standing]
    members: list[Member]
    doors: int
    givers: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """The use cases of the corner."""

    async def search(self, desk: Desk, words: str) -> Hits:
        require(desk.person, Action.SEARCH)
        archive = desk.archive
        named = await archive.people.search(words, most=MOST)
        known = [await archive.people.get(identity, desk.now) for identity, _ in named]
        return Hits(
            words=words,
            societies=await archive.societies.search(words, most=MOST),
            people=[each for each in known if each],
            members=await archive.members.search(words, most=MOST),
        )

    async def person(self, desk: Desk, person_id: str) -> PersonPage:
        require(desk.person, Action.SEE_PERSON)
        archive = desk.archive
        person = await archive.people.get(person_id, desk.now)
        if person is None:
            raise PersonGone
        history = await archive.roles.history(person_id)
        givers = [each.given_by for each in history if each.given_by]
        return PersonPage(
            person=person,
            history=history,
            members=await archive.members.of(person_id),
            doors=len(await archive.people.addresses(person_id)),
            givers=await archive.people.names(givers),
        )

    async def role(self, desk: Desk, identity: str) -> Holder:
        """A role this person may end."""
        holder = await desk.archive.roles.get(identity)
        society_id = holder.standing.society_id if holder else None
        require(desk.person, Action.END_ROLE, society_id)
        if holder is None:
            raise RoleEnded
        if not may_give(desk.person, holder.standing.role, society_id):
            raise NotForThisRole
        return holder

    async def end_role(self, desk: Desk, identity: str) -> Holder:
        holder = await self.role(desk, identity)
        role = holder.standing.role
        if role is Role.ADMINISTRATOR and await desk.archive.roles.is_last(role, desk.now):
            raise LastAdministrator
        if not await desk.archive.roles.end(identity, desk.now, ended_by=desk.person.id):
            raise RoleEnded
        turn = {"from": role, "to": None}
        society = holder.standing.society_id
        await note(desk, "role ended", holder.person_id, society=society, **turn)
        await withdraw_lapsed(desk, holder.person_id)
        return holder

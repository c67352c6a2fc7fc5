"""What a person can do here, and how their questions stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from handlers.guide import Guide
from handlers.menu import MenuItem
from handlers.places import Place
from handlers.readers import audiences_of
from storage.archive import Archive
from storage.notice_records import NoticeRecord
from storage.people import Person, Role

SHOWN = 20
FOR_EVERYBODY: tuple[MenuItem | Place, ...] = (
    MenuItem.EXAMPLES,
    MenuItem.NOTICES,
    Place.MY_QUESTIONS,
)
_OF_STAFF = (
    Place.QUEUE,
    Place.QUESTIONS,
    Place.NOTICES,
    Place.BROADCASTS,
    Place.DEADLINES,
    Place.SEARCH,
    Place.SOCIETIES,
    Place.CORRECTIONS,
    Place.INVITE,
    Place.RENEWAL,
    Place.RANKING,
    Place.FIGURES,
    Place.ABSENCE,
)
# What a role comes for, the most wanted first.
OF_ROLES: Mapping[Role, tuple[MenuItem | Place, ...]] = {
    Role.ADMINISTRATOR: (*_OF_STAFF, Place.JOURNAL),
    Role.STAFF_HEAD: _OF_STAFF,
    Role.STAFF: _OF_STAFF,
    Role.SECRETARY: (
        Place.AGENDA,
        Place.CATALOGUE,
        Place.FILINGS,
        Place.SOCIETY,
        Place.ROSTER,
        Place.INVITE,
        Place.RENEWAL,
    ),
    Role.LEADER: (Place.QUEUE, Place.AGENDA, Place.SOCIETY, Place.ROSTER),
    Role.PARTY_HEAD: (Place.QUEUE, Place.AGENDA, Place.SOCIETY),
    Role.EXPERT: (Place.TO_SCORE,),
    Role.MEMBER: (
        Place.MY_MEMBERSHIP,
        Place.CARD,
        Place.CATALOGUE,
        Place.FILINGS,
        Place.NOTICE_LIST,
    ),
}
OF_GUESTS = (Place.CONFIRM, Place.ENTER, Place.EVENTS, Place.NOTICE_LIST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """Where a person may go, and what they have left unfinished."""

    items: tuple[MenuItem | Place, ...]
    unfinished: tuple[Guide, ...] = ()
    drafts: tuple[tuple[str, str], ...] = ()  # ids and titles of filings


def items_for(person: Person) -> tuple[MenuItem | Place, ...]:
    own = [item for role, items in OF_ROLES.items() if person.holds(role) for item in items]
    if not person.standings:
        return (*FOR_EVERYBODY, *OF_GUESTS, MenuItem.HELP)
    return (
        *dict.fromkeys(own),
        Place.EVENTS,
        Place.ME,
        *FOR_EVERYBODY,
        MenuItem.HELP,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Helping:
    """The use cases of the room."""

    association: str
    guides: Mapping[str, Guide] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)  # their titles

    async def menu(self, archive: Archive, person: Person) -> Menu:
        kinds = await archive.drafts.kinds(person.id)
        begun = [self.guides[kind] for kind in kinds if kind in self.guides]
        unfinished = [each for each in begun if each.is_worth_resuming]
        return Menu(
            items=items_for(person),
            unfinished=tuple(unfinished[:1]),
            drafts=tuple((await self._drafts(archive, person))[:1]),
        )

    async def _drafts(self, archive: Archive, person: Person) -> list[tuple[str, str]]:
        """What somebody has begun to file, the latest first."""
        if not person.standings:
            return []
        begun = await archive.filings.drafts_of(person.id)
        known = [each for each in begun if each.form in self.forms]
        return [(each.id, each.title or self.forms[each.form]) for each in known]

    async def notices(self, archive: Archive, person: Person) -> tuple[int, list[NoticeRecord]]:
        """How many this person may read, and the first of them: what counts, the newest first."""
        audiences, records = audiences_of(person), archive.notice_records
        return await records.count_readable(audiences), await records.readable(audiences, SHOWN)

"""All that is kept about one person: gathered for them, erased when they ask for it.

A test walks through every table of the archive: a column that leads to a person is treated here,
or stands on that test's list with the reason why not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, func, or_, select, union, update

from storage.announced_files import part_with_announcements
from storage.consents import Consents
from storage.contents import unnamed
from storage.corrections import Corrections
from storage.deliveries import Deliveries
from storage.drafts import Drafts
from storage.engine import Work
from storage.files import Files
from storage.imports import Imports
from storage.inbox import Inbox
from storage.journal import Journal
from storage.members import Member, Members
from storage.people import Address, People
from storage.personal_announcements import gather_announcements
from storage.personal_filings import (
    NO_FORMS,
    OwnForms,
    erase_filings,
    gather_filings,
    going_digests,
)
from storage.personal_reminders import erase_duties_done, gather_reminders
from storage.roles import Roles
from storage.tables import (
    choices,
    deliveries,
    files,
    intakes,
    invitations,
    people,
    questions,
    roles,
    societies,
    states,
    web_accounts,
    web_messages,
)
from storage.web import WEB_BOT_ID

Rows = list[dict[str, Any]]
Gathered = Mapping[str, Sequence[Mapping[str, Any]]]
EVERYTHING = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What was taken off the rosters, contents no row names any more, rows erased by kind."""

    members: tuple[Member, ...]
    digests: tuple[str, ...]
    counts: dict[str, int]


class Personal:
    """One person's data in every table."""

    def __init__(self, work: Work) -> None:
        self.work = work

    async def gather(self, person_id: str) -> Gathered:
        """Kind → rows by column name; numbers whole, for they are the person's own."""
        accounts = await self._accounts(person_id)
        return {
            "person": await self._person(person_id),
            "doors": await self._doors(person_id),
            "roles": [asdict(each) for each in await Roles(self.work).history(person_id)],
            "memberships": [asdict(each) for each in await Members(self.work).of(person_id)],
            "consents": [asdict(each) for each in await Consents(self.work).of(person_id)],
            "questions": await self._rows(
                select(questions)
                .where(questions.c.person_id == person_id)
                .order_by(questions.c.asked_at)
            ),
            "intakes": await self._rows(
                select(intakes)
                .where(intakes.c.person_id == person_id)
                .order_by(intakes.c.created_at)
            ),
            "files": [asdict(each) for each in await Files(self.work).of(person_id)],
            "messages": await self._rows(
                select(web_messages)
                .where(web_messages.c.account.in_(accounts))
                .order_by(web_messages.c.id)
            ),
            "corrections": [asdict(each) for each in await Corrections(self.work).of(person_id)],
            "invitations": await self._invitations(person_id),
            "drafts": await self._drafts(person_id),
            "imports": await Imports(self.work).about(person_id),
            **await gather_filings(self.work, person_id),
            **await gather_announcements(self.work, person_id),
            **await gather_reminders(self.work, person_id),
            "deeds": await self._deeds(person_id),
        }

    async def _rows(self, query: Any) -> Rows:
        return [dict(row._mapping) for row in await self.work.run(query)]

    async def _person(self, person_id: str) -> Rows:
        chosen = people.outerjoin(societies, societies.c.id == people.c.acting_for)
        return await self._rows(
            select(people.c.name, people.c.created_at, societies.c.name.label("acting_for"))
            .select_from(chosen)
            .where(people.c.id == person_id)
        )

    async def _doors(self, person_id: str) -> Rows:
        """Addresses, and for a page the browser it was last seen in."""
        accounts = await self._accounts(person_id)
        seen = await self._rows(select(web_accounts).where(web_accounts.c.id.in_(accounts)))
        devices = {row["id"]: row for row in seen}
        found = []
        for address in await People(self.work).addresses(person_id):
            page = devices.get(address.account, {}) if address.bot_id == WEB_BOT_ID else {}
            device = {"device": page.get("device"), "seen_at": page.get("seen_at")}
            found.append(asdict(address) | device)
        return found

    async def _invitations(self, person_id: str) -> Rows:
        """Given, used, or meant for them; without what opens the door."""
        mine = [each.id for each in await Members(self.work).of(person_id)]
        return await self._rows(
            select(
                invitations.c.role,
                invitations.c.name,
                societies.c.name.label("society"),
                invitations.c.given_at,
                invitations.c.expires_at,
                invitations.c.used_at,
                invitations.c.withdrawn_at,
                (invitations.c.given_by == person_id).label("is_given"),
            )
            .select_from(invitations.outerjoin(societies))
            .where(
                or_(
                    invitations.c.given_by == person_id,
                    invitations.c.used_by == person_id,
                    invitations.c.member_id.in_(mine),
                )
            )
            .order_by(invitations.c.given_at, invitations.c.id)
        )

    async def _drafts(self, person_id: str) -> Rows:
        drafts = Drafts(self.work)
        kinds = await drafts.kinds(person_id)
        return [{"kind": kind, "data": await drafts.get(person_id, kind)} for kind in kinds]

    async def _deeds(self, person_id: str) -> Rows:
        found = await Journal(self.work).entries(most=EVERYTHING, about=person_id)
        return [asdict(each) for each in reversed(found)]

    async def erase(
        self,
        person_id: str,
        now: datetime,
        *,
        staying: tuple[int, int] | None = None,
        own: OwnForms = NO_FORMS,
    ) -> Erased:
        """Everything at once; the web account of `staying` (bot, account) goes on as a guest's."""
        before = await self._count(person_id)
        addresses = await People(self.work).addresses(person_id)
        await self._erase_invitations(person_id)
        await part_with_announcements(self.work, person_id, now)
        members = await Members(self.work).remove_of(person_id)
        digests = await self._named_by(person_id, own)
        if drafts := await erase_filings(self.work, person_id, own):
            before["filing drafts"] = drafts
        await erase_duties_done(self.work, person_id)
        for address in addresses:
            await self._erase_chat(address)
        await self._erase_pages(addresses, now, staying)
        await People(self.work).remove(person_id)  # and what foreign keys tie to that row
        gone = await unnamed(self.work, digests)
        return Erased(members=tuple(members), digests=tuple(gone), counts=before)

    async def _count(self, person_id: str) -> dict[str, int]:
        counts = {"memberships": len(await Members(self.work).of(person_id))}
        for table in (roles, questions, files):
            query = select(func.count()).select_from(table).where(table.c.person_id == person_id)
            counts[table.name] = int((await self.work.run(query)).scalar_one())
        return counts

    async def _accounts(self, person_id: str) -> list[int]:
        known = await People(self.work).addresses(person_id)
        return [each.account for each in known if each.bot_id == WEB_BOT_ID]

    async def _erase_invitations(self, person_id: str) -> None:
        """Used ones lose the name; unused ones for this name where the person is known go."""
        name = select(people.c.name).where(people.c.id == person_id).scalar_subquery()
        # Which societies the person belongs to is asked before the rosters forget it.
        known = select(roles.c.society_id).where(roles.c.person_id == person_id)
        mine = await Members(self.work).of(person_id)
        rows = await self.work.run(known)
        homes = {each.society_id for each in mine} | {each for each in rows.scalars() if each}
        names = [each.name for each in mine]
        await self.work.run(
            update(invitations).where(invitations.c.used_by == person_id).values(name="")
        )
        unused = invitations.c.used_by.is_(None)
        theirs = or_(invitations.c.name == name, invitations.c.name.in_(names))
        at_home = invitations.c.society_id.in_(homes)
        await self.work.run(delete(invitations).where(and_(unused, theirs, at_home)))

    async def _named_by(self, person_id: str, own: OwnForms) -> list[str]:
        """Contents that rows name which will go; others' rows may name them too."""
        mine = select(files.c.digest).where(files.c.person_id == person_id)
        sent = select(intakes.c.file_digest).where(
            intakes.c.person_id == person_id, intakes.c.file_digest.is_not(None)
        )
        rows = await self.work.run(union(mine, sent))
        return [*rows.scalars(), *await going_digests(self.work, person_id, own)]

    async def _erase_chat(self, address: Address) -> None:
        bot_id, account = address.bot_id, address.account
        await Deliveries(self.work).keep_unnamed(bot_id, account)
        for table in (deliveries, choices):
            here = and_(table.c.bot_id == bot_id, table.c.chat_id == account)
            await self.work.run(delete(table).where(here))
        of_chat = states.c.key.startswith(f"fsm:{bot_id}:{account}:", autoescape=True)
        await self.work.run(delete(states).where(of_chat))
        await Inbox(self.work).forget_of(bot_id, account)

    async def _erase_pages(
        self, addresses: Sequence[Address], now: datetime, staying: tuple[int, int] | None
    ) -> None:
        for address in (each for each in addresses if each.bot_id == WEB_BOT_ID):
            stays = (address.bot_id, address.account) == staying
            # The row itself stays: SQLite would give its number, and with it an old cookie's
            # key, to somebody else.
            values = {"device": None, "seen_at": None, "closed_at": None if stays else now}
            mine = web_messages.c.account == address.account
            await self.work.run(delete(web_messages).where(mine))
            await self.work.run(
                update(web_accounts).where(web_accounts.c.id == address.account).values(**values)
            )

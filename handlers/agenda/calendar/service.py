"""Calendars for telephones: their addresses, and what is in them."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import quote

from handlers.agenda.calendar import feed, texts
from handlers.casework.states import SURE
from handlers.desk import Desk
from handlers.duties.duty import Source
from handlers.duties.finding import Duties
from handlers.noting import note
from handlers.rights import Action, require
from storage.archive import Archive
from storage.duty_facts import Whose

BEFORE, AHEAD = timedelta(days=60), timedelta(days=366)
PATH = "/calendar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where one's own calendar is, and the public one."""

    private: str = field(repr=False)
    public: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarKeeping:
    """The use cases of whoever wants an address; `page_url` is where the web door is."""

    page_url: str

    async def addresses(self, desk: Desk) -> Addresses:
        """The same as long as it is not renewed."""
        require(desk.person, Action.KEEP_OWN_REMINDERS)
        secret = await desk.archive.calendar_links.of(desk.person.id)
        if secret is None:
            secret = await self._give(desk)
            await note(desk, "calendar link given", desk.person.id)
        return self._addresses(secret)

    async def renew(self, desk: Desk, *, sure: bool) -> Addresses | None:
        """A new one; the old one opens nothing from now on."""
        require(desk.person, Action.KEEP_OWN_REMINDERS)
        if not sure:
            return None
        secret = await self._give(desk)
        await note(desk, "calendar link renewed", desk.person.id)
        return self._addresses(secret)

    async def _give(self, desk: Desk) -> str:
        secret = secrets.token_urlsafe(32)
        await desk.archive.calendar_links.give(desk.person.id, secret, desk.now)
        return secret

    def _addresses(self, secret: str) -> Addresses:
        base = f"{self.page_url}{PATH}"
        return Addresses(private=f"{base}/{quote(secret)}.ics", public=f"{base}/events.ics")


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFeeds:
    """What is in them, for whoever knows the address."""

    duties: Duties = field(repr=False)
    association: str

    async def private(self, archive: Archive, secret: str, now: datetime) -> bytes | None:
        """By what its owner may see at this moment; None for an address that opens nothing."""
        owner = await archive.calendar_links.owner(secret)
        person = await archive.people.get(owner, now) if owner else None
        if person is None:
            return None
        found = await self.duties.of(archive, person, now, days=AHEAD.days)
        places = await archive.duty_facts.signed_up(
            SURE, now - BEFORE, now + AHEAD, Whose(person_id=person.id)
        )
        due = [each for each in found if each.source is not Source.EVENT]
        return feed.private(texts.PRIVATE_NAME, due, places, now)

    async def public(
        self, archive: Archive, now: datetime, *, discipline: str = "", city: str = ""
    ) -> bytes:
        events = await archive.subscriptions.public_events(
            now - BEFORE, discipline=discipline, city=city
        )
        name = " · ".join(filter(None, (texts.PUBLIC_NAME, discipline, city)))
        return feed.public(f"{self.association}{name}", events, now)

"""Filings begun for an account at a door, as the chat would begin them."""

from datetime import datetime

from bot.appointing import appoint
from forms.drafts import Draft
from storage.archive import Archive
from storage.engine import Database
from storage.filings import Content
from storage.people import Person
from storage.roles import Role
from tests.forms.catalogues import EIGHT

HOME = "云岭省材料学会"


async def arrive(
    database: Database, bot_id: int, account: int, now: datetime, name: str = "沈知微"
) -> Person:
    """A secretary of HOME at that account."""
    async with database.writing() as work:
        archive = Archive(work)
        person = await archive.people.at(bot_id, account, now) or (
            await archive.people.welcome(bot_id, account, name, now)
        )
        await appoint(archive, person, Role.SECRETARY, HOME, now)
        known = await archive.people.at(bot_id, account, now)
    assert known is not None
    return known


async def begin(
    database: Database, person: Person, form_id: str, now: datetime, draft: Draft | None = None
) -> str:
    form = EIGHT.forms[form_id]
    society = next((each.society_id for each in person.standings if each.society_id), None)
    draft = draft or Draft(form=form.id, version=form.version)
    if society and form.field("society_id"):
        draft = Draft.restore(
            {**draft.plain(), "answers": {"society_id": society, **draft.answers}}
        )
    async with database.writing() as work:
        return await Archive(work).filings.begin(
            form.id,
            form.version,
            form.workflow,
            society_id=society,
            person_id=person.id,
            title="",
            content=Content(draft=draft.plain(), talk={}),
            now=now,
        )


async def draft_of(database: Database, filing_id: str) -> Draft:
    async with database.reading() as work:
        content = await Archive(work).filings.content(filing_id)
    assert content is not None
    return Draft.restore(content.draft)

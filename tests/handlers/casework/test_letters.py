"""Letters of a filing whose filer has left: those who are secretaries now hear of it."""

from handlers.guiding import Act
from storage.archive import Archive
from storage.roles import Role
from tests.handlers.filing.conftest import CATALOGUE, NOW, Office, office
from tests.handlers.filing.test_talk import fill

__all__ = ["office"]


async def test_the_present_secretaries_hear(office: Office) -> None:
    filing_id = await office.begin(CATALOGUE.forms["secretary-salon"])
    await fill(office, filing_id)
    async with office.desk() as desk:
        await office.talk.take(desk, filing_id, Act.CONFIRM, "", "")
    async with office.database.writing() as work:
        archive = Archive(work)
        for standing in await archive.roles.of(office.person_id, NOW):
            await archive.roles.end(standing.id, NOW, ended_by=None)
        new = await archive.people.welcome(1, 99, "苏秘书", NOW)
        await archive.roles.give(new.id, Role.SECRETARY, office.society_id, NOW, given_by=None)
    async with office.desk() as desk:
        filing = await desk.archive.filings.get(filing_id)
        assert filing
        case = await office.offices.case(desk.archive, filing, NOW)
        post = office.talk.handing_in.moving.post
        assert await post.filers(desk.archive, case, NOW) == [new.id]

"""A document made to hurt, over the page's own address: refused in words, and forgotten."""

from storage.archive import Archive
from storage.roles import Role
from tests.bot.test_hostile_pages import bomb
from tests.bot.web.conftest import Visitor
from tests.bot.web.test_forms import both
from tests.bot.web.test_notices import become
from tests.security.hostile_documents import STRANGE, TOO_MUCH, deep

__all__ = ["both"]


async def test_is_refused_and_forgotten(both: Visitor) -> None:
    visitor, house = both, both.house
    await become(house, visitor, Role.STAFF)
    for name, content, told in (
        ("炸弹.pdf", bomb(), TOO_MUCH),
        ("极深.docx", deep(600_000), STRANGE),
    ):
        await visitor.uploads(name, content)
        await house.rounds.walk()
        await visitor.settled()
        shown = [each["html"] for each in await visitor.history() if not each["mine"]]
        assert told in shown[-1], shown[-1]
    assert list(house.shelf.folder.glob("*")) == []
    async with house.database.reading() as work:
        archive = Archive(work)
        assert await archive.notices.count() == 0
        assert not await archive.intakes.waiting(house.clock.now())

"""Whoever works at the association and is a candidate decides and reads nothing of it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from forms.values import Complaint
from handlers.casework.errors import FilingGone
from handlers.rights import NotForThisRole
from storage.objections import Objection
from storage.roles import Role
from tests.databases import opened
from tests.handlers.scoring.conftest import TALENT, House, furnished
from tests.handlers.scoring.test_objections import WHY, object_to, on_notice
from tests.security.office import SHUT

ME = "江望舒"


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with opened(f"sqlite:///{tmp_path / 'rooms.db'}") as database:
        house = await furnished(database, tmp_path)
        await house.person(ME, Role.STAFF_HEAD)
        yield house


async def objection_of(house: House, filing_id: str) -> Objection:
    async with house.archive() as archive:
        (found,) = await archive.objections.of(filing_id)
    return found


async def test_who_objected_to_oneself_is_not_told(house: House) -> None:
    filing_id = await on_notice(house, ME)
    await object_to(house, filing_id)
    objection = await objection_of(house, filing_id)
    async with house.desk("干事") as desk:
        assert len(await house.services.objecting.waiting(desk)) == 1
        assert (await house.services.objecting.look(desk, objection.id)).objection == objection
    async with house.desk(ME) as desk:
        assert await house.services.objecting.waiting(desk) == []
        with pytest.raises(FilingGone):
            await house.services.objecting.look(desk, objection.id)
        with pytest.raises(Complaint):
            await house.services.objecting.settle(desk, objection.id, "object", WHY.reason)


async def test_ones_own_scores_are_not_on_the_board(house: House) -> None:
    mine, other = await house.candidate(ME), await house.candidate("林知远")
    async with house.desk("干事") as desk:
        for filing_id in (mine, other):
            await house.services.assigning.ask(desk, filing_id, house.people["专家甲"])
    async with house.desk("专家甲") as desk:
        for filing_id in (mine, other):
            await house.services.scoring.score(desk, filing_id, 80, "工作扎实，成果突出。")
    async with house.desk("部长") as desk:
        board = await house.services.ranking.board(desk, TALENT.id)
        assert {each.filing.id for each in board.scored} == {mine, other}
    async with house.desk(ME) as desk:
        board = await house.services.ranking.board(desk, TALENT.id)
        assert {each.filing.id for each in board.scored} == {other}


async def test_an_expert_sees_only_what_they_were_asked_for_while_they_are_one(
    house: House,
) -> None:
    filing_id = await house.candidate("林知远")
    async with house.desk("干事") as desk:
        await house.services.assigning.ask(desk, filing_id, house.people["专家甲"])
    scoring = house.services.scoring
    for who in ("专家乙", "部长", "林知远"):
        async with house.desk(who) as desk:
            with pytest.raises(SHUT):
                await scoring.card(desk, filing_id)
    async with house.archive() as archive:
        now = house.clock.now()
        for standing in await archive.roles.of(house.people["专家甲"], now):
            await archive.roles.end(standing.id, now, ended_by="somebody")
    async with house.desk("专家甲") as desk:
        for step in (
            scoring.card(desk, filing_id),
            scoring.score(desk, filing_id, 80, "工作扎实，成果突出。"),
            scoring.recuse(desk, filing_id, "是我的学生"),
        ):
            with pytest.raises(NotForThisRole):
                await step

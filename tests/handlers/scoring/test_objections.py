"""While names are on public notice: objections, decisions, and what has to wait for them."""

from datetime import date

import pytest

from forms.moving import Given
from forms.values import Complaint
from handlers.casework.errors import FilingGone
from handlers.review.objections import guides, texts
from handlers.rights import NotForThisRole
from tests.handlers.scoring.conftest import NOW, TALENT, House

PAPER = Given(document_number="云岭科协发〔2026〕12号", document_date=NOW.date())
AGREED, WHY = Given(opinion="同意入选"), Given(reason="经核实，情况不属实。")
SAID = {
    "name": "周明远",
    "contact": "13800500500",
    "facts": "代表性成果第一项不是本人完成的，有原稿可以证明。",
}


async def on_notice(house: House, name: str = "江望舒") -> str:
    filing_id = await house.candidate(name, state="shortlisted")
    async with house.desk("部长") as desk:
        await house.moving.move(desk, filing_id, "announce", PAPER)
    return filing_id


async def object_to(house: House, filing_id: str, who: str = "访客") -> None:
    if who not in house.people:
        await house.person(who)
    async with house.desk(who) as desk:
        await house.services.objecting.file(desk, filing_id, **SAID)


async def move(house: House, filing_id: str, move_id: str, given: Given) -> list[str]:
    async with house.desk("部长") as desk:
        outcome = await house.moving.move(desk, filing_id, move_id, given)
    return [each.person_id for each in outcome.letters]


async def test_nobody_is_selected_before_the_notice_is_over(house: House) -> None:
    filing_id = await on_notice(house)
    for days, too_early in ((0, True), (7, True), (1, False)):
        house.clock.pass_(days)
        if too_early:
            with pytest.raises(Complaint, match="「公示」到2026年3月9日为止"):
                await move(house, filing_id, "select", AGREED)
    await move(house, filing_id, "select", AGREED)
    assert (await house.filing(filing_id)).state == "selected"


async def test_an_open_objection_holds_it_up(house: House) -> None:
    filing_id = await on_notice(house)
    await object_to(house, filing_id)
    house.clock.pass_(9)
    with pytest.raises(Complaint, match="还有1份异议没有处理"):
        await move(house, filing_id, "select", AGREED)
    await move(house, filing_id, "object", Given(reason="有人反映成果归属。"))
    with pytest.raises(Complaint, match="异议处理"):
        await move(house, filing_id, "select", AGREED)
    told = await move(house, filing_id, "dismiss", WHY)
    assert set(told) == {house.people["江望舒"], house.people["访客"]}
    filing = await house.filing(filing_id)
    assert (filing.state, filing.due) == ("notice", date(2026, 3, 9))  # not begun anew
    await move(house, filing_id, "select", AGREED)


async def test_upheld_ends_it_and_all_who_objected_are_told(house: House) -> None:
    filing_id = await on_notice(house)
    await object_to(house, filing_id, "访客甲")
    await object_to(house, filing_id, "访客乙")
    await move(house, filing_id, "object", Given(reason="有人反映成果归属。"))
    async with house.desk("部长") as desk:
        outcome = await house.moving.move(desk, filing_id, "uphold", Given(reason="核实属实。"))
        letters = {each.person_id: each.text for each in outcome.letters}
        of_it = await desk.archive.objections.of(filing_id)
    for who in ("访客甲", "访客乙"):
        assert "成立" in letters[house.people[who]] and "核实属实" in letters[house.people[who]]
    assert [each.upheld for each in of_it] == [True, True]
    assert (await house.filing(filing_id)).state == "not_selected"


async def test_who_may_object_to_what(house: House) -> None:
    filing_id, other = await on_notice(house), await house.candidate("何若谷")
    await object_to(house, filing_id)
    with pytest.raises(Complaint, match="已经收到"):
        await object_to(house, filing_id)
    with pytest.raises(Complaint, match="不在公示期"):
        await object_to(house, other, "访客乙")
    with pytest.raises(Complaint, match="不在公示期"):
        await object_to(house, "0" * 32, "访客乙")


async def test_one_person_cannot_object_to_everybody(house: House) -> None:
    for n in range(5):
        await object_to(house, await on_notice(house, f"候选{n}号"))
    last = await on_notice(house, "最后一位")
    with pytest.raises(Complaint, match="请明天再来"):
        await object_to(house, last)
    house.clock.pass_(2)
    await object_to(house, last)


async def test_what_was_said_is_sealed_and_read_by_staff_alone(house: House) -> None:
    filing_id = await on_notice(house)
    await object_to(house, filing_id)
    async with house.desk("干事") as desk:
        [(objection, _)] = await house.services.objecting.waiting(desk)
        found = await house.services.objecting.look(desk, objection.id)
        assert [each.id for each in found.moves] == ["object"]
        assert all(said in texts.one(found) for said in SAID.values())
        entries = [each.action for each in await desk.archive.journal.entries(most=10)]
        assert "objection read" in entries and "objection filed" in entries
        letters = await guides._to_staff(desk, found.case)
    assert [each.person_id for each in letters] == [house.people["部长"]]
    assert not [said for said in SAID.values() if said in letters[0].text]
    assert "周明远" not in repr(objection)
    for name in ("专家甲", "江望舒", "访客"):
        async with house.desk(name) as desk:
            with pytest.raises(NotForThisRole):
                await house.services.objecting.look(desk, objection.id)
            with pytest.raises(NotForThisRole):
                await house.services.objecting.settle(desk, objection.id, "object", "不行不行")


async def test_only_moves_about_objections_are_made_here(house: House) -> None:
    filing_id = await on_notice(house)
    await object_to(house, filing_id)
    async with house.desk("部长") as desk:
        [(objection, _)] = await house.services.objecting.waiting(desk)
        with pytest.raises(FilingGone):
            await house.services.objecting.settle(desk, objection.id, "select", "同意")


async def test_anybody_sees_the_names_and_nothing_else(house: House) -> None:
    await on_notice(house)
    await house.candidate("何若谷")
    await house.person("访客")
    async with house.desk("访客") as desk:
        found = await house.services.objecting.notices(desk)
        said = texts.notices(found.notices)
    assert [each.name for each in found.names] == ["江望舒"]
    assert found.notices[0].form is TALENT
    assert "现予公示，公示到2026年3月9日为止" in said and "何若谷" not in said

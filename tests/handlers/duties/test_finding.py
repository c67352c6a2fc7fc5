"""What has to be done is found, what is done is not; for one person and for everybody alike."""

from datetime import date, timedelta
from typing import Any

import pytest

from handlers.callbacks import Go
from handlers.duties.duty import Source
from handlers.places import Place
from storage.archive import Archive
from storage.audiences import Conditions
from storage.engine import Work
from storage.events import EventKind
from storage.roles import Role
from tests.handlers.duties.conftest import Town, at

YEARLY = "annual-inspection"


async def home(town: Town, name: str = "本会", **values: Any) -> tuple[str, str]:
    society = await town.society(name, **values)
    return society, await town.person(f"{name}的秘书", Role.SECRETARY, society)


async def test_a_yearly_form_is_due_until_this_years_was_handed_in(town: Town) -> None:
    society, secretary = await home(town)
    other, _ = await home(town, "外会")
    await town.filed(YEARLY, society, secretary, at(2026, 1, 5), title="2024年")
    found = await town.every(at(2026, 3, 10))
    assert {each.society_id for each in found} == {society, other}
    (mine,) = await town.of(secretary, at(2026, 3, 10))
    assert (mine.source, mine.due) == (Source.FORM, date(2026, 3, 31))
    assert mine.what == "报送「年度检查（年度工作报告）」（2025年）"
    assert mine.basis.startswith("参照有关规定，年检材料") and "以省科协最新通知为准" in mine.basis
    assert mine.button == ("去报年度检查", Go(to=Place.FORM, id=YEARLY))
    assert mine.days_left(date(2026, 4, 2)) == -2
    filing = await town.filed(YEARLY, society, secretary, at(2026, 3, 11), title="2025年")
    assert [each.society_id for each in await town.every(at(2026, 3, 12))] == [other]
    async with town.database.writing() as work:
        await Archive(work).filings.move(filing, "withdrawn", now=at(2026, 3, 12), ended=True)
    assert len(await town.every(at(2026, 3, 13))) == 2, "what was withdrawn is not done"


@pytest.mark.parametrize(
    ("day", "many"),
    [((2025, 12, 31), 0), ((2026, 2, 28), 0), ((2026, 3, 1), 1), ((2026, 5, 31), 1)],
)
async def test_everybody_is_told_in_the_time_of_the_form(
    town: Town, day: tuple[int, int, int], many: int
) -> None:
    """From the longest level on, until it is not asked for here any more."""
    await home(town)
    await town.society("云州市科协", kind="city_association")
    assert len(await town.every(at(*day))) == many
    assert await town.every(at(2026, 6, 1)) == []


async def test_staff_move_the_day_and_the_duty_moves(town: Town) -> None:
    _, secretary = await home(town)
    async with town.database.writing() as work:
        await Archive(work).figures.set(
            "inspection_sponsor_due",
            "04-15",
            basis="云岭科协发〔2026〕12号",
            confirmed=True,
            changed_by=None,
            now=at(2026, 1, 1),
        )
    (mine,) = await town.of(secretary, at(2026, 3, 10))
    assert mine.due == date(2026, 4, 15)
    assert "参照" not in mine.basis and "〔2026〕12号" in mine.basis


async def test_a_deadline_is_for_those_it_is_for_until_they_have_done_it(town: Town) -> None:
    here, secretary = await home(town, city="云州市", discipline="材料")
    there, _ = await home(town, "外会", city="碧河市", discipline="材料")
    due, set_on = date(2026, 9, 30), at(2026, 9, 1)
    await town.deadline(
        "报学术活动计划",
        due,
        set_on,
        for_whom=Conditions(disciplines=("材料",), cities=("云州市",)),
    )
    (mine,) = await town.every(at(2026, 9, 10))
    assert (mine.society_id, mine.what, mine.can_be_ticked) == (here, "报学术活动计划", True)
    assert mine.button == ("记为已办", Go(to=Place.DUTY_DONE, id=mine.short))
    assert await town.of(secretary, at(2026, 9, 10)) == [mine]
    async with town.database.writing() as work:
        done = Archive(work).duties_done
        key = mine.object.removesuffix(f".{here}")
        assert await done.tick(key, here, secretary, set_on)
        assert not await done.tick(key, here, secretary, set_on), "once"
    assert await town.every(at(2026, 9, 10)) == []
    assert there


async def test_filing_the_form_meets_the_deadline(town: Town) -> None:
    society, secretary = await home(town)
    await town.filed("society-profile", society, secretary, at(2026, 8, 1))
    await town.deadline("更新信息", date(2026, 9, 30), at(2026, 9, 1), form="society-profile")
    (mine,) = await town.every(at(2026, 9, 10))
    assert not mine.can_be_ticked, "what was filed before does not count"
    await town.filed("society-profile", society, secretary, at(2026, 9, 11))
    assert await town.every(at(2026, 9, 12)) == []


async def test_a_deadline_of_a_yearly_form_takes_the_place_of_its_day(town: Town) -> None:
    society, secretary = await home(town)
    other, _ = await home(town, "外会")
    await town.filed(YEARLY, society, secretary, at(2026, 2, 1), title="2025年")
    await town.deadline("报年检材料", date(2026, 3, 20), at(2026, 2, 15), form=YEARLY)
    (found,) = await town.every(at(2026, 3, 10))
    assert (found.society_id, found.what, found.due) == (other, "报年检材料", date(2026, 3, 20))


async def test_what_is_not_confirmed_or_is_cancelled_reminds_nobody(town: Town) -> None:
    await home(town)
    await town.deadline("没有核对的", date(2026, 9, 30), at(2026, 9, 1), confirmed=False)
    gone = await town.deadline("取消的", date(2026, 9, 30), at(2026, 9, 1))
    async with town.database.writing() as work:
        assert await Archive(work).deadlines.cancel(gone, at(2026, 9, 2))
        assert not await Archive(work).deadlines.cancel(gone, at(2026, 9, 2))
    assert await town.every(at(2026, 9, 10)) == []


async def test_a_plan_is_due_before_a_term_ends(town: Town) -> None:
    society, secretary = await home(town, term_began=date(2021, 10, 15), term_years=5)
    await home(town, "新会", term_began=date(2025, 10, 15))
    assert await town.every(at(2026, 3, 15)) and not await town.of(secretary, at(2025, 12, 1))
    found = [each for each in await town.every(at(2026, 8, 1)) if each.source is Source.TERM]
    assert [(each.society_id, each.due) for each in found] == [(society, date(2026, 4, 15))]
    assert found[0].what == "报送换届方案（2026年10月15日届满）"
    await town.filed("reelection-plan", society, secretary, at(2021, 9, 1))
    assert await town.every(at(2026, 8, 1)), "the plan of the term before"
    await town.filed("reelection-plan", society, secretary, at(2026, 8, 1))
    assert await town.every(at(2026, 8, 2)) == []


async def test_what_was_returned_waits_for_its_society(town: Town) -> None:
    society, secretary = await home(town)
    colleague = await town.person("同事", Role.SECRETARY, society)
    filing = await town.filed(
        "forum-report", society, secretary, at(2026, 9, 1), "returned", "年会", named={"theme"}
    )
    (mine,) = await town.of(colleague, at(2026, 9, 2))
    assert mine.what == "修改「论坛活动报告（一会一报） · 年会」（退回修改）"
    assert mine.due == date(2026, 9, 15)
    assert mine.button == ("去修改", Go(to=Place.FILING, id=filing.id))
    assert (mine.society_id, mine.person_id) == (society, None)
    assert [each.object for each in await town.every(at(2026, 9, 2))] == [mine.object]


async def test_a_forum_that_is_over_waits_for_its_summary(town: Town) -> None:
    society, secretary = await home(town)
    forum = await town.filed(
        "forum-report",
        society,
        secretary,
        at(2026, 9, 1),
        "awaiting_summary",
        "年会",
        due=date(2026, 10, 1),
    )
    (mine,) = await town.every(at(2026, 9, 10))
    assert mine.due == date(2026, 10, 1) and mine.what.startswith("报「活动总结」")
    await town.filed(
        "activity-summary", society, secretary, at(2026, 9, 11), "internal", refers_to=forum.id
    )
    assert await town.every(at(2026, 9, 12)) == []


async def test_ones_own_filings_are_nobody_elses(town: Town) -> None:
    society, secretary = await home(town)
    member = await town.person("会员", Role.MEMBER, society)
    await town.filed("young-talent-apply", society, member, at(2026, 9, 1), "returned")
    assert await town.of(secretary, at(2026, 9, 2)) == []
    (mine,) = await town.of(member, at(2026, 9, 2))
    assert (mine.person_id, mine.society_id, mine.mandatory) == (member, None, False)


async def test_an_event_is_seen_by_who_goes_and_told_on_the_working_day_before(town: Town) -> None:
    society, secretary = await home(town)
    async with town.database.writing() as work:
        event = await Archive(work).events.add(
            EventKind.SALON, "沙龙", at(2026, 9, 20, 9), now=at(2026, 9, 1), venue="报告厅"
        )
    await town.filed(
        "secretary-salon", society, secretary, at(2026, 9, 1), "confirmed", event_id=event
    )
    (mine,) = await town.of(secretary, at(2026, 9, 2))
    assert (mine.what, mine.due, mine.mandatory) == ("参加「沙龙」", date(2026, 9, 20), False)
    assert "9:00开始。报告厅" in mine.basis
    assert await town.every(at(2026, 9, 17)) == []
    assert await town.every(at(2026, 9, 18)) == [mine], "on Saturday nobody is written to"
    assert await town.every(at(2026, 9, 19)) == [mine]
    assert await town.every(at(2026, 9, 20, 10)) == [], "it has begun"


async def test_leaders_see_what_their_society_has_to_do(town: Town) -> None:
    society, _ = await home(town)
    leader = await town.person("理事长", Role.LEADER, society)
    member = await town.person("会员", Role.MEMBER, society)
    (seen,) = await town.of(leader, at(2026, 3, 10))
    assert seen.roles == (Role.SECRETARY,)
    assert await town.of(member, at(2026, 3, 10)) == []


async def test_five_hundred_societies_cost_no_more_questions_than_five(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with town.database.writing() as work:
        archive = Archive(work)
        for n in range(500):
            values = {"name": f"学会{n}", "term_began": date(2021, 10, 1)}
            await archive.societies.add(values, at(2020, 1, 1))
    await town.deadline("报计划", date(2026, 4, 15), at(2026, 3, 1))
    asked: list[object] = []
    run = Work.run

    async def counted(work: Work, *said: Any) -> Any:
        asked.append(said[0])
        return await run(work, *said)

    monkeypatch.setattr(Work, "run", counted)
    found = await town.every(at(2026, 3, 20))
    assert len(found) == 1500
    assert found == sorted(found, key=lambda each: each.due)
    assert len(asked) <= 14
    assert len({each.object for each in found}) == 1500
    assert max(len(each.object) for each in found) <= 120
    assert found[0].due - date(2026, 3, 20) < timedelta(days=30)

"""Who is asked to score what: never where the records say that they must not be."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.values import Complaint
from handlers.casework.errors import FilingGone
from handlers.review.scoring import posting, texts
from handlers.review.scoring.conflicts import NAMED, SELF, SOCIETY, STAFF, WORKPLACE
from handlers.review.scoring.service import ASIDE
from handlers.review.scoring.spreading import Lacking, spread
from storage.roles import Role
from tests.handlers.scoring.conftest import TALENT, House, seen


async def test_conflicts_are_seen_where_the_data_say_so(house: House) -> None:
    await house.person("同会", Role.EXPERT, Role.MEMBER, society="云岭省材料学会")
    await house.person(
        "同事", Role.EXPERT, Role.MEMBER, society="云岭省物理学会", workplace="云岭研究院材料所"
    )
    await house.person("林知远", Role.EXPERT)
    await house.person("兼职", Role.EXPERT, Role.STAFF)
    await house.person("江望舒", Role.EXPERT, Role.MEMBER, society="云岭省材料学会")
    filing_id = await house.candidate("江望舒", "云岭省材料学会")
    async with house.desk("干事") as desk:
        found = await house.services.assigning.look(desk, filing_id)
        said = texts.asked(found)
        whys = {each.name: why for each, why in found.barred}
        assert whys == {
            "同会": SOCIETY,
            "同事": WORKPLACE,
            "林知远": NAMED,
            "兼职": STAFF,
            "江望舒": SELF,
        }
        assert {each.name for each in found.free} == {"专家甲", "专家乙", "专家丙"}
        assert all(f"{name}（{why}）" in said for name, why in whys.items())
        for name in whys:
            with pytest.raises(Complaint, match=f"不能请{name}评审"):
                await house.services.assigning.ask(desk, filing_id, house.people[name])
        assert await desk.archive.experts.of(filing_id) == []


async def test_one_is_asked_once_and_only_while_it_is_scored(house: House) -> None:
    filing_id = await house.candidate("江望舒")
    early = await house.candidate("何若谷", state="formal")
    expert, assigning = house.people["专家甲"], house.services.assigning
    async with house.desk("干事") as desk:
        found, asked = await assigning.ask(desk, filing_id, expert)
        [letter] = posting.to_experts(found.case.form, {asked.person_id: 1})
        assert letter.person_id == expert and "1份「青年人才托举工程申报」" in letter.text
        with pytest.raises(Complaint, match="已经请过专家甲"):
            await assigning.ask(desk, filing_id, expert)
        with pytest.raises(Complaint, match="不在专家评审阶段"):
            await assigning.ask(desk, early, expert)
        with pytest.raises(Complaint, match="没有找到这位专家"):
            await assigning.ask(desk, filing_id, house.people["部长"])


async def test_all_are_spread_evenly(house: House) -> None:
    ids = [await house.candidate(f"候选{n}号") for n in range(6)]
    await house.person("同会", Role.EXPERT, Role.MEMBER, society="云岭省化学会")
    async with house.desk("干事") as desk:
        plan = await house.services.assigning.plan(desk, TALENT.id, 2)
        said = texts.plan(plan)
        assert await desk.archive.experts.among(TALENT.id, ("scoring",)) == []
        done = await house.services.assigning.spread(desk, TALENT.id, 2)
        assert done.plan == plan.plan
    assert Counter(done.plan.by_expert.values()) == {4: 3}
    assert "在评审的有6份，这次要请12人次" in said
    assert "与申报人同一学会（6）" in said and "同会" in said  # no workplace on record either
    async with house.archive() as archive:
        for filing_id in ids:
            assert len(await archive.experts.of(filing_id)) == 2
        assert sorted((await archive.candidates.numbers(ids)).values()) == [1, 2, 3, 4, 5, 6]
    async with house.desk("干事") as desk:  # once more: nothing is lacking
        again = await house.services.assigning.spread(desk, TALENT.id, 2)
        assert again.plan.pairs == () and "都已经够了" in texts.plan(again)
        more = await house.services.assigning.spread(desk, TALENT.id, 4)
        assert len(more.plan.pairs) == 6 and len(more.plan.short) == 6
        assert "还有6份凑不够" in texts.plan(more)


@given(
    filings=st.lists(st.sets(st.integers(0, 5), max_size=6), min_size=1, max_size=12),
    many=st.integers(1, 4),
)
def test_no_spreading_breaks_a_bar_or_asks_twice(filings: list[set[int]], many: int) -> None:
    experts = [f"e{n}" for n in range(6)]
    lacking = [
        Lacking(filing_id=f"f{n:02}", many=many, barred={f"e{each}" for each in barred})
        for n, barred in enumerate(filings)
    ]
    plan = spread(lacking, experts, {})
    assert len(set(plan.pairs)) == len(plan.pairs)
    of = {each.filing_id: each for each in lacking}
    assert not [pair for pair in plan.pairs if pair[1] in of[pair[0]].barred]
    got = Counter(filing_id for filing_id, _ in plan.pairs)
    for each in lacking:
        able = len(experts) - len(each.barred)
        assert got[each.filing_id] == min(many, able)
        assert plan.short.get(each.filing_id, 0) == max(many - able, 0)
    if not any(filings):
        loads = [plan.by_expert[each] for each in experts]
        assert max(loads) - min(loads) <= 1


async def test_scoring_once_and_what_staff_hear(house: House) -> None:
    first, second = await house.candidate("江望舒"), await house.candidate("何若谷")
    scoring, opinion = house.services.scoring, "工作扎实，成果突出，目标明确。"
    async with house.desk("干事") as desk:
        for filing_id in (first, second):
            await house.services.assigning.ask(desk, filing_id, house.people["专家甲"])
    async with house.desk("专家甲") as desk:
        assert [each.number for each in await scoring.waiting(desk)] == [1, 2]
        with pytest.raises(Complaint):
            await scoring.score(desk, first, 101, opinion)
        with pytest.raises(Complaint):
            await scoring.score(desk, first, 80, "")
        assert await scoring.score(desk, first, 80, opinion) == 1
        with pytest.raises(Complaint, match="不能再改"):
            await scoring.score(desk, first, 90, opinion)
        with pytest.raises(Complaint, match="不能再改"):
            await scoring.recuse(desk, first, "是我的学生")
        assert await scoring.all_scored(desk, first) is None
        await scoring.score(desk, second, 70, opinion)
        letters = await posting.all_scored(desk, await scoring.all_scored(desk, second))
        assert {each.person_id for each in letters} == {house.people["干事"], house.people["部长"]}
        assert await scoring.waiting(desk) == []
        [one] = await desk.archive.experts.of(first)
        assert (one.score, one.opinion) == (80, opinion)
        assert [each.move for each in await desk.archive.moves.of(first)] == ["score"]
    assert (await house.filing(first)).state == "scoring"


async def test_stepping_aside_shows_nothing_more(house: House) -> None:
    filing_id = await house.candidate("江望舒")
    scoring = house.services.scoring
    async with house.desk("干事") as desk:
        await house.services.assigning.ask(desk, filing_id, house.people["专家甲"])
    async with house.desk("专家甲") as desk:
        stepped = await scoring.recuse(desk, filing_id, "是我的学生")
        [letter] = await posting.stepped_aside(desk, stepped, "是我的学生")
        assert letter.person_id == house.people["干事"]
        assert "专家甲申请回避" in letter.text and "是我的学生" in letter.text
        assert await scoring.waiting(desk) == []
        for call in (
            scoring.card(desk, filing_id),
            scoring.score(desk, filing_id, 80, "工作扎实，成果突出，目标明确。"),
            scoring.recuse(desk, filing_id, "再来一次"),
        ):
            with pytest.raises(FilingGone):
                await call
    async with house.desk("干事") as desk:
        found = await house.services.assigning.look(desk, filing_id)
        assert "已回避（是我的学生）" in texts.asked(found)
        assert house.people["专家甲"] not in {each.person_id for each in found.free}


async def test_what_comes_up_later_hides_the_card(house: House) -> None:
    filing_id = await house.candidate("江望舒", "云岭省材料学会")
    async with house.desk("干事") as desk:
        await house.services.assigning.ask(desk, filing_id, house.people["专家甲"])
        home = house.societies["云岭省材料学会"]
        await desk.archive.roles.give(
            house.people["专家甲"], Role.MEMBER, home, desk.now, given_by=None
        )
    async with house.desk("专家甲") as desk:
        card = await house.services.scoring.card(desk, filing_id)
        assert card.lines == () and ASIDE in texts.card(card, 0)
        assert "材料学会" not in seen(texts.card(card, 0))
        with pytest.raises(Complaint, match="回避"):
            await house.services.scoring.score(desk, filing_id, 80, "工作扎实，成果突出。")


async def test_the_applicant_looks_at_nobodys_experts(house: House) -> None:
    """Not even one who works here: it is their own."""
    await house.person("申报干事", Role.STAFF)
    filing_id = await house.candidate("申报干事")
    async with house.desk("申报干事") as desk:
        with pytest.raises(FilingGone):
            await house.services.assigning.look(desk, filing_id)

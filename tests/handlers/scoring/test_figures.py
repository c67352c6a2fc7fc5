"""The figures rules rest on: seen, found, changed, confirmed, reset; in force at once."""

from datetime import date

import pytest

from forms.policies import is_sound, kind_for, shown, stored
from forms.specification import PolicyParameter
from forms.values import Complaint
from handlers.casework.policy import policy_in_force
from handlers.casework.quoting import figures_behind, said
from handlers.review.figures import texts
from handlers.review.figures.service import FigureGone
from handlers.rights import NotForThisRole
from tests.handlers.scoring.conftest import CATALOGUE, NOW, House
from tests.handlers.scoring.test_objections import on_notice

BASIS = "云岭科协发〔2026〕12号"


async def set_(house: House, name: str, value: object, *, confirmed: bool = False) -> None:
    async with house.desk("部长") as desk:
        await house.services.figuring.set(desk, name, value, basis=BASIS, confirmed=confirmed)


async def test_all_of_them_are_seen_in_groups(house: House) -> None:
    async with house.desk("干事") as desk:
        groups = await house.services.figuring.groups(desk)
        assert sum(map(len, groups.values())) == len(CATALOGUE.policy) == 43
        assert "政策参数</b>：43个，已确认0个" in texts.top(groups)
        listed = texts.group("人才", groups["人才"])
        assert "• 入选名单公示多少天：7（未确认）" in listed
        assert "其他" not in groups


async def test_they_are_found_by_words(house: House) -> None:
    async with house.desk("干事") as desk:
        find = house.services.figuring.find
        assert [each.name for each in await find(desk, "公示")] == ["publicity_days"]
        assert "leader_age_max" in [each.name for each in await find(desk, "换届 年龄")]
        assert await find(desk, "红烧肉") == []
        assert "没有找到带「&lt;b&gt;」" in texts.found("<b>", [])
        with pytest.raises(FigureGone):
            await house.services.figuring.one(desk, "no_such_figure")


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("publicity_days", "10", 10),
        ("publicity_days", "十五", 15),
        ("inspection_sponsor_due", "4月30日", "04-30"),
        ("inspection_sponsor_due", "04-30", "04-30"),
        ("cautious_words", "峰会、世界大会", ["峰会", "世界大会"]),
        ("talent_quota", "120", 120),
    ],
)
async def test_a_value_keeps_its_sort(house: House, name: str, typed: str, kept: object) -> None:
    async with house.desk("部长") as desk:
        value = await house.services.figuring.read(desk, name, typed)
        assert value == kept and type(value) is type(kept)
        found = await house.services.figuring.set(desk, name, value, basis=BASIS, confirmed=True)
        assert type(found.parameter.value) is type(CATALOGUE.policy[name].value)
        assert found.is_set and found.parameter.basis == BASIS


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("publicity_days", "0"),
        ("publicity_days", "-7"),
        ("publicity_days", "4000"),
        ("publicity_days", "7.5"),
        ("publicity_days", "七天左右"),
        ("talent_age_max", "350"),
        ("inspection_sponsor_due", "2月29日"),
        ("inspection_sponsor_due", "13-40"),
        ("inspection_sponsor_due", "2026年3月31日"),
        ("cautious_words", "、、"),
    ],
)
async def test_nonsense_is_refused_with_a_sentence(house: House, name: str, typed: str) -> None:
    async with house.desk("部长") as desk:
        with pytest.raises(Complaint, match=r"。$"):
            await house.services.figuring.read(desk, name, typed)


def test_the_catalogue_keeps_its_own_bounds() -> None:
    assert all(is_sound(each) and each.group for each in CATALOGUE.policy.values())
    for each in CATALOGUE.policy.values():
        assert stored(kind_for(each).read(shown(each))) == (
            list(each.value) if isinstance(each.value, tuple) else each.value
        )
    share = PolicyParameter(value=0.5, meaning="一半", basis="测试", least=0, most=1)
    assert (shown(share), stored(kind_for(share).read("0.25"))) == ("0.5", 0.25)
    assert not is_sound(PolicyParameter(value=5, meaning="多少", basis="测试", least=6))


async def test_staff_see_and_heads_change(house: House) -> None:
    figuring = house.services.figuring
    async with house.desk("干事") as desk:
        for call in (
            figuring.begin(desk, "publicity_days"),
            figuring.read(desk, "publicity_days", "9"),
            figuring.set(desk, "publicity_days", 9, basis=BASIS, confirmed=False),
            figuring.confirm(desk, "publicity_days", BASIS),
            figuring.reset(desk, "publicity_days", sure=True),
        ):
            with pytest.raises(NotForThisRole):
                await call
    async with house.desk("专家甲") as desk:
        with pytest.raises(NotForThisRole):
            await figuring.all(desk)


async def test_confirming_and_going_back(house: House) -> None:
    figuring = house.services.figuring
    await set_(house, "publicity_days", 10)
    async with house.desk("部长") as desk:
        found = await figuring.confirm(desk, "publicity_days", BASIS)
        assert (found.parameter.value, found.parameter.confirmed) == (10, True)
        assert "参照" not in said(found.parameter) and BASIS in said(found.parameter)
        assert "原来的值：7" in texts.one(found)
        assert (await figuring.reset(desk, "publicity_days", sure=False)).is_set
        assert not (await figuring.reset(desk, "publicity_days", sure=True)).is_set
        policy = await policy_in_force(desk.archive, CATALOGUE)
        assert policy.parameters["publicity_days"] == CATALOGUE.policy["publicity_days"]
        words = await figuring.confirm(desk, "cautious_words", BASIS)
        assert words.parameter.value == CATALOGUE.policy["cautious_words"].value
        actions = [each.action for each in await desk.archive.journal.entries(most=9)]
    assert {"figure set", "figure confirmed", "figure reset"} <= set(actions)


async def test_the_next_question_knows_at_once(house: House) -> None:
    """A rule of a draft that is being filled in follows the figure."""
    filing_id = await house.candidate("江望舒", id_no="530100190109043768")
    case = await house.case(filing_id)
    assert case.filling.look(case.draft).get("age_ok") is False
    await set_(house, "talent_age_max", 80)
    async with house.archive() as archive:
        await archive.figures.set(
            "talent_age_max", 200, basis=BASIS, confirmed=False, changed_by=None, now=NOW
        )
    case = await house.case(filing_id)
    assert case.filling.look(case.draft).get("age_ok") is True
    assert case.policy.values["talent_age_max"] == 200


async def test_dates_that_are_running_stay(house: House) -> None:
    first = await on_notice(house, "江望舒")
    await set_(house, "publicity_days", 20)
    second = await on_notice(house, "何若谷")
    assert (await house.filing(first)).due == date(2026, 3, 9)
    assert (await house.filing(second)).due == date(2026, 3, 22)


async def test_what_a_question_rests_on_is_quoted(house: House) -> None:
    field = CATALOGUE.forms["young-talent-apply"].field("age_ok")
    assert field is not None
    async with house.archive() as archive:
        policy = await policy_in_force(archive, CATALOGUE)
    behind = figures_behind(field, policy)
    assert [each.value for each in behind] == [35, 2]
    assert said(behind[0]) == (
        "参照有关规定，青年人才托举工程的年龄上限：35，以省科协最新通知为准"
    )
    name = CATALOGUE.forms["young-talent-apply"].field("full_name")
    assert name is not None and figures_behind(name, policy) == []

"""The roster: who may, what is there already, how pages are written into a button."""

from collections.abc import Awaitable, Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.values import Complaint
from handlers import acting
from handlers.callbacks import Go
from handlers.desk import Desk
from handlers.people.fields import lines, told_apart
from handlers.people.roster import keyboards, texts
from handlers.people.roster.service import Opened, Overview, Page, Rostering
from handlers.people.roster_line import MemberGone
from handlers.places import Place
from handlers.rights import Action, NotForThisRole, NotThisSociety
from storage.members import Member, MemberState
from storage.roles import Role
from tests.handlers.members.conftest import House

ROSTER = Rostering()
PERSON = {"name": "张三", "mobile": "13900001234", "workplace": "云岭大学"}


async def test_one_number_stands_on_one_roster_once(house: House) -> None:
    first, second = await house.society("云岭省材料学会"), await house.society("云岭省化学学会")
    keeper = await house.person("秘书", (Role.SECRETARY, first), (Role.SECRETARY, second))
    added = await house.at_desk(keeper, lambda desk: ROSTER.add(desk, first, PERSON))
    assert isinstance(added, Member)
    assert added.state is MemberState.UNVERIFIED
    with pytest.raises(Complaint, match="已经在本学会名册上"):
        await house.at_desk(
            keeper, lambda desk: ROSTER.add(desk, first, PERSON | {"name": "李四"})
        )
    assert await house.at_desk(keeper, lambda desk: ROSTER.add(desk, second, PERSON))
    other = PERSON | {"mobile": "13900005678"}
    third = await house.at_desk(keeper, lambda desk: ROSTER.add(desk, first, other))
    assert isinstance(third, Member)
    with pytest.raises(Complaint):
        await house.at_desk(
            keeper, lambda desk: ROSTER.change(desk, third.id, "mobile", PERSON["mobile"])
        )
    with pytest.raises(Complaint, match="至少要留一个"):
        await house.at_desk(keeper, lambda desk: ROSTER.change(desk, third.id, "mobile", None))


async def test_who_may_look_and_who_may_write(house: House) -> None:
    home, away = await house.society("云岭省材料学会"), await house.society("云岭省化学学会")
    member = await house.member(home, "张三", PERSON["mobile"])

    def tries(desk: Desk) -> list[Callable[[], Awaitable[object]]]:
        return [
            lambda: ROSTER.overview(desk, home),
            lambda: ROSTER.page(desk, home, None, 0),
            lambda: ROSTER.find(desk, home, "张"),
            lambda: ROSTER.open(desk, member),
            lambda: ROSTER.add(desk, home, PERSON),
            lambda: ROSTER.change(desk, member, "workplace", "某处"),
            lambda: ROSTER.leave(desk, member, sure=False),
            lambda: ROSTER.bring_back(desk, member),
            lambda: ROSTER.check(desk, member),
        ]

    async def allowed(role: Role | None, society: str | None) -> list[type[Exception] | None]:
        person = await house.person("某人", *([(role, society)] if role else []))
        seen: list[type[Exception] | None] = []

        async def one(desk: Desk, number: int) -> None:
            await tries(desk)[number]()
            raise Undone

        for number in range(9):
            try:
                await house.at_desk(person, lambda desk, n=number: one(desk, n))  # type: ignore[misc]
            except (NotForThisRole, Undone, Complaint) as error:
                seen.append(None if isinstance(error, (Undone, Complaint)) else type(error))
        return seen

    class Undone(Exception):
        """It went well, and is not kept."""

    nothing, look = [NotForThisRole] * 9, [None] * 4
    assert await allowed(None, None) == nothing
    assert await allowed(Role.MEMBER, home) == nothing
    assert await allowed(Role.PARTY_HEAD, home) == nothing
    assert await allowed(Role.EXPERT, None) == nothing
    assert await allowed(Role.SECRETARY, home) == [None] * 9
    assert await allowed(Role.SECRETARY, away) == [NotThisSociety] * 9
    assert await allowed(Role.LEADER, home) == [*look, *[NotForThisRole] * 5]
    assert await allowed(Role.LEADER, away) == [*[NotThisSociety] * 4, *[NotForThisRole] * 5]
    for role in (Role.STAFF, Role.STAFF_HEAD, Role.ADMINISTRATOR):
        assert await allowed(role, None) == [*look, *[NotForThisRole] * 5]


async def test_leaving_ends_the_role_and_coming_back_waits(house: House) -> None:
    home = await house.society("云岭省材料学会")
    keeper = await house.person("秘书", (Role.SECRETARY, home))
    person = await house.person("张三", (Role.MEMBER, home))
    member = await house.member(home, "张三", PERSON["mobile"], MemberState.VERIFIED, person)
    await house.at_desk(keeper, lambda desk: ROSTER.leave(desk, member, sure=False))
    assert (await house.get(member)).state is MemberState.VERIFIED
    await house.at_desk(keeper, lambda desk: ROSTER.leave(desk, member, sure=True))
    assert (await house.get(member)).state is MemberState.LEFT
    assert (await house.person_now(person)).standings == ()
    await house.at_desk(keeper, lambda desk: ROSTER.check(desk, member))
    assert (await house.get(member)).state is MemberState.LEFT
    await house.at_desk(keeper, lambda desk: ROSTER.bring_back(desk, member))
    assert (await house.get(member)).state is MemberState.UNVERIFIED
    opened = await house.at_desk(keeper, lambda desk: ROSTER.open(desk, member))
    assert isinstance(opened, Opened)
    told = texts.member(opened)
    assert "秘书 恢复" in told
    assert "秘书 标为已退会" in told
    assert PERSON["mobile"] not in told
    with pytest.raises(MemberGone):
        await house.at_desk(keeper, lambda desk: ROSTER.open(desk, "0" * 32))


async def test_pages_hold_everybody_once(house: House) -> None:
    home = await house.society("云岭省材料学会")
    keeper = await house.person("秘书", (Role.SECRETARY, home))
    ids = {await house.member(home, "同名", f"139000{n:05d}") for n in range(19)}
    seen: list[str] = []
    for number in range(3):
        page = await house.at_desk(keeper, lambda desk, n=number: ROSTER.page(desk, home, None, n))
        assert isinstance(page, Page)
        assert len(keyboards.page(page)) <= 11
        seen += [each.id for each in page.members]
    assert sorted(seen) == sorted(ids)
    beyond = await house.at_desk(keeper, lambda desk: ROSTER.page(desk, home, None, 99))
    assert isinstance(beyond, Page)
    assert beyond.number == 2


async def test_for_whom_somebody_acts(house: House) -> None:
    first, second = await house.society("云岭省材料学会"), await house.society("云岭省化学学会")
    both = await house.person("秘书", (Role.SECRETARY, first), (Role.SECRETARY, second))

    async def which(desk: Desk) -> object:
        return acting.society_of(desk, Action.KEEP_ROSTER)

    async def ask(desk: Desk) -> object:
        return acting.choose_society(desk, Action.KEEP_ROSTER, Place.ROSTER)

    assert await house.at_desk(both, which) is None
    asked = await house.at_desk(both, ask)
    _, (label, go) = asked.buttons  # type: ignore[attr-defined]
    assert (label, go.to, go.id) == ("云岭省材料学会", Place.ACT_FOR, first)
    assert acting.place_numbered(go.n) is Place.ROSTER

    async def choose(desk: Desk) -> None:
        await desk.archive.people.act_for(desk.person.id, second)

    await house.at_desk(both, choose)
    assert await house.at_desk(both, which) == (second, "云岭省化学学会")


@given(st.sampled_from([None, *MemberState]), st.integers(0, 99_999))
def test_a_button_leads_back_to_its_page(state: MemberState | None, number: int) -> None:
    go = keyboards.to_page("0" * 32, state, number)
    assert len(go.pack().encode()) <= 64
    assert keyboards.read_page(Go.unpack(go.pack()).n) == (state, number)


def test_the_front_page_is_no_page() -> None:
    assert keyboards.read_page(0) is None
    assert keyboards.read_page(10**9) is None
    overview = Overview(society_id="a", society="<b>", counts={})
    assert "&lt;b&gt;" in texts.overview(overview)


async def test_no_line_shows_a_whole_number(house: House) -> None:
    home = await house.society("云岭省材料学会")
    member = await house.get(await house.member(home, "张<三", PERSON["mobile"]))
    shown = "\n".join([*lines(member), told_apart(member)])
    assert "••••1234" in shown
    assert PERSON["mobile"] not in shown
    assert "张&lt;三" in lines(member)[0]

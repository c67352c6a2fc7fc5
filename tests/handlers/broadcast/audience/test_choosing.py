"""Choosing: only drafts change, old buttons undo nobody's work, several values in one answer."""

from dataclasses import replace

import pytest

from forms.values import Complaint
from handlers.broadcast.audience import keyboards, texts
from handlers.broadcast.audience.keyboards import Do
from handlers.broadcast.audience.service import ListNameTaken
from handlers.broadcast.cast import BroadcastGone
from handlers.broadcast.drafts import NotADraft
from handlers.broadcast.lists import texts as list_texts
from handlers.broadcast.naming import number_of
from handlers.broadcast.picking import SHOWN, Choice, picked
from handlers.callbacks import Go
from handlers.rights import NotForThisRole
from storage.broadcasts import BroadcastState
from storage.conditions import Conditions, Deed, Did
from storage.roles import Role
from tests.handlers.broadcast.audience.conftest import NOW, Office

TAG = "<b>甲</b>&"


def cities(*names: str) -> list[Choice]:
    return [Choice(value=name, name=name, many=1) for name in names]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("1、3", ["春城", "大理"]),
        ("1,3", ["春城", "大理"]),
        ("３ １", ["大理", "春城"]),
        ("春城", ["春城"]),
        ("春城、大理、春城", ["春城", "大理"]),
        ("2，大", ["云港", "大理"]),
    ],
)
def test_several_in_one_answer(said: str, meant: list[str]) -> None:
    assert picked(said, cities("春城", "云港", "大理")) == meant


@pytest.mark.parametrize("said", ["4", "0", "99999999", "火星", "城、", "、", "", "1、火星"])
def test_what_is_none_of_them(said: str) -> None:
    with pytest.raises(Complaint):
        picked(said, cities("春城", "云城", "大理"))


def test_a_number_means_only_what_is_shown() -> None:
    many = cities(*(f"市{n}" for n in range(100, 100 + SHOWN + 5)))
    assert picked(str(SHOWN), many) == [f"市{99 + SHOWN}"]
    with pytest.raises(Complaint):
        picked(str(SHOWN + 1), many)
    assert picked(many[-1].key, many) == [many[-1].value]
    assert picked(many[-1].name, many) == [many[-1].value]


async def test_what_a_society_is_asked_for_means_its_secretaries(office: Office) -> None:
    society = await office.society("甲会", city="春城")
    await office.person("秘书", Role.SECRETARY, society)
    await office.person("会员", Role.MEMBER, society)
    draft, addressing = await office.draft(), office.services.addressing
    found = await addressing.choices(office.desk, draft, "cities")
    assert [(each.name, each.many) for each in found] == [("春城", 1)]
    await addressing.add(office.desk, draft, "cities", ["春城"])
    assert await office.audience(draft) == {"roles": ["secretary"], "cities": ["春城"]}
    view = await addressing.look(office.desk, draft)
    assert view.breakdown.total == 1 and not view.is_any_role
    (role,) = [item for item in view.items if item.sort == "roles"]
    await addressing.drop(office.desk, draft, role.number)
    view = await addressing.look(office.desk, draft)
    assert view.breakdown.total == 2 and "身份：不限" in texts.one(view)
    await addressing.drop(office.desk, draft, role.number)  # pressed twice: gone already
    assert await office.audience(draft) == {"cities": ["春城"]}


async def test_a_list_is_not_narrowed_to_secretaries(office: Office) -> None:
    society = await office.society("甲会", city="春城")
    member = await office.person("会员", Role.MEMBER, society)
    draft, addressing = await office.draft(), office.services.addressing
    await addressing.add(office.desk, draft, "people", [member])
    await addressing.add(office.desk, draft, "cities", ["春城"])
    assert (await addressing.look(office.desk, draft)).breakdown.total == 1


async def test_an_old_message_undoes_nobodys_work(office: Office) -> None:
    draft, addressing = await office.draft(), office.services.addressing
    await addressing.choose_common(office.desk, draft, 1)
    before = await office.audience(draft)
    await addressing.choose_common(office.desk, draft, 5)
    await addressing.choose_common(office.desk, draft, 9)
    assert await office.audience(draft) == before == {"roles": ["secretary"]}


@pytest.mark.parametrize("state", [each for each in BroadcastState if each != "draft"])
async def test_only_a_drafts_audience_may_change(office: Office, state: BroadcastState) -> None:
    chosen = Conditions(roles=("secretary",)).as_dict()
    other = await office.draft(state=state, audience=chosen)
    addressing, desk = office.services.addressing, office.desk
    for attempt in (
        addressing.add(desk, other, "cities", ["春城"]),
        addressing.drop(desk, other, 100_001),
        addressing.clear(desk, other),
        addressing.choose_common(desk, other, 1),
        addressing.begin(desk, other),
        addressing.choices(desk, other, "cities"),
        office.services.name_sheets.ask_for(desk, other),
        office.services.deeds.subjects(desk, other, Did.NOT_FILED),
    ):
        with pytest.raises(NotADraft):
            await attempt
    view = await addressing.look(desk, other)
    assert [label for label, _ in keyboards.one(view)] == ["回到通知"]
    assert await office.audience(other) == {"roles": ["secretary"]}


async def test_what_is_gone_is_said_to_be(office: Office) -> None:
    with pytest.raises(BroadcastGone):
        await office.services.addressing.look(office.desk, "x" * 32)


async def test_whoever_chooses_has_had_a_hand_in_it(office: Office) -> None:
    draft = await office.draft(content={"text": "正文", "by": "somebody else"})
    await office.services.addressing.choose_common(office.desk, draft, 1)
    found = await office.archive.broadcasts.get(draft)
    assert found and found.content["text"] == "正文"
    assert found.content["by"] == office.desk.person.id


async def test_tags_for_names_are_text(office: Office) -> None:
    society = await office.society(TAG, city=TAG, discipline=TAG)
    await office.person(TAG, Role.SECRETARY, society)
    await office.services.tagging.put(office.desk, TAG, [society])
    saved = await office.services.listing.add(office.desk, TAG, [office.desk.person.id])
    draft, addressing = await office.draft(title=TAG), office.services.addressing
    for sort, value in (("societies", society), ("cities", TAG), ("tags", TAG)):
        await addressing.add(office.desk, draft, sort, [value])
    asked = Deed(did=Did.NOT_READ, subject=draft)
    await office.archive.broadcasts.change(draft, (BroadcastState.DRAFT,), NOW, title=TAG)
    view = await addressing.look(office.desk, draft)
    shown = [texts.one(view), list_texts.tags(await office.services.tagging.all(office.desk))]
    await addressing.add(office.desk, draft, "lists", [saved])
    await addressing.add(office.desk, draft, "deeds", [f"{asked.did}|{asked.subject}|0"])
    shown.append(texts.one(await addressing.look(office.desk, draft)))
    shown.append(list_texts.one(await office.services.listing.open(office.desk, saved)))
    shown.append(list_texts.every(await office.services.listing.all(office.desk)))
    (number,) = [button[1] for button in keyboards_of_tags(await office.archive.tags.all())]
    tagged = await office.services.tagging.one(office.desk, number)
    assert tagged
    shown.append(list_texts.tag(tagged))
    assert "&lt;b&gt;甲&lt;/b&gt;&amp;" in "".join(shown)
    assert not [text for text in shown if "<b>甲" in text]


def keyboards_of_tags(found: dict[str, int]) -> list[tuple[str, int]]:
    return [(tag, number_of(tag)) for tag in found]


async def test_every_button_fits(office: Office) -> None:
    """64 bytes, whatever things are called."""
    society = await office.society("长" * 60, city="市" * 20, discipline="学" * 40)
    await office.person("秘书", Role.SECRETARY, society)
    draft, addressing = await office.draft(), office.services.addressing
    for sort in ("societies", "cities", "disciplines"):
        (choice,) = await addressing.choices(office.desk, draft, sort)
        await addressing.add(office.desk, draft, sort, [choice.value])
        assert len(choice.key) == 12
    view = await addressing.look(office.desk, draft)
    for buttons in (
        keyboards.one(view),
        keyboards.less(draft, view.items),
        keyboards.more(draft),
        keyboards.sure(draft),
    ):
        for label, data in buttons:
            assert isinstance(data, Go) and len(data.pack().encode()) <= 64 and len(label) <= 40


async def test_those_left_out_are_listed_a_page_at_a_time(office: Office) -> None:
    society = await office.society("甲会")
    for n in range(11):
        person = await office.person(f"秘书{n:02}", Role.SECRETARY, society)
        await office.archive.people.unlink(1, office.accounts)
        assert person
    draft, addressing = await office.draft(), office.services.addressing
    await addressing.choose_common(office.desk, draft, 1)
    found = await addressing.left_out(office.desk, draft, 1)
    assert (found.total, found.number, found.pages, len(found.found)) == (11, 1, 2, 3)
    assert "还没有在这里登录过" in texts.left_out(found)
    assert (await addressing.left_out(office.desk, draft, 999)).number == 1
    labels = [label for label, _ in keyboards.one(await addressing.look(office.desk, draft))]
    assert "看收不到的11人" in labels


async def test_a_list_keeps_conditions_or_people(office: Office) -> None:
    society = await office.society("甲会")
    member = await office.person("会员", Role.MEMBER, society)
    named = await office.draft(audience=Conditions(people=(member,)).as_dict())
    asked = await office.draft(audience=Conditions(roles=("member",)).as_dict())
    addressing = office.services.addressing
    await addressing.save(office.desk, named, "点名的")
    await addressing.save(office.desk, asked, "会员们")
    found = {
        each.name: (each.audience, each.many) for each in await office.archive.saved_lists.all()
    }
    assert found == {"点名的": (None, 1), "会员们": ({"roles": ["member"]}, 0)}
    with pytest.raises(ListNameTaken):
        await addressing.save(office.desk, asked, "点名的")


def test_numbers_of_buttons_do_not_meet() -> None:
    numbers = [each.value for each in Do]
    sorts = [Do.FIRST_SORT + n for n in range(len(keyboards.SORTS))]
    assert len({*numbers, *sorts}) == len(numbers) + len(sorts) - 1
    assert max(sorts) < Do.DEEDS and keyboards.sort_of(Do.DEEDS) is None


async def test_a_secretary_sees_no_audience(office: Office) -> None:
    draft = await office.draft()
    society = await office.society("甲会")
    secretary = await office.person("秘书", Role.SECRETARY, society)
    known = await office.archive.people.get(secretary, office.desk.now)
    assert known
    desk = replace(office.desk, person=known)
    with pytest.raises(NotForThisRole):
        await office.services.addressing.look(desk, draft)

"""Whom conditions mean: by role, society and deed; each once, and why some are left out."""

from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, insert, select, update

from storage.audiences import HELD, MUTED, NO_DOOR, WITHDRAWN, Conditions, Deed, Did
from storage.clock import SHANGHAI
from storage.engine import Database, Work
from storage.filings import Content
from storage.roles import Role
from storage.tables import addresses, mutes, recipients, societies
from tests.storage.crowd import BEFORE, NOW, Crowd, three_societies

SECRETARIES = Conditions(roles=("secretary",))
FORM = "annual-inspection"


@pytest.fixture
async def crowd(database: Database) -> AsyncIterator[Crowd]:
    async with database.writing() as work:
        yield await three_societies(work)


async def names(crowd: Crowd, conditions: Conditions, **how: Any) -> list[str]:
    found = await crowd.archive.audiences.people(conditions, NOW, most=100, **how)
    return sorted(each.person_id for each in found)


async def file(
    crowd: Crowd, society: str, form: str = FORM, at: datetime | None = NOW, **more: Any
) -> str:
    by = f"{society}秘书"
    filings = crowd.archive.filings
    identity = await filings.begin(
        form,
        1,
        "W1",
        society_id=society,
        person_id=by,
        title="",
        content=Content(draft={}),
        now=BEFORE,
        event_id=more.pop("event_id", None),
    )
    filing = await filings.get(identity)
    assert filing
    if at:
        await filings.move(filing, more.pop("state", "submitted"), now=at, submitted=True)
    return identity


async def test_nothing_at_all_means_nobody(crowd: Crowd) -> None:
    assert await crowd.archive.audiences.count(Conditions(), NOW) == 0
    assert await names(crowd, Conditions()) == []
    assert await crowd.archive.audiences.freeze("b", Conditions(), NOW) == 0


async def test_roles_and_societies_have_both_to_be_met(crowd: Crowd) -> None:
    assert await names(crowd, SECRETARIES) == ["丙秘书", "乙秘书", "甲秘书"]
    in_town = Conditions(roles=("secretary",), cities=("春城",))
    assert await names(crowd, in_town) == ["乙秘书", "甲秘书"]
    either = Conditions(roles=("secretary",), disciplines=("材料", "医学"), cities=("云港",))
    assert await names(crowd, either) == ["丙秘书"]
    assert await names(crowd, Conditions(societies=("甲",))) == ["甲会员", "甲秘书"]
    assert await names(crowd, Conditions(roles=("member",), societies=("甲", "乙"))) == [
        "乙会员",
        "甲会员",
    ]


async def test_a_role_that_ended_does_not_count(crowd: Crowd) -> None:
    await crowd.person("旧秘书", Role.SECRETARY, "甲", until=NOW - timedelta(days=1))
    assert "旧秘书" not in await names(crowd, SECRETARIES)


async def test_several_roles_are_one_person_of_the_society_that_is_meant(crowd: Crowd) -> None:
    await crowd.give("甲秘书", Role.SECRETARY, "丙")
    await crowd.give("甲秘书", Role.LEADER, "甲")
    assert await crowd.archive.audiences.count(SECRETARIES, NOW) == 3
    found = await crowd.archive.audiences.people(Conditions(cities=("云港",)), NOW)
    assert {each.person_id: each.society for each in found}["甲秘书"] == "丙"
    breakdown = await crowd.archive.audiences.breakdown(Conditions(societies=("甲",)), NOW)
    assert (breakdown.total, breakdown.by_role) == (2, {"secretary": 1, "member": 1})


async def test_tags_kinds_and_classifications(crowd: Crowd) -> None:
    await crowd.archive.tags.put("乙", "重点")
    assert await crowd.archive.tags.put("乙", "重点") is False
    assert await names(crowd, Conditions(tags=("重点",))) == ["乙会员", "乙秘书"]
    change = update(societies).where(societies.c.id == "丙")
    await crowd.work.run(change.values(kind="city_association", classification="A类"))
    assert await names(crowd, Conditions(kinds=("city_association",))) == ["丙会员", "丙秘书"]
    assert await names(crowd, Conditions(classifications=("A类",))) == ["丙会员", "丙秘书"]


async def test_lists_and_named_people_are_one_sort(crowd: Crowd) -> None:
    lists = crowd.archive.saved_lists
    written = await lists.add("评审组", by="甲秘书", now=NOW, people=["甲会员", "乙会员"])
    asked = await lists.add(
        "医学", by="甲秘书", now=NOW, audience=Conditions(disciplines=("医学",)).as_dict()
    )
    assert written and asked
    named = Conditions(lists=(written,), people=("丙秘书",))
    assert await names(crowd, named) == ["丙秘书", "乙会员", "甲会员"]
    both = Conditions(lists=(written, asked), roles=("member",))
    assert await names(crowd, both) == ["丙会员", "乙会员", "甲会员"]
    assert await names(crowd, Conditions(lists=(written,), cities=("云港",))) == []
    nested = await lists.add(
        "再一层", by="甲秘书", now=NOW, audience=Conditions(lists=(asked,)).as_dict()
    )
    assert nested
    assert len(await names(crowd, Conditions(lists=(nested,)))) == 4
    await lists.remove(written)
    assert await names(crowd, Conditions(lists=(written,))) == []
    assert await names(crowd, Conditions(lists=(written,), roles=("secretary",))) == []


async def test_a_list_has_a_name_of_its_own(crowd: Crowd) -> None:
    lists = crowd.archive.saved_lists
    first = await lists.add("评审组", by="甲秘书", now=NOW, people=["甲会员"])
    assert first and await lists.add("评审组", by="甲秘书", now=NOW) is None
    second = await lists.add("联络员", by="甲秘书", now=NOW, audience=SECRETARIES.as_dict())
    assert second and not await lists.rename(second, "评审组")
    assert await lists.rename(second, "秘书") and await lists.count() == 2
    assert [(each.name, each.many) for each in await lists.all()] == [("秘书", 0), ("评审组", 1)]


async def test_who_has_filed_and_who_has_not(crowd: Crowd) -> None:
    filed, not_filed = (
        Conditions(deeds=(Deed(did=did, subject=FORM, number=2026),))
        for did in (Did.FILED, Did.NOT_FILED)
    )
    await file(crowd, "甲")
    await file(crowd, "乙", at=None)  # a draft
    await file(crowd, "丙", state="withdrawn")
    await file(crowd, "乙", form="forum-report")
    assert await names(crowd, filed) == ["甲秘书"]  # of those who file: no members
    assert await names(crowd, not_filed) == ["丙秘书", "乙秘书"]
    await file(crowd, "乙", at=datetime(2025, 12, 31, 23, 59, tzinfo=SHANGHAI))
    assert await names(crowd, not_filed) == ["丙秘书", "乙秘书"]
    ever = Conditions(deeds=(Deed(did=Did.FILED, subject=FORM),))
    assert await names(crowd, ever) == ["乙秘书", "甲秘书"]
    members = Conditions(roles=("member",), deeds=not_filed.deeds)
    assert await names(crowd, members) == ["丙会员", "乙会员"]


@pytest.mark.parametrize(
    ("began", "years", "months", "is_met"),
    [
        (date(2021, 6, 15), None, 0, True),  # five years, where nothing is written
        (date(2021, 6, 16), None, 0, False),
        (date(2022, 6, 15), 5, 12, True),
        (date(2022, 6, 16), 5, 12, False),
        (date(2023, 6, 15), 4, 12, True),
        (date(2019, 1, 1), 5, 12, True),  # long over
        (None, 5, 12, False),
    ],
)
async def test_whose_term_ends(
    crowd: Crowd, began: date | None, years: int | None, months: int, is_met: bool
) -> None:
    change = update(societies).where(societies.c.id == "甲")
    await crowd.work.run(change.values(term_began=began, term_years=years))
    ends = Conditions(societies=("甲",), deeds=(Deed(did=Did.TERM_ENDS, number=months),))
    assert (await crowd.archive.audiences.count(ends, NOW) == 2) is is_met


@pytest.mark.parametrize(
    ("began", "today", "is_met"),
    [
        (date(2024, 2, 29), date(2029, 2, 27), False),
        (date(2024, 2, 29), date(2029, 2, 28), True),
        (date(2024, 2, 28), date(2029, 2, 28), True),
    ],
)
async def test_a_term_that_began_on_the_29th_of_february(
    crowd: Crowd, began: date, today: date, is_met: bool
) -> None:
    """As Society.term_ends says."""
    change = update(societies).where(societies.c.id == "甲")
    await crowd.work.run(change.values(term_began=began, term_years=5))
    ends = Conditions(societies=("甲",), deeds=(Deed(did=Did.TERM_ENDS),))
    at = datetime(today.year, today.month, today.day, 9, tzinfo=SHANGHAI)
    assert (await crowd.archive.audiences.count(ends, at) == 2) is is_met


async def test_who_signed_up(crowd: Crowd) -> None:
    for society, state in (("甲", "confirmed"), ("乙", "waiting"), ("丙", "cancelled")):
        await file(crowd, society, form="secretary-salon", state=state, event_id="e1")
    signed = Conditions(deeds=(Deed(did=Did.SIGNED_UP, subject="e1"),))
    assert await names(crowd, signed) == ["乙秘书", "甲秘书"]
    assert await names(crowd, Conditions(deeds=(Deed(did=Did.SIGNED_UP, subject="e2"),))) == []


async def test_who_read_the_last_one(crowd: Crowd) -> None:
    first = await crowd.archive.broadcasts.add("上一条", by="甲秘书", now=NOW)
    assert await crowd.archive.audiences.freeze(first, SECRETARIES, NOW) == 3
    read = update(recipients).where(recipients.c.person_id == "甲秘书").values(read_at=NOW)
    await crowd.work.run(read)
    unread = Deed(did=Did.NOT_READ, subject=first)
    assert await names(crowd, Conditions(deeds=(unread,))) == ["丙秘书", "乙秘书"]
    assert await names(crowd, Conditions(deeds=(Deed(did=Did.READ, subject=first),))) == ["甲秘书"]
    in_town = Conditions(cities=("春城",), deeds=(unread,))
    assert await names(crowd, in_town) == ["乙秘书"]


async def test_deeds_of_one_sort_are_alternatives_and_sorts_add_up(crowd: Crowd) -> None:
    await file(crowd, "甲")
    await file(crowd, "乙", form="forum-report")
    forms = [Deed(did=Did.FILED, subject=each, number=2026) for each in (FORM, "forum-report")]
    assert await names(crowd, Conditions(deeds=tuple(forms))) == ["乙秘书", "甲秘书"]
    ends = Deed(did=Did.TERM_ENDS, number=0)
    assert await names(crowd, Conditions(deeds=(*forms, ends))) == []


async def test_why_some_are_left_out(crowd: Crowd) -> None:
    await crowd.person("没有门", Role.SECRETARY, "甲", doors=0)
    await crowd.person("拒收", Role.SECRETARY, "甲", doors=2)
    await crowd.person("收一半", Role.SECRETARY, "甲", doors=2)
    await crowd.person("不想收", Role.SECRETARY, "甲")
    await crowd.person("走了", None)
    hold = update(addresses).values(held_since=NOW, held_because="403")
    await crowd.work.run(hold.where(addresses.c.person_id == "拒收"))
    one = select(func.min(addresses.c.account)).where(addresses.c.person_id == "收一半")
    await crowd.work.run(hold.where(addresses.c.account == one.scalar_subquery()))
    mute = {"person_id": "不想收", "topic": "announcements", "since": NOW}
    await crowd.work.run(insert(mutes).values(**mute))
    await crowd.archive.consents.give("走了", "membership", 1, "web", BEFORE)
    await crowd.archive.consents.withdraw("走了", NOW)
    meant = Conditions(roles=("secretary",), societies=("甲",))
    audiences = crowd.archive.audiences
    breakdown = await audiences.breakdown(meant, NOW)
    assert breakdown.excluded == {NO_DOOR: 1, HELD: 1, MUTED: 1}
    assert (breakdown.total, breakdown.by_city) == (2, {"春城": 2})
    assert await names(crowd, meant, excluded=True) == ["不想收", "拒收", "没有门"]
    assert await names(crowd, meant, excluded=False) == ["收一半", "甲秘书"]
    assert await audiences.count(meant, NOW) == 2
    assert await audiences.count(meant, NOW, mandatory=True) == 3
    left = await audiences.people(Conditions(people=("走了",)), NOW)
    assert [each.excluded for each in left] == [WITHDRAWN]


async def test_what_is_frozen_stays(crowd: Crowd) -> None:
    broadcast = await crowd.archive.broadcasts.add("通知", by="甲秘书", now=NOW)
    await crowd.person("没有门", Role.SECRETARY, "丙", doors=0)
    audiences = crowd.archive.audiences
    assert await audiences.freeze(broadcast, SECRETARIES, NOW) == 3
    await crowd.person("新秘书", Role.SECRETARY, "甲")
    columns = recipients.c
    rows = await crowd.work.run(select(recipients).order_by(columns.person_id))
    kept = {row.person_id: (row.society_id, row.city, row.excluded) for row in rows}
    assert kept["丙秘书"] == ("丙", "云港", None) and kept["没有门"] == ("丙", "云港", NO_DOOR)
    assert len(kept) == 4
    # Approved anew before anything went out, it is written anew.
    assert await audiences.freeze(broadcast, SECRETARIES, NOW) == 4
    many = select(func.count()).select_from(recipients)
    assert (await crowd.work.run(many)).scalar_one() == 5


async def test_what_there_is_to_choose_from(crowd: Crowd) -> None:
    audiences = crowd.archive.audiences
    assert await audiences.choices(Conditions(), "roles", NOW) == {"member": 3, "secretary": 3}
    assert await audiences.choices(Conditions(), "cities", NOW) == {"春城": 2, "云港": 1}
    chosen = Conditions(roles=("member", "secretary"), cities=("云港",))
    assert await audiences.choices(chosen, "cities", NOW) == {"春城": 4, "云港": 2}
    assert await audiences.choices(chosen, "disciplines", NOW) == {"医学": 2}
    await crowd.archive.tags.put("丙", "重点")
    assert await audiences.choices(chosen, "tags", NOW) == {"重点": 2}
    assert await audiences.choices(Conditions(), "societies", NOW) == {"丙": 1, "乙": 1, "甲": 1}


async def test_twenty_thousand_people_in_a_few_statements(crowd: Crowd) -> None:
    """Bounded by what is done, not by the time it takes: people are never fetched one by one."""
    for society in ("甲", "乙", "丙"):
        await crowd.many(6_700, society)
    everybody = Conditions(roles=("member",))
    broadcast = await crowd.archive.broadcasts.add("通知", by="甲秘书", now=NOW)
    counting = Counting(crowd.work)
    audiences = type(crowd.archive.audiences)(counting)  # type: ignore[arg-type]
    assert await audiences.count(everybody, NOW) == 20_103
    assert len(await audiences.people(everybody, NOW)) == 20
    assert (await audiences.breakdown(everybody, NOW)).by_city == {"春城": 13_402, "云港": 6_701}
    assert await audiences.freeze(broadcast, everybody, NOW) == 20_103
    assert counting.statements <= 6


class Counting:
    """A unit of work that counts its statements."""

    def __init__(self, work: Work) -> None:
        self.work, self.statements = work, 0
        self.is_sqlite = work.is_sqlite

    async def run(self, *arguments: Any) -> Any:
        self.statements += 1
        return await self.work.run(*arguments)

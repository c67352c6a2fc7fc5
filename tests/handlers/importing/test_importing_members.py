"""Rows of rosters: matched by the surest sign, doubted when there is none."""

from datetime import timedelta
from typing import Any

import pytest

from bench.rosters import identity
from handlers.people.importing.matching import NO_IDENTITY, OTHERS_MOBILE, TWO_OF_ONE_NAME
from handlers.people.importing.members import NO_SOCIETY, UNKNOWN_SOCIETY, RosterBook
from handlers.people.importing.societies import SocietyBook
from storage.archive import Archive
from storage.engine import Database
from storage.members import Member, MemberState
from storage.roles import Role
from tests.handlers.importing.conftest import CLOCK
from tests.handlers.importing.test_importing_societies import fates

HOME, OTHER = "材料学会", "化学会"
FIRST, SECOND, THIRD = "13800001500", "13800002500", "13800003500"


def person(name: str, **values: Any) -> dict[str, Any]:
    return {"society": HOME, "name": name} | values


KNOWN = [
    person("张云", identity=identity(1), mobile=FIRST, member_number="M1"),
    person("李岚", mobile=SECOND, member_number="M2"),
    person("王远", identity=identity(3)),
]


def book(society_id: str | None = None) -> RosterBook:
    return RosterBook(before=CLOCK.now(), society_id=society_id)


@pytest.fixture(autouse=True)
async def known(applied: Any) -> None:
    await applied(SocietyBook(), [{"name": HOME}, {"name": OTHER}])
    assert fates(await applied(book(), KNOWN)) == {"new": 3}


async def roster(database: Database) -> dict[str, Member]:
    async with database.reading() as work:
        archive = Archive(work)
        home = await archive.societies.named(HOME)
        assert home
        return {each.name: each for each in await archive.members.page(home.id, most=100)}


async def test_again_nothing_changes(checked: Any, applied: Any) -> None:
    assert fates(await checked(book(), KNOWN)) == {"same": 3}
    assert fates(await applied(book(), KNOWN)) == {"same": 3}


@pytest.mark.parametrize(
    "row",
    [
        person("张芸", identity=identity(1)),  # by identity: a name written otherwise
        person("李岚", mobile=SECOND, identity=identity(2)),  # by mobile and name
        person("李岚", mobile=THIRD, member_number="M2"),  # by member number and name
    ],
)
async def test_known_by(row: dict[str, str], checked: Any, applied: Any) -> None:
    assert fates(await checked(book(), [row])) == {"changed": 1}
    assert fates(await applied(book(), [row])) == {"changed": 1}
    assert fates(await applied(book(), [row])) == {"same": 1}


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (person("李岚", mobile=THIRD), TWO_OF_ONE_NAME),
        (person("李岚", identity=identity(9)), NO_IDENTITY),
        (person("赵清", mobile=FIRST), OTHERS_MOBILE),
        ({"name": "赵清", "mobile": THIRD}, NO_SOCIETY),
        ({"name": "赵清", "mobile": THIRD, "society": "没有的学会"}, UNKNOWN_SOCIETY),
    ],
)
async def test_doubtful(row: dict[str, str], sentence: str, checked: Any, applied: Any) -> None:
    for run in (checked, applied):
        tally = await run(book(), [row])
        assert [fault.sentence for fault in tally.bad[0].faults] == [sentence]


@pytest.mark.parametrize(
    "row",
    [
        person("张云", identity=identity(9)),  # another person of this name
        person("李岚", mobile=THIRD, member_number="M9"),
        person("赵清", identity=identity(9), mobile=FIRST),  # a family's telephone
        {"name": "张云", "society": OTHER, "identity": identity(1)},  # in another society
    ],
)
async def test_somebody_new(row: dict[str, str], checked: Any, applied: Any) -> None:
    assert fates(await checked(book(), [row])) == {"new": 1}
    assert fates(await applied(book(), [row])) == {"new": 1}
    assert fates(await checked(book(), [row])) == {"same": 1}


async def test_two_of_one_name_in_one_table(checked: Any, applied: Any) -> None:
    """Looked at or written, in one batch or in two: the same fates."""
    rows = [person("钱文", mobile=f"138000{n:02}500") for n in range(10, 40)]
    assert fates(await checked(book(), rows)) == {"new": 30}
    assert fates(await applied(book(), rows)) == {"new": 30}
    assert fates(await applied(book(), rows)) == {"same": 30}


async def test_one_member_twice_in_one_table(checked: Any, applied: Any) -> None:
    rows = [person("张云", identity=identity(1)), person("张云", mobile=FIRST)]
    for run in (checked, applied):
        tally = await run(book(), rows)
        assert fates(tally) == {"same": 1, "bad": 1}
        assert "与第2行是同一位会员" in tally.bad[0].faults[0].sentence


async def test_a_secretary_imports_the_own_society_only(checked: Any, database: Database) -> None:
    async with database.reading() as work:
        home = await Archive(work).societies.named(HOME)
    assert home
    rows = [
        {"name": "赵清", "mobile": THIRD},
        {"name": "孙明", "identity": identity(8), "society": OTHER},
        {"name": "周哲", "identity": identity(7), "society": "没有的学会"},
    ]
    tally = await checked(book(home.id), rows)
    assert fates(tally) == {"new": 1, "bad": 2}
    assert tally.bad[0].faults[0].sentence == "这一行写的是化学会，您只能导入本学会的会员。"


async def test_changed_numbers_are_verified_again(applied: Any, database: Database) -> None:
    zhang = (await roster(database))["张云"]
    async with database.writing() as work:
        await Archive(work).members.set_state(zhang.id, MemberState.VERIFIED, CLOCK.now())
    await applied(book(), [person("张云", identity=identity(1), job_title="教授")])
    assert (await roster(database))["张云"].state is MemberState.VERIFIED
    await applied(book(), [person("张云", identity=identity(1), mobile=THIRD)])
    changed = (await roster(database))["张云"]
    assert (changed.state, changed.mobile) == (MemberState.UNVERIFIED, THIRD)


async def test_left_and_back(applied: Any, database: Database) -> None:
    now = CLOCK.now()
    zhang = (await roster(database))["张云"]
    async with database.writing() as work:
        archive = Archive(work)
        who = await archive.people.welcome(1, 1, "张云", now - timedelta(days=1))
        await archive.members.set_state(zhang.id, MemberState.VERIFIED, now, person_id=who.id)
        await archive.roles.give(who.id, Role.MEMBER, zhang.society_id, now, given_by=None)
    await applied(book(), [KNOWN[0] | {"state": "left"}])
    assert (await roster(database))["张云"].state is MemberState.LEFT
    async with database.reading() as work:
        archive = Archive(work)
        assert await archive.roles.of(who.id, CLOCK.now()) == []
        (entry,) = await archive.journal.entries(about=zhang.id)
        assert (entry.action, entry.detail["to"]) == ("member left", "left")
        assert [each.action for each in await archive.journal.entries(about=who.id)] == [
            "role ended"
        ]
    await applied(book(), [KNOWN[0]])  # the column is empty: nothing is said
    assert (await roster(database))["张云"].state is MemberState.LEFT
    await applied(book(), [KNOWN[0] | {"state": "member"}])
    assert (await roster(database))["张云"].state is MemberState.UNVERIFIED

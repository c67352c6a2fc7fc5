"""Rows of societies: found by code, then by name; nothing is guessed."""

from typing import Any

import pytest

from handlers.people.importing.plans import Fate
from handlers.people.importing.societies import NAME_TAKEN, SocietyBook
from storage.archive import Archive
from storage.engine import Database
from tests.forms.numbers import credit_code

ONE, TWO = (credit_code(f"52530000MJ000000{n}") for n in (1, 2))
KNOWN = [{"name": "材料学会", "uscc": ONE, "city": "昆明"}, {"name": "化学会"}]


def fates(tally: Any) -> dict[str, int]:
    return {fate.value: count for fate, count in tally.counts.items() if count}


@pytest.fixture(autouse=True)
async def known(applied: Any) -> None:
    assert fates(await applied(SocietyBook(), KNOWN)) == {"new": 2}


async def test_again_nothing_changes(checked: Any, applied: Any, database: Database) -> None:
    assert fates(await checked(SocietyBook(), KNOWN)) == {"same": 2}
    assert fates(await applied(SocietyBook(), KNOWN)) == {"same": 2}
    async with database.reading() as work:
        entries = await Archive(work).journal.entries()
    assert [each.action for each in entries] == ["society added"] * 2


async def test_by_code_then_by_name(applied: Any, database: Database) -> None:
    rows = [
        {"name": "新材料学会", "uscc": ONE},
        {"name": "化学会", "uscc": TWO, "president": "甲"},
    ]
    tally = await applied(SocietyBook(), rows)
    assert fates(tally) == {"changed": 2}
    assert [[c.field for c in plan.changes] for plan in tally.changed] == [
        ["name"],
        ["uscc", "president"],
    ]
    async with database.reading() as work:
        archive = Archive(work)
        renamed = await archive.societies.by_uscc(ONE)
        entries = await archive.journal.entries(most=2)
    assert renamed and (renamed.name, renamed.city, renamed.status) == (
        "新材料学会",
        "昆明",
        "active",
    )
    assert {each.action for each in entries} == {"society changed"}
    assert {"fields": ["name"], "by": "import"} in [each.detail for each in entries]


@pytest.mark.parametrize(
    "row",
    [
        {"name": "材料学会", "uscc": TWO},  # the name of a society with another code
        {"name": "化学会", "uscc": ONE},  # the code of one, the name of another
    ],
)
async def test_a_name_of_somebody_else_is_refused(row: dict[str, str], checked: Any) -> None:
    tally = await checked(SocietyBook(), [row])
    assert fates(tally) == {"bad": 1}
    assert tally.bad[0].faults[0].sentence == NAME_TAKEN
    assert tally.bad[0].typed["uscc"] == row["uscc"]


async def test_the_same_society_twice(checked: Any, applied: Any) -> None:
    rows = [{"name": "新材料学会", "uscc": ONE}, {"name": "材料学会"}, {"name": "气象学会"}]
    expected = {"changed": 1, "bad": 1, "new": 1}
    assert fates(await checked(SocietyBook(), rows)) == expected
    assert fates(await applied(SocietyBook(), rows)) == expected


async def test_what_is_found_is_counted_by_fate(checked: Any) -> None:
    tally = await checked(SocietyBook(), [*KNOWN, {"name": "气象学会"}])
    assert (tally.total, tally.good, tally.as_counts()["last"]) == (3, 1, 4)
    assert tally.counts[Fate.SAME] == 2

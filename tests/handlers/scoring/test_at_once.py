"""Two at the same moment, over two connections: one is first, and nothing is torn."""

import asyncio
from collections import Counter

import pytest

from forms.moving import Given
from forms.values import Complaint
from handlers.casework.errors import FilingGone, MovedOn
from storage.roles import Role
from tests.handlers.scoring.conftest import NOW, TALENT, House
from tests.handlers.scoring.test_objections import AGREED, SAID, on_notice

OPINION = "工作扎实，成果突出，目标明确。"


async def score(house: House, name: str, filing_id: str, points: int) -> str:
    try:
        async with house.desk(name) as desk:
            await house.services.scoring.score(desk, filing_id, points, OPINION)
    except Complaint as complaint:
        return complaint.sentence
    return "ok"


async def ask(house: House, filing_id: str, *names: str) -> None:
    async with house.desk("干事") as desk:
        for name in names:
            await house.services.assigning.ask(desk, filing_id, house.people[name])


async def test_two_experts_score_at_once_and_both_count(either_house: House) -> None:
    house = either_house
    filing_id = await house.candidate("江望舒")
    names = ("专家甲", "专家乙", "专家丙")
    await ask(house, filing_id, *names)
    said = await asyncio.gather(
        *(score(house, name, filing_id, 80 + n) for n, name in enumerate(names))
    )
    assert said == ["ok"] * 3
    async with house.archive() as archive:
        assert sorted(each.score or 0 for each in await archive.experts.of(filing_id)) == [
            80,
            81,
            82,
        ]
        assert [each.move for each in await archive.moves.of(filing_id)] == ["score"] * 3


async def test_the_same_score_sent_twice_is_one(either_house: House) -> None:
    house = either_house
    filing_id = await house.candidate("江望舒")
    await ask(house, filing_id, "专家甲")
    said = await asyncio.gather(*(score(house, "专家甲", filing_id, 70 + n) for n in range(5)))
    assert Counter(each == "ok" for each in said) == {True: 1, False: 4}
    async with house.archive() as archive:
        assert [each.move for each in await archive.moves.of(filing_id)] == ["score"]


async def test_a_score_and_the_choice_at_once(either_house: House) -> None:
    """Whichever comes first: a score that counts was given while it was being scored."""
    house = either_house
    for n in range(4):
        filing_id = await house.candidate(f"候选{n}号")
        await ask(house, filing_id, "专家甲")

        async def choose(chosen: str = filing_id) -> None:
            async with house.desk("部长") as desk:
                await house.moving.move(desk, chosen, "shortlist", Given(opinion="同意"))

        both = asyncio.gather(
            choose(), score(house, "专家甲", filing_id, 80), return_exceptions=True
        )
        chosen, said = await both
        async with house.archive() as archive:
            [asked] = await archive.experts.of(filing_id)
            made = [each.move for each in await archive.moves.of(filing_id)]
        assert made.count("score") == (asked.score is not None) == (said == "ok")
        assert chosen is None or isinstance(chosen, MovedOn)


async def test_selecting_and_objecting_at_once(either_house: House) -> None:
    """Either nobody can object any more, or the objection holds it up: never both."""
    house = either_house
    await house.person("访客")
    outcomes = Counter[tuple[str, int]]()
    for n in range(4):
        filing_id = await on_notice(house, f"候选{n}号")
        house.clock.pass_(8)

        async def select(chosen: str = filing_id) -> None:
            async with house.desk("部长") as desk:
                await house.moving.move(desk, chosen, "select", AGREED)

        async def object_(chosen: str = filing_id) -> None:
            async with house.desk("访客") as desk:
                await house.services.objecting.file(desk, chosen, **SAID)

        calls = (select(), object_()) if n % 2 else (object_(), select())
        results = await asyncio.gather(*calls, return_exceptions=True)
        assert [type(each) for each in results if each is not None] == [Complaint]
        async with house.archive() as archive:
            many = await archive.objections.count_open(filing_id)
        outcomes[(await house.filing(filing_id)).state, many] += 1
    assert outcomes.keys() <= {("selected", 0), ("notice", 1)}


async def test_two_spread_at_once_and_nobody_is_asked_too_often(either_house: House) -> None:
    house = either_house
    await house.person("干事乙", Role.STAFF)
    ids = [await house.candidate(f"候选{n}号") for n in range(4)]

    async def spread(name: str) -> None:
        async with house.desk(name) as desk:
            await house.services.assigning.spread(desk, TALENT.id, 2)

    await asyncio.gather(spread("干事"), spread("干事乙"))
    async with house.archive() as archive:
        assert [len(await archive.experts.of(each)) for each in ids] == [2] * 4
        numbers = await archive.candidates.numbers(ids)
    assert sorted(numbers.values()) == [1, 2, 3, 4]


async def test_a_score_that_fails_leaves_no_move(house: House) -> None:
    filing_id = await house.candidate("江望舒")
    await ask(house, filing_id, "专家甲")
    async with house.archive() as archive:
        filing = await archive.filings.get(filing_id)
        assert filing and await archive.filings.move(filing, "shortlisted", now=NOW)
    with pytest.raises(FilingGone):
        await score(house, "专家甲", filing_id, 80)
    async with house.archive() as archive:
        assert await archive.moves.of(filing_id) == []
        assert (await archive.experts.of(filing_id))[0].score is None

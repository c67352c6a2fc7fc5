"""Current texts stand before what they replaced; a year that is asked for gets its own notice."""

from dataclasses import replace
from datetime import date

import pytest

from knowledge.library import Library
from knowledge.notice import Notice, Standing, Validity
from knowledge.years import dated, years_in
from tests.knowledge.conftest import notice_of
from tests.readers import READER


def inspection(year: int, day: int, standing: Standing = Standing.CURRENT) -> Notice:
    text = (
        f"示例市学会联合会关于做好{year}年度学会年检工作的通知\n\n各学会：\n\n"
        f"一、报送时间\n\n年检材料于{year}年3月{day}日前报送联合会。\n"
    )
    notice = notice_of(text, f"{year}.txt")
    return replace(notice, issued=date(year, 1, 5), standing=standing)


async def holding(*notices: Notice) -> Library:
    library = Library(vectors=None, embedder=None)
    await library.open(notices)
    return library


async def test_the_current_text_comes_first_and_the_old_one_is_labelled() -> None:
    old, new = inspection(2025, 20, Standing.SUPERSEDED), inspection(2026, 10)
    library = await holding(old, new)
    answer, found = await library.consult("年检材料什么时候报送？", READER)
    assert answer.citations[0].notice_id == new.id
    assert found.hits[0].passage.notice_id == new.id
    stale = [each for each in answer.citations if each.notice_id == old.id]
    assert all(each.validity is Validity.SUPERSEDED for each in stale)


@pytest.mark.parametrize("asked", ["2025年的年检材料何时报送？", "去年的年检材料何时报送？"])
async def test_a_year_gets_its_own_notice_with_its_label(asked: str) -> None:
    old, new = inspection(2025, 20, Standing.SUPERSEDED), inspection(2026, 10)
    answer = await (await holding(old, new)).ask(asked, READER)
    assert answer.citations[0].notice_id == old.id
    assert answer.citations[0].validity is Validity.SUPERSEDED
    assert answer.question == asked


async def test_a_year_does_not_bring_back_what_was_replaced_within_it() -> None:
    new = inspection(2026, 30)
    old = replace(inspection(2026, 10, Standing.SUPERSEDED), replaced_by=new.id)
    for shelf in ((old, new), (new, old)):
        answer = await (await holding(*shelf)).ask("2026年度年检材料何时报送？", READER)
        assert answer.citations[0].notice_id == new.id
        assert answer.citations[0].validity is Validity.CURRENT


async def test_of_two_that_both_count_the_newer_comes_first() -> None:
    old, new = inspection(2024, 20), inspection(2026, 10)
    answer = await (await holding(old, new)).ask("年检材料什么时候报送？", READER)
    assert answer.citations[0].notice_id == new.id


def test_years_however_they_are_written() -> None:
    assert years_in("二〇二三年和2024年度，豫科协〔2025〕3号，2026人") == {2023, 2024, 2025}
    assert dated("前年的会费", date(2026, 3, 2)) == "2024年的会费"

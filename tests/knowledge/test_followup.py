"""A question that stands on the one before is read with it; a full one never is."""

from dataclasses import replace

import pytest

from knowledge.followup import needs_context, readings
from knowledge.kinds import Kind
from knowledge.library import Library
from knowledge.rewriting import adds_nothing
from tests.readers import READER


@pytest.mark.parametrize(
    "said",
    ["那工程师呢？", "什么时候截止？", "多少钱", "它的联系电话", "要什么材料？", "明年呢"],
)
def test_it_names_no_matter(said: str) -> None:
    assert needs_context(said)


@pytest.mark.parametrize(
    "said", ["换届要提前几天", "年检什么时候截止", "那换届怎么报批", "秘书长例会多久开一次"]
)
def test_it_says_what_it_is_about(said: str) -> None:
    assert not needs_context(said)
    assert len(readings(said, ("学术年会资助多少钱？",))) == 1


def test_the_kind_is_that_of_the_last_that_asks() -> None:
    alone, joined = readings("什么时候举行？", ("青年论坛在哪里办？",))
    assert alone.kind is joined.kind is Kind.DATE
    assert "青年论坛" in joined.text
    assert readings("那学术年会呢？", ("青年论坛什么时候举行？",))[0].kind is Kind.DATE


async def test_a_follow_up_finds_its_matter(lexical_library: Library) -> None:
    reader = replace(READER, earlier=("秘书长例会每次多少人？", "青年论坛的联系电话是多少？"))
    answer = await lexical_library.ask("什么时候举行？", reader)
    assert "9月20日" in answer.citations[0].quote
    assert answer.question == "什么时候举行？"


def test_a_rewritten_question_may_add_nothing() -> None:
    turns = ("青年论坛在哪里举行？", "什么时候？")
    assert adds_nothing("青年论坛什么时候举行？", turns)
    assert not adds_nothing("青年论坛是2031年举行吗？", turns)
    assert not adds_nothing("北京青年论坛什么时候举行？", turns)
    assert not adds_nothing("", turns)

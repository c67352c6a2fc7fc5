"""Questions that ask the same are known as such, and what staff answered once answers them."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest

from knowledge.alike import alike, gist, groups
from knowledge.library import Library
from knowledge.notice import Notice, Source, Tier
from tests.readers import READER, only

QUESTION, REPLY = "食堂几点开门？", "工作日十一点半开门。\n一、周末不开。\n二、节假日另行通知。"
numbers = count(1)


def answer(reply: str = REPLY, **facts: object) -> Notice:
    notice = Notice(
        id=f"a{next(numbers)}",
        title=QUESTION,
        issued=date(2026, 2, 1),
        source="answer",
        digest=reply,
        text=f"{QUESTION}\n{reply}",
        kind=Source.ANSWER,
    )
    return replace(notice, **facts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("食堂几点开门？", "食堂几点开门"),
        ("食堂几点开门？", "请问食堂什么时候开门"),
        ("停车场在哪里？", "停車場在哪裡"),
        ("停车场在哪里", "请问一下停车场在哪儿"),
        ("换届要先报什么材料？", "换届要先报哪些材料"),
    ],
)
def test_they_ask_the_same(one: str, other: str) -> None:
    assert alike(gist(one), gist(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("食堂几点开门？", "食堂几点关门？"),
        ("2025年选多少人", "2026年选多少人"),
        ("年检材料什么时候交？", "年检材料交到哪里？"),
        ("？", "食堂几点开门？"),
    ],
)
def test_they_do_not(one: str, other: str) -> None:
    assert not alike(gist(one), gist(other))


def test_groups_keep_their_order() -> None:
    texts = ["食堂几点开门？", "停车场在哪里？", "食堂几点开门", "？", " ", "停车场在哪儿"]
    assert groups(texts) == [[0, 2], [1, 5], [3, 4]]
    assert groups([]) == []


async def opened(*notices: Notice) -> Library:
    library = Library(vectors=None, embedder=None)
    await library.open(notices)
    return library


async def test_the_whole_answer_is_quoted() -> None:
    library = await opened(answer())
    found = await library.ask("请问食堂什么时候开门", READER)
    assert found.tier is Tier.DIRECT
    (citation,) = found.citations
    assert (citation.quote, citation.kind, citation.notice) == (REPLY, Source.ANSWER, QUESTION)
    assert (await library.ask("食堂几点关门？", READER)).citations[:1] != (citation,)


@pytest.mark.parametrize(
    "reply", ["可以。", "见1号楼", "1. 先报\n2. 再批", "http://example.org/a?b=1"]
)
async def test_short_answers_too(reply: str) -> None:
    found = await (await opened(answer(reply))).ask(QUESTION, READER)
    assert [each.quote for each in found.citations] == [reply]


async def test_only_what_counts_and_may_be_read() -> None:
    old = answer("老的。", expires=READER.today - timedelta(days=1))
    newer, newest = answer("新的。"), answer("最新的。", issued=date(2026, 3, 1))
    library = await opened(old, newest, newer)

    async def quoted(*readable: Notice) -> list[str]:
        found = await library.ask(QUESTION, only(*(each.id for each in readable)))
        return [each.quote for each in found.citations if found.tier is Tier.DIRECT]

    assert await quoted(old, newer, newest) == ["最新的。"]
    assert await quoted(newer) == ["新的。"]
    assert await quoted() == []

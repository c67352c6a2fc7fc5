"""The reranker's order counts where it comes; without it the order found stands."""

from aiohttp import web

from bot.reranker import HttpReranker, in_order
from knowledge.library import Library
from knowledge.notice import Notice
from tests.knowledge.conftest import NOTICE, notice_of
from tests.knowledge.servers import serving
from tests.readers import READER, only


async def library_with(reranker: HttpReranker, *notices: Notice) -> Library:
    library = Library(vectors=None, embedder=None, reranker=reranker)
    await library.open(notices)
    return library


async def test_it_is_asked_with_what_the_reader_may_see_and_nothing_else() -> None:
    asked: list[dict[str, object]] = []

    async def answer(request: web.Request) -> web.Response:
        body = await request.json()
        asked.append(body)
        rows = [
            {"index": n, "relevance_score": float("电话" in text)}
            for n, text in enumerate(body["documents"])
        ]
        return web.json_response({"results": rows[::-1]})

    open_, hidden = notice_of(NOTICE), notice_of(NOTICE.replace("青年", "少年"), "b.txt")
    async with serving("/rerank", answer) as url:
        reranker = HttpReranker(base_url=url, model="m")
        library = await library_with(reranker, open_, hidden)
        _, found = await library.consult("论坛和年会", only(open_.id))
        await library.close()
    assert asked[0]["model"] == "m"
    assert "少年" not in str(asked)
    assert "电话" in found.hits[0].passage.text


async def test_the_order_stands_when_it_fails_and_it_is_left_alone_after_a_while() -> None:
    calls = 0

    async def broken(_request: web.Request) -> web.Response:
        nonlocal calls
        calls += 1
        return web.Response(status=500)

    async with serving("/rerank", broken) as url:
        library = await library_with(HttpReranker(base_url=url, model="m"), notice_of(NOTICE))
        for _ in range(7):
            answer = await library.ask("青年论坛什么时候举行？", READER)
        await library.close()
    assert "9月20日" in answer.citations[0].quote
    assert calls == 5


def test_both_shapes_of_an_answer() -> None:
    assert in_order([{"index": 1, "score": 2}, {"index": 0, "score": 1}], 2) == [1.0, 2.0]

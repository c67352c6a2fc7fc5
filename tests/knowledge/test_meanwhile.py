"""A notice that is deleted or changed while somebody looks for an answer in it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.embedding import Vectors
from knowledge.library import Library
from knowledge.notice import Notice
from knowledge.vectors import ChromaVectors
from tests.knowledge.conftest import WordEmbedder
from tests.readers import READER

QUESTION = "每次例会多少人"
Meanwhile = Callable[[], Awaitable[object]]


async def nothing() -> None:
    """Nobody touches it."""


class Slow(WordEmbedder):
    """While it embeds a question, something happens."""

    meanwhile: Meanwhile = staticmethod(nothing)

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        await self.meanwhile()
        return await super().embed_queries(texts)


class SlowReranker:
    """The same, while a server takes a second look."""

    meanwhile: Meanwhile = staticmethod(nothing)

    async def scores(self, question: str, texts: Sequence[str]) -> list[float] | None:
        await self.meanwhile()
        return [float(len(texts) - n) for n in range(len(texts))]

    async def answers(self) -> bool:
        return True


@pytest.mark.parametrize("where", ["embedder", "reranker"])
@pytest.mark.parametrize("what", ["deleted", "changed"])
async def test_is_answered_as_it_stands_then(
    what: str, where: str, tmp_path: Path, notice: Notice
) -> None:
    slow, reranker = Slow(), SlowReranker()
    library = Library(vectors=ChromaVectors(tmp_path / "index"), embedder=slow, reranker=reranker)
    await library.open([notice])
    await library.catch_up()
    assert (await library.ask(QUESTION, READER)).citations
    shorter = replace(notice, text=f"说明。\n\n{notice.text}")

    async def happen() -> None:
        if what == "deleted":
            await library.remove(notice.id)
        else:
            await library.add(shorter, embed=False)

    (slow if where == "embedder" else reranker).meanwhile = happen
    answer = await library.ask(QUESTION, READER)
    for cited in answer.citations:
        assert what == "changed" and cited.quote == shorter.text[cited.start : cited.end]
        assert cited.quote[0] not in "，。；", cited.quote
    await library.close()

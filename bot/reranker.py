"""The optional reranker: the /rerank call that Jina, Cohere, TEI and vLLM have in common."""

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Any

import aiohttp
import structlog

from knowledge.language import Circuit

SECONDS = 1.5
PROBE_SECONDS = 5.0

log = structlog.get_logger()


class HttpReranker:
    """Whatever goes wrong, there are no scores and the order found stands."""

    def __init__(
        self,
        *,
        base_url: str,
        model: str,
        key: str = "",
        seconds: float = SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        address = base_url.rstrip("/")
        self._url = address if address.endswith("/rerank") else f"{address}/rerank"
        self._model, self._key, self._seconds = model, key, seconds
        self._session: aiohttp.ClientSession | None = None
        self.circuit = Circuit(clock=clock)

    async def scores(self, question: str, texts: Sequence[str]) -> list[float] | None:
        """One for each text in the order given; None when late, refused or not understood."""
        if self.circuit.is_open:
            return None
        found = await self._ask(question, texts, self._seconds)
        self.circuit.record(success=found is not None)
        return found

    async def answers(self) -> bool:
        """Whether the server scores anything at all."""
        return await self._ask("学会", ["学会换届"], PROBE_SECONDS) is not None

    async def close(self) -> None:
        """Let go of the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _ask(
        self, question: str, texts: Sequence[str], seconds: float
    ) -> list[float] | None:
        asked = {
            "model": self._model,
            "query": question,
            "documents": list(texts),
            "top_n": len(texts),
        }
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else None
        try:
            async with (
                asyncio.timeout(seconds),
                self._connect().post(
                    self._url, json=asked, headers=headers, allow_redirects=False
                ) as reply,
            ):
                reply.raise_for_status()
                return in_order(await reply.json(content_type=None), len(texts))
        except (aiohttp.ClientError, TimeoutError, ValueError, TypeError, LookupError) as error:
            log.warning("reranker gave no scores", error=type(error).__name__)
            return None

    def _connect(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        return self._session


def in_order(reply: Any, count: int) -> list[float]:
    """{"results": [{"index", "relevance_score"}]} as one score for each text.

    TEI answers the bare list and says "score".
    """
    rows = reply["results"] if isinstance(reply, dict) else reply
    scores: dict[int, float] = {}
    for row in rows:
        score = row["relevance_score"] if "relevance_score" in row else row["score"]
        scores[int(row["index"])] = float(score)
    return [scores[number] for number in range(count)]

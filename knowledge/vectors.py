"""Vectors kept in Chroma; the only importer of chromadb."""

import asyncio
import logging
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from knowledge.embedding import Vectors
from knowledge.spare_room import wipe_spare_room

LARGEST_BATCH = 5000
PATIENCE = 1.0
COLLECTION = "passages"
Halves = NDArray[np.float16]

log = logging.getLogger(__name__)


class VectorsError(Exception):
    """The index cannot be used."""


class IndexInUse(VectorsError):
    """Another process owns the folder: two writers would corrupt it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.folder = folder


def is_owned(folder: Path) -> bool:
    """Whether another process owns the folder just now; cheap, for it opens nothing."""
    lock = FileLock(f"{folder}.lock")
    try:
        with lock.acquire(timeout=PATIENCE):
            return False
    except Timeout:
        return True


@contextmanager
def owning(folder: Path) -> Iterator[None]:
    """Nobody else may open the folder meanwhile; raises IndexInUse."""
    lock = FileLock(f"{folder}.lock")
    try:
        lock.acquire(timeout=PATIENCE)
    except Timeout as error:
        raise IndexInUse(folder) from error
    try:
        yield
    finally:
        lock.release()


class ChromaVectors:
    """Cosine search over our own vectors; a cache that may be deleted and made again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # Opened in one thread and closed in another.
        self._lock = FileLock(f"{folder}.lock", thread_local=False)
        self._writing = asyncio.Lock()
        self._client: Any = None
        self._collection: Any = None
        self._size: int | None = None  # asked again after each change
        # Chroma takes longer to hand out twenty vectors than to find the nearest hundred.
        self._rows: dict[str, Halves] = {}
        self.rebuilt = False

    async def open(self, model: str) -> bool:
        """Open the folder for vectors of this model; False if what was there had to be wiped."""
        await asyncio.to_thread(self._open, model)
        return not self.rebuilt

    async def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        async with self._writing:
            for first in range(0, len(ids), LARGEST_BATCH):
                part = slice(first, first + LARGEST_BATCH)
                await asyncio.to_thread(self._add, list(ids[part]), vectors[part])

    async def remove(self, ids: Collection[str]) -> None:
        async with self._writing:
            for part in batches(ids):
                await asyncio.to_thread(self._remove, part)

    async def query(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """The k nearest ids with their cosine, best first."""
        return await asyncio.to_thread(self._query, vector, k)

    async def get(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of those ids that are there."""
        return {id_: self._rows[id_].astype(np.float32) for id_ in ids if id_ in self._rows}

    async def ids(self) -> set[str]:
        return set(self._rows)

    async def close(self) -> None:
        await asyncio.to_thread(self._close)

    def _open(self, model: str) -> None:
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._lock.acquire(timeout=PATIENCE)
        except Timeout as error:
            raise IndexInUse(self.folder) from error
        try:
            wipe_spare_room(self.folder)  # after a kill
            self._connect(model)
            self._probe()
            self._read()
        # Chroma reports damage by many kinds of errors, its Rust core even by a panic that is
        # no Exception; whatever it is, the folder is a cache and is made anew.
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt | SystemExit | asyncio.CancelledError):
                raise
            log.warning("vector index damaged, made anew: %s", type(error).__name__)
            self._make_anew(model)
        if (self._collection.metadata or {}).get("model") != model:
            log.warning("vector index was made with another model, made anew")
            self._make_anew(model)

    def _read(self) -> None:
        for first in range(0, self._collection.count(), LARGEST_BATCH):
            part = self._collection.get(include=["embeddings"], limit=LARGEST_BATCH, offset=first)
            self._hold(part["ids"], np.asarray(part["embeddings"], np.float32))

    def _hold(self, ids: Sequence[str], vectors: Vectors) -> None:
        self._rows.update(zip(ids, vectors.astype(np.float16), strict=True))

    def _make_anew(self, model: str) -> None:
        from chromadb.api.shared_system_client import SharedSystemClient  # noqa: PLC0415

        self._disconnect()
        # Chroma keeps what failed to start under the folder's name and would hand it out again.
        SharedSystemClient.clear_system_cache()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.rebuilt = True
        self._connect(model)

    def _connect(self, model: str) -> None:
        import chromadb  # noqa: PLC0415 - costs a second
        from chromadb.config import Settings  # noqa: PLC0415

        settings = Settings(anonymized_telemetry=False, is_persistent=True)
        self._client = chromadb.PersistentClient(str(self.folder), settings=settings)
        self._collection = self._client.get_or_create_collection(
            COLLECTION,
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine"}},
            metadata={"model": model},
        )

    def _probe(self) -> None:
        # Damage often shows only when the graph is read.
        sample = self._collection.peek(1)["embeddings"]
        if len(sample):
            self._query(np.asarray(sample[0], dtype=np.float32), 1)

    def _add(self, ids: list[str], vectors: Vectors) -> None:
        self._collection.upsert(ids=ids, embeddings=vectors)
        self._size = None
        self._hold(ids, vectors)
        wipe_spare_room(self.folder)  # the first vectors make the files

    def _remove(self, ids: list[str]) -> None:
        self._size = None  # before, and after: a question may be counting right now
        self._collection.delete(ids=ids)
        self._size = None
        for gone in ids:
            self._rows.pop(gone, None)

    def _query(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        size = self._size
        if size is None:  # counting takes as long as looking
            self._size = size = self._collection.count()
        k = min(k, size)
        if not k:
            return []
        found = self._collection.query(
            query_embeddings=vector.reshape(1, -1), n_results=k, include=["distances"]
        )
        return [
            (id_, 1.0 - distance)
            for id_, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        ]

    def _disconnect(self) -> None:
        if self._client is not None:
            self._client.close()
        self._client = self._collection = self._size = None
        self._rows = {}

    def _close(self) -> None:
        self._disconnect()
        wipe_spare_room(self.folder)
        self._lock.release()


def batches(ids: Collection[str]) -> Iterator[list[str]]:
    """Chroma refuses more than 5,461 at once."""
    iterator = iter(ids)
    while part := list(islice(iterator, LARGEST_BATCH)):
        yield part

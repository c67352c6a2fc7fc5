"""An embedder that makes each vector once: several measurements ask for the same texts.

With `XUEHUI_BENCH_VECTORS` naming a file, the vectors are kept for the next run too.
"""

import hashlib
import os
import sqlite3
from collections.abc import Sequence

import numpy as np

from knowledge.embedding import Embedder, Vectors

AT_ONCE = 64


class Remembering:
    """Vectors of another embedder, kept in SQLite by model, kind and text."""

    def __init__(self, embedder: Embedder, file: str | None = None) -> None:
        self.model = embedder
        self.name = embedder.name
        self.made = 0
        self._kept = sqlite3.connect(file or os.environ.get("XUEHUI_BENCH_VECTORS", ":memory:"))
        self._kept.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, row BLOB)")

    @property
    def dimension(self) -> int:
        return self.model.dimension

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return await self._of(texts, "query")

    async def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return await self._of(texts, "passage")

    async def _of(self, texts: Sequence[str], kind: str) -> Vectors:
        keys = [hashlib.sha256(f"{self.name}\n{kind}\n{text}".encode()).digest() for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if not self._has(key)}
        make = getattr(self.model, "embed_queries" if kind == "query" else "embed_passages")
        wanted = list(missing.items())
        for first in range(0, len(wanted), AT_ONCE):
            some = wanted[first : first + AT_ONCE]
            rows = await make([text for _, text in some])
            with self._kept:
                self._kept.executemany(
                    "INSERT OR REPLACE INTO kept VALUES (?, ?)",
                    [(key, row.tobytes()) for (key, _), row in zip(some, rows, strict=True)],
                )
            self.made += len(some)
        if not keys:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return np.stack([self._row(key) for key in keys])

    def _has(self, key: bytes) -> bool:
        found = self._kept.execute("SELECT 1 FROM kept WHERE key = ?", (key,))
        return found.fetchone() is not None

    def _row(self, key: bytes) -> Vectors:
        (row,) = self._kept.execute("SELECT row FROM kept WHERE key = ?", (key,)).fetchone()
        vector: Vectors = np.frombuffer(row, dtype=np.float32)
        return vector

"""An embedder that needs no model: a text is the bag of its pairs of characters."""

import itertools
from collections.abc import Sequence
from zlib import crc32

import numpy as np

from knowledge.embedding import EndpointFailed, Vectors, unit


class BagEmbedder:
    """Counts what it embeds; does nothing while it is `away`."""

    name = "bag"
    dimension = 64

    def __init__(self) -> None:
        self.embedded: list[str] = []
        self.away = False

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self._embed(texts)

    async def embed_passages(self, texts: Sequence[str]) -> Vectors:
        vectors = self._embed(texts)
        self.embedded += texts
        return vectors

    def _embed(self, texts: Sequence[str]) -> Vectors:
        if self.away:
            raise EndpointFailed("away")
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for number, text in enumerate(texts):
            for pair in itertools.pairwise(text):
                rows[number, crc32("".join(pair).encode()) % self.dimension] += 1
        return unit(rows)

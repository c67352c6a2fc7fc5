"""Plays dialogue files; what one worker has played no other plays again."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from aiogram.methods import TelegramMethod

from bot.rehearsal.script import load_script
from bot.rehearsal.stage import temporary_stage
from bot.rehearsal.transcript import Line
from bot.settings import Settings
from knowledge.embedding import BundledEmbedder, Vectors, bundled_embedder
from knowledge.library import Library
from knowledge.vectors import ChromaVectors
from tests.once import once

DIALOGUES = sorted((Path(__file__).parent / "dialogues").glob("*.yaml"))


class WellReadEmbedder(BundledEmbedder):
    """The bundled model, which does not embed the sample notices again for every dialogue."""

    def __init__(self) -> None:
        super().__init__()
        self._read: dict[str, Vectors] = {}

    async def embed_passages(self, texts: Sequence[str]) -> Vectors:
        if fresh := [text for text in texts if text not in self._read]:
            name = sha256(repr(fresh).encode()).hexdigest()
            vectors = await once(name, partial(super().embed_passages, fresh))
            self._read.update(zip(fresh, vectors, strict=True))
        empty = np.zeros((0, self.dimension), dtype=np.float32)
        return np.stack([self._read[text] for text in texts]) if texts else empty


EMBEDDER = WellReadEmbedder() if bundled_embedder() else None


@dataclass(kw_only=True)
class Played:
    """What came of a dialogue."""

    lines: list[Line] = field(default_factory=list)
    methods: set[type[TelegramMethod[Any]]] = field(default_factory=set)


def library_for(settings: Settings) -> Library:
    """Each has its own index on disk; only the model in memory is shared."""
    vectors = ChromaVectors(settings.data / "index") if EMBEDDER else None
    return Library(vectors=vectors, embedder=EMBEDDER)


async def played(path: Path) -> Played:
    """Raises what `rehearse` would print, with the line that failed."""
    return await once(sha256(path.read_bytes()).hexdigest(), partial(_play, path))


async def _play(path: Path) -> Played:
    result = Played()
    async with temporary_stage(load_script(path), result.lines.append, library_for) as stage:
        await stage.play()
        result.methods = stage.methods
    return result


def leave_settings_behind(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """A developer's own `.env` and environment say nothing here."""
    monkeypatch.chdir(folder)
    for name in [name for name in os.environ if name.startswith("XUEHUI_")]:
        if name != "XUEHUI_SHARED":
            monkeypatch.delenv(name)

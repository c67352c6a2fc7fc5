"""The vector index: one owner, cosine, and a damaged or foreign folder is made anew."""

import time
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest

from knowledge.embedding import unit
from knowledge.vectors import ChromaVectors, IndexInUse, batches
from tests.effort import slowness

ROWS = unit(np.random.default_rng(5).normal(size=(40, 16)).astype(np.float32))
IDS = [f"v{n}" for n in range(len(ROWS))]


@pytest.fixture
async def vectors(tmp_path: Path) -> AsyncIterator[ChromaVectors]:
    opened = ChromaVectors(tmp_path / "index")
    await opened.open("model-a")
    yield opened
    await opened.close()


async def test_nearest_by_cosine(vectors: ChromaVectors) -> None:
    await vectors.add(IDS, ROWS)
    found = await vectors.query(ROWS[7], 3)
    assert found[0] == ("v7", pytest.approx(1.0, abs=1e-5))
    expected = np.argsort(-(ROWS @ ROWS[7]))[:3]
    assert [id_ for id_, _ in found] == [f"v{n}" for n in expected]


async def test_removing_and_asking_for_more_than_there_is(vectors: ChromaVectors) -> None:
    assert await vectors.query(ROWS[0], 5) == []
    await vectors.add(IDS[:3], ROWS[:3])
    await vectors.remove(["v1"])
    assert await vectors.ids() == {"v0", "v2"}
    assert len(await vectors.query(ROWS[0], 50)) == 2
    assert list(await vectors.get(["v1", "v2"])) == ["v2"]


async def test_a_second_owner_is_refused_soon(vectors: ChromaVectors) -> None:
    begun = time.monotonic()
    with pytest.raises(IndexInUse) as caught:
        await ChromaVectors(vectors.folder).open("model-a")
    assert caught.value.folder == vectors.folder
    assert time.monotonic() - begun < 2 * slowness()


async def test_what_was_stored_is_there_again(tmp_path: Path) -> None:
    first = ChromaVectors(tmp_path / "index")
    assert await first.open("model-a")
    await first.add(IDS, ROWS)
    await first.close()
    again = ChromaVectors(tmp_path / "index")
    assert await again.open("model-a")
    assert await again.ids() == set(IDS)
    kept = await again.get(IDS)
    assert all(np.allclose(kept[id_], row, atol=1e-3) for id_, row in zip(IDS, ROWS, strict=True))
    await again.close()


async def test_vectors_of_another_model_are_thrown_away(tmp_path: Path) -> None:
    first = ChromaVectors(tmp_path / "index")
    await first.open("model-a")
    await first.add(IDS, ROWS)
    await first.close()
    other = ChromaVectors(tmp_path / "index")
    assert not await other.open("model-b")
    assert await other.ids() == set()
    await other.add(["w"], np.ones((1, 5), dtype=np.float32))
    await other.close()


@pytest.mark.parametrize("damage", ["garbage", "truncated"])
async def test_a_damaged_folder_is_made_anew(tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "index"
    first = ChromaVectors(folder)
    await first.open("model-a")
    await first.add(IDS, ROWS)
    await first.close()
    database = folder / "chroma.sqlite3"
    whole = database.read_bytes()
    database.write_bytes(b"no database" * 99 if damage == "garbage" else whole[: len(whole) // 3])
    again = ChromaVectors(folder)
    assert not await again.open("model-a")
    await again.add(IDS, ROWS)
    assert (await again.query(ROWS[3], 1))[0][0] == "v3"
    await again.close()


def test_batches_stay_under_the_limit() -> None:
    sizes = [len(part) for part in batches([str(n) for n in range(12_001)])]
    assert sizes == [5000, 5000, 2001]

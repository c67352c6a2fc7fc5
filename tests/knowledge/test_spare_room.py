"""Room for later vectors holds zeros on disk, and the vectors that are there stay."""

import struct
from pathlib import Path

import numpy as np

from knowledge.spare_room import wipe_spare_room
from knowledge.vectors import ChromaVectors

RUBBISH = "林秋实".encode() * 40
FEW = 5  # Chroma keeps these aside, and an empty graph with room for a hundred


async def test_vectors_stay_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    index = ChromaVectors(folder)
    await index.open("m")
    some = np.random.default_rng(7).normal(size=(FEW, 8)).astype(np.float32)
    await index.add([str(n) for n in range(FEW)], some)
    (header,) = folder.glob("*/header.bin")
    assert set(header.with_name("data_level0.bin").read_bytes()) == {0}, "while it is open, too"
    await index.close()
    _, _, room, used, size = struct.unpack("<i4Q", header.read_bytes()[:36])
    level = header.with_name("data_level0.bin")
    before = level.read_bytes()
    assert len(before) == room * size
    assert set(before[used * size :]) == {0}
    with level.open("r+b") as file:
        file.seek(used * size)
        file.write(RUBBISH)
    assert wipe_spare_room(folder) > len(RUBBISH)
    assert level.read_bytes() == before
    assert await index.open("m")
    assert [key for key, _ in await index.query(some[3], 1)] == ["3"]
    await index.close()


def test_an_unknown_layout_is_left_alone(tmp_path: Path) -> None:
    inside = tmp_path / "x"
    inside.mkdir()
    level = inside / "data_level0.bin"
    level.write_bytes(RUBBISH)
    for header in (b"", b"\x01", struct.pack("<i4Q", 2, 0, 10, 1, 12), bytes(36)):
        (inside / "header.bin").write_bytes(header)
        assert wipe_spare_room(tmp_path) == 0
    assert level.read_bytes() == RUBBISH

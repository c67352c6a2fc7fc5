"""Room that Chroma keeps for later vectors: written to disk as the memory happened to be.

That memory may have held anything the process has seen, names included. The files are looked at
while nobody has them open, and what holds no vector is filled with zeros.
"""

import struct
from pathlib import Path

HEADER, VERSION = struct.Struct("<i4Q"), 1
LENGTH = 4  # bytes of a norm, one a vector


def wipe_spare_room(folder: Path) -> int:
    """How many bytes were wiped; a layout that is not known is left alone."""
    return sum(_wipe(header) for header in folder.glob("*/header.bin"))


def _wipe(header: Path) -> int:
    facts = header.read_bytes()[: HEADER.size]
    if len(facts) < HEADER.size:
        return 0
    version, _, room, used, size = HEADER.unpack(facts)
    if version != VERSION or used > room:
        return 0
    vectors, lengths = header.with_name("data_level0.bin"), header.with_name("length.bin")
    return _zero(vectors, used, room, size) + _zero(lengths, used, room, LENGTH)


def _zero(path: Path, used: int, room: int, size: int) -> int:
    if not path.is_file() or path.stat().st_size != room * size:
        return 0
    spare = (room - used) * size
    with path.open("r+b") as file:
        file.seek(used * size)
        file.write(bytes(spare))
    return spare

"""Which contents on the shelf some row names: of files, of attachments, of notices."""

from collections.abc import Collection

from sqlalchemy import select, union

from storage.engine import Work
from storage.tables import attachments, files, intakes, notices

NAMING = (
    files.c.digest,
    attachments.c.digest,
    notices.c.file_digest,
    intakes.c.file_digest,
)
BATCH = 500


async def named(work: Work) -> set[str]:
    """All that has to stay."""
    query = union(*(select(column).where(column.is_not(None)) for column in NAMING))
    return set((await work.run(query)).scalars())


async def unnamed(work: Work, digests: Collection[str]) -> list[str]:
    """Those of these that may go: no row names them."""
    asked = sorted(set(digests))
    kept: set[str] = set()
    for first in range(0, len(asked), BATCH):
        batch = asked[first : first + BATCH]
        query = union(*(select(column).where(column.in_(batch)) for column in NAMING))
        kept |= set((await work.run(query)).scalars())
    return [digest for digest in asked if digest not in kept]

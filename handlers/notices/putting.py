"""What stands in this process's library is brought back to what the archive says."""

from collections.abc import Iterable

from handlers.notice_rows import notice_of
from handlers.stacks import Stacks
from storage.archive import Archive


async def put_back(archive: Archive, stacks: Stacks, identities: Iterable[str]) -> None:
    """After a change that was not to be: it is undone, and these are here as they were."""
    await archive.work.close()
    for identity in identities:
        row = await archive.notices.get(identity)
        if row is None:
            await stacks.take_away(identity)
        else:
            await stacks.put(notice_of(row))

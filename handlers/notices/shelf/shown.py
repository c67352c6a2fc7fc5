"""One notice as staff see it: what it is, where it came from, what belongs to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.notices.errors import NotOnShelf
from storage.archive import Archive
from storage.notice_records import NoticeRecord
from storage.notice_relations import Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """`successor` is what replaced it; relations are what it says, and what is said of it."""

    record: NoticeRecord
    passages: int
    successor: NoticeRecord | None
    taken_in_by: str | None
    says: Sequence[Relation]
    said_of_it: Sequence[tuple[Relation, NoticeRecord]]


async def shown(archive: Archive, identity: str) -> Shown:
    """Raises NotOnShelf."""
    records, relations = archive.notice_records, archive.notice_relations
    record = await records.get(identity)
    if record is None:
        raise NotOnShelf
    about = [(each, await records.get(each.notice_id)) for each in await relations.about(identity)]
    return Shown(
        record=record,
        passages=await records.passages(identity),
        successor=await records.get(record.replaced_by) if record.replaced_by else None,
        taken_in_by=await records.name_of(record.added_by) if record.added_by else None,
        says=await relations.of(identity),
        said_of_it=[(each, by) for each, by in about if by is not None],
    )

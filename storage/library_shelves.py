"""The part of the archive where the library's own work stands."""

from functools import cached_property

from storage.engine import Work
from storage.intakes import Intakes
from storage.notice_records import NoticeRecords
from storage.notice_relations import NoticeRelations


class LibraryShelves:
    """What was sent to be taken in, what staff see of notices, what one says of another."""

    work: Work

    @cached_property
    def intakes(self) -> Intakes:
        return Intakes(self.work)

    @cached_property
    def notice_records(self) -> NoticeRecords:
        return NoticeRecords(self.work)

    @cached_property
    def notice_relations(self) -> NoticeRelations:
        return NoticeRelations(self.work)

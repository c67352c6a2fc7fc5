"""What was handed in with a filing, for those who may look at it."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from forms.specification import FieldSpec, FieldType
from handlers.casework.case import Case
from handlers.casework.errors import FilingGone
from handlers.casework.handed import Handed, last_handed
from handlers.desk import Attached, Desk
from handlers.noting import note
from handlers.review.files import Reading
from storage.archive import Archive
from storage.attachments import Attachment

KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """The use cases: the list, and one of them as a file of one's own."""

    reading: Reading

    async def all(self, desk: Desk, filing_id: str) -> tuple[Case, Sequence[Attachment]]:
        opened = await self.reading.open(desk, filing_id)
        return opened.case, await papers_of(desk.archive, opened.case)

    async def open(self, desk: Desk, attachment_id: str) -> Attached:
        """Only what stands in a version that was handed in; raises ContentGone."""
        found = await desk.archive.attachments.get(attachment_id)
        if found is None:
            raise FilingGone
        case = (await self.reading.open(desk, found.filing_id)).case
        if found.id not in {each.id for each in await papers_of(desk.archive, case)}:
            raise FilingGone
        content = await asyncio.to_thread(desk.shelf.take, found.digest)
        file = await desk.keep(found.name, content, desk.now + KEPT)
        await note(desk, "attachment opened", case.id)
        return Attached(file_id=file.id)


async def papers_of(archive: Archive, case: Case) -> list[Attachment]:
    """In the order of the form; what is named and not here is left out."""
    handed = await last_handed(archive, case)
    known = {each.digest: each for each in await archive.attachments.of(case.id)}
    digests = dict.fromkeys(_digests(case, handed))
    return [known[digest] for digest in digests if digest in known]


def _digests(case: Case, handed: Handed) -> Iterator[str]:
    look = case.filling.look(handed.draft)
    for field in case.form.fields:
        if not look.relevant(field):
            continue
        if field.fields:
            for row in handed.draft.rows(field.name):
                yield from _in_row(field.fields, row)
        else:
            yield from _in_row((field,), handed.draft.answers)


def _in_row(fields: Sequence[FieldSpec], answers: Mapping[str, Any]) -> Iterator[str]:
    for field in fields:
        if field.type is FieldType.FILE:
            yield from (str(each["hash"]) for each in answers.get(field.name) or ())

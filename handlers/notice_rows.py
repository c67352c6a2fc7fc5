"""Notices of the library as rows of the archive, and back."""

from collections.abc import Iterable
from dataclasses import asdict, fields

from knowledge.notice import Audience, Notice, Passage, Source, Standing
from storage.notices import NoticeRow, PassageRow


def notice_of(row: NoticeRow) -> Notice:
    words = {"kind": Source(row.kind), "standing": Standing(row.standing)}
    return Notice(**(asdict(row) | words | {"audience": Audience(row.audience)}))


def row_of(notice: Notice) -> NoticeRow:
    return NoticeRow(**asdict(notice))


def parts_of(passages: Iterable[Passage]) -> list[PassageRow]:
    names = [each.name for each in fields(PassageRow)]
    return [PassageRow(**{name: getattr(part, name) for name in names}) for part in passages]

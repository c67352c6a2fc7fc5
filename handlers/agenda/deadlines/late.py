"""What is due for whom, by months: how many have done it, who has not, and a word to them."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from forms.sheets import write_rows
from handlers.agenda.deadlines import notes
from handlers.agenda.deadlines.service import DeadlineGone
from handlers.announced import Content
from handlers.callbacks import Go
from handlers.desk import Attached, Desk
from handlers.duties.duty import Source
from handlers.duties.finding import Duties
from handlers.duties.matter import Matter
from handlers.noting import note
from handlers.paging import page_among, page_of
from handlers.rights import Action, require
from storage.audiences import Conditions
from storage.deadlines import PREFIX, Deadline
from storage.duty_facts import Home
from storage.roles import Holder, Role

AHEAD_DAYS = 366
KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line: one matter, or all terms of office whose plans are due in one month."""

    key: str
    what: str
    due: date
    matters: tuple[Matter, ...] = field(repr=False)

    @property
    def done(self) -> int:
        return sum(len(each.concerned) - len(each.left) for each in self.matters)

    @property
    def left(self) -> tuple[tuple[Home, date], ...]:
        return tuple((home, each.due) for each in self.matters for home in each.left)

    @property
    def deadline_id(self) -> str | None:
        return self.key.removeprefix(PREFIX) if self.key.startswith(PREFIX) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """A page of it, and what waits for a second look."""

    entries: tuple[Entry, ...]
    waiting: tuple[Deadline, ...]
    number: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """A page of those that have not done it."""

    entry: Entry
    left: tuple[tuple[Home, date], ...]
    number: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lateness:
    """The use cases of staff who look who is late."""

    duties: Duties = field(repr=False)

    async def calendar(self, desk: Desk, number: int = 0) -> Calendar:
        """What is past only as long as somebody has not done it."""
        require(desk.person, Action.KEEP_DEADLINES)
        today = desk.now.date()
        entries = [each for each in await self._entries(desk) if each.due >= today or each.left]
        number, pages = page_among(len(entries), number)
        return Calendar(
            entries=tuple(page_of(entries, number)),
            waiting=tuple(await desk.archive.deadlines.waiting(today)) if not number else (),
            number=number,
            pages=pages,
        )

    async def late(self, desk: Desk, key: str, number: int = 0) -> Late:
        require(desk.person, Action.KEEP_DEADLINES)
        entry = await self._entry(desk, key)
        number, pages = page_among(len(entry.left), number)
        left = tuple(page_of(entry.left, number))
        return Late(entry=entry, left=left, number=number, pages=pages)

    async def table(self, desk: Desk, key: str) -> Attached:
        """All of them, with who is to be asked."""
        require(desk.person, Action.KEEP_DEADLINES)
        entry = await self._entry(desk, key)
        holders = await desk.archive.roles.holders(desk.now, role=Role.SECRETARY)
        rows = [
            [n, home.name, home.discipline, home.city, _names(holders, home.id), due, entry.what]
            for n, (home, due) in enumerate(entry.left, 1)
        ]
        content = await asyncio.to_thread(write_rows, notes.HEADINGS, rows, notes.SHEET)
        name = f"还没办的学会-{desk.now:%Y%m%d}.xlsx"
        file = await desk.keep(name, content, desk.now + KEPT)
        await note(desk, "late ones exported", key, count=len(rows))
        return Attached(file_id=file.id)

    async def remind(self, desk: Desk, key: str) -> tuple[str | None, int]:
        """A draft to their secretaries, which somebody has to send; None where nobody is late."""
        require(desk.person, Action.KEEP_DEADLINES)
        require(desk.person, Action.BROADCAST)
        entry = await self._entry(desk, key)
        societies = tuple(home.id for home, _ in entry.left)
        if not societies:
            return None, 0
        identity = await desk.archive.broadcasts.add(
            notes.draft_title(entry.what),
            by=desk.person.id,
            now=desk.now,
            content=_content(entry, desk.now.date()).as_dict(),
            audience=Conditions(roles=(Role.SECRETARY.value,), societies=societies).as_dict(),
        )
        await note(desk, "reminder drafted", identity, count=len(societies))
        return identity, len(societies)

    async def _entry(self, desk: Desk, key: str) -> Entry:
        for each in await self._entries(desk):
            if each.key == key:
                return each
        raise DeadlineGone

    async def _entries(self, desk: Desk) -> list[Entry]:
        found = await self.duties.matters(desk.archive, desk.now, days=AHEAD_DAYS)
        single = [
            Entry(key=each.key, what=each.what, due=each.due, matters=(each,))
            for each in found
            if each.source is not Source.TERM
        ]
        terms = _by_month(each for each in found if each.source is Source.TERM)
        return sorted([*single, *terms], key=lambda each: (each.due, each.key))


def _by_month(terms: Iterable[Matter]) -> list[Entry]:
    entries = []
    for (year, month), group in groupby(terms, lambda each: (each.due.year, each.due.month)):
        matters = tuple(group)
        key = f"{matters[0].key}.{year}-{month:02}"
        what = notes.TERMS.format(year=year, month=month)
        entries.append(Entry(key=key, what=what, due=matters[0].due, matters=matters))
    return entries


def _content(entry: Entry, today: date) -> Content:
    button = entry.matters[0].button
    data = button[1] if button else None
    form = data.id if isinstance(data, Go) else ""
    text = notes.draft_text(entry.what, entry.due, today)
    forms = ((form, button[0]),) if button and form else ()
    return Content(text=text, forms=forms, confirm=not forms)


def _names(holders: Sequence[Holder], society_id: str) -> str:
    return "、".join(each.name for each in holders if each.standing.society_id == society_id)

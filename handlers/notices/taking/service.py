"""What waits for its sender's word: looked at, mended, taken in, given up."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from handlers.desk import Desk, Reply
from handlers.notices.errors import IntakeGone
from handlers.notices.fields import restored
from handlers.notices.naming import quoted
from handlers.notices.outline import PAGE, drawn
from handlers.notices.taking import keyboards, texts
from handlers.notices.taking.card import Cards
from handlers.notices.taking.concluding import discard, let_go_of
from handlers.notices.taking.understood import APART, Understood, understood
from handlers.noting import note
from handlers.rights import Action, require
from knowledge.reading.reading import Reading
from storage.intakes import Intake, IntakeState


@dataclass(frozen=True, slots=True, kw_only=True)
class Intaking:
    """The use cases of whoever sent it; nobody else sees it."""

    cards: Cards

    async def waiting(self, desk: Desk) -> Reply:
        require(desk.person, Action.KEEP_NOTICES)
        found = await desk.archive.intakes.of(desk.person.id)
        titles = [title_of(each) for each in found]
        buttons = keyboards.waiting(found, titles)
        return Reply(text=texts.waiting(len(found)), buttons=buttons)

    async def show(self, desk: Desk, identity: str, before: str = "") -> Reply:
        return await self.cards.of(
            desk.archive, await self.own(desk, identity), desk.now.date(), before
        )

    async def reading(self, desk: Desk, identity: str) -> Reading:
        """As it is mended by now."""
        return (await self._read(desk, identity)).reading

    async def outline(self, desk: Desk, identity: str, number: int) -> Reply:
        found = await self._read(desk, identity)
        text, number, pages = outline_page(found, number)
        return Reply(text=text, buttons=keyboards.outline(identity, number, pages))

    async def change(self, desk: Desk, identity: str, field: str, value: Any) -> Reply:
        """One fact, as JSON; None for nothing."""
        found = await self._read(desk, identity)
        same = restored(field, value) == getattr(found.reading, field)
        changes = found.intake.changes | ({} if same else {field: value})
        await self._put(desk, identity, changes=changes)
        await note(desk, "intake changed", identity, field=field)
        return await self.show(desk, identity, texts.CHANGED)

    async def as_new(self, desk: Desk, identity: str) -> Reply:
        """It is a new version of what it resembles."""
        found = await self._read(desk, identity)
        nearest = await self.cards.undecided(desk.archive, found)
        if nearest is None:
            return await self.show(desk, identity)
        await self._put(desk, identity, replaces=nearest.record.id)
        return await self.show(desk, identity, texts.AS_NEW)

    async def apart(self, desk: Desk, identity: str) -> Reply:
        found = await self._read(desk, identity)
        changes = found.intake.changes | {APART: True}
        await self._put(desk, identity, changes=changes, replaces=None)
        return await self.show(desk, identity, texts.AS_OTHER)

    async def aside(self, desk: Desk, identity: str) -> Reply:
        await self.own(desk, identity)
        return Reply(text=texts.ASIDE, buttons=(keyboards.INTAKES, keyboards.ADD))

    async def drop(self, desk: Desk, identity: str) -> Reply:
        """File and text are gone at once, unless something else needs the same file."""
        intake = await self.own(desk, identity)
        gone = await let_go_of(desk.archive, intake)
        await note(desk, "intake dropped", identity)
        await desk.archive.work.let_go()
        await discard(desk.shelf, gone)
        return Reply(text=texts.DROPPED, buttons=(keyboards.INTAKES, keyboards.ADD))

    async def own(self, desk: Desk, identity: str) -> Intake:
        require(desk.person, Action.KEEP_NOTICES)
        intake = await desk.archive.intakes.get(identity)
        if intake is None or intake.person_id != desk.person.id:
            raise IntakeGone
        return intake

    async def _read(self, desk: Desk, identity: str) -> Understood:
        intake = await self.own(desk, identity)
        if intake.state is not IntakeState.READ:
            raise IntakeGone
        return await understood(intake)

    async def _put(self, desk: Desk, identity: str, **values: Any) -> None:
        if not await desk.archive.intakes.change(identity, desk.now, **values):
            raise IntakeGone


def title_of(intake: Intake) -> str:
    changed = intake.changes.get("title")
    return str(changed or intake.reading.get("title") or intake.file_name or intake.source)


def outline_page(found: Understood, number: int) -> tuple[str, int, int]:
    """A page of headings, which one it is, and of how many."""
    what = quoted(found.notice.title)
    return outlined(what, drawn(found.headings), number)


def outlined(what: str, lines: Sequence[str], number: int) -> tuple[str, int, int]:
    """`what` and `lines` are escaped."""
    if not lines:
        return texts.NO_OUTLINE, 0, 1
    pages = (len(lines) + PAGE - 1) // PAGE
    number = min(max(number, 0), pages - 1)
    page = f"（第 {number + 1}/{pages} 页）" if pages > 1 else ""
    head = texts.OUTLINE_OF.format(what=what, page=page)
    return "\n".join([head, *lines[number * PAGE : (number + 1) * PAGE]]), number, pages

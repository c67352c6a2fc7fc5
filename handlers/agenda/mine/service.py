"""One's own duties: seen, explained, ticked where nothing is filed for them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from handlers.desk import Desk
from handlers.duties.duty import Duty
from handlers.duties.finding import Duties
from handlers.noting import note
from handlers.paging import page_among, page_of
from handlers.rights import Action, require


class DutyGone(Exception):
    """It is done, cancelled, or never was this person's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A page; `theirs` are those this person does themselves, among the ones they see."""

    duties: tuple[Duty, ...]
    theirs: frozenset[str]
    number: int
    pages: int
    count: int
    overdue: int
    several: bool  # societies


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """The use cases of whoever looks what there is to do."""

    duties: Duties = field(repr=False)

    async def page(self, desk: Desk, number: int = 0) -> Due:
        require(desk.person, Action.KEEP_OWN_REMINDERS)
        found = await self._all(desk)
        number, pages = page_among(len(found), number)
        return Due(
            duties=tuple(page_of(found, number)),
            theirs=frozenset(each.object for each in found if _is_theirs(desk, each)),
            number=number,
            pages=pages,
            count=len(found),
            overdue=sum(each.days_left(desk.now.date()) < 0 for each in found),
            several=len({each.society_id for each in found if each.society_id}) > 1,
        )

    async def one(self, desk: Desk, short: str) -> Due:
        """Alone on a page; raises DutyGone."""
        require(desk.person, Action.KEEP_OWN_REMINDERS)
        duty = await self._one(desk, short)
        return Due(
            duties=(duty,),
            theirs=frozenset({duty.object} if _is_theirs(desk, duty) else ()),
            number=0,
            pages=1,
            count=1,
            overdue=int(duty.days_left(desk.now.date()) < 0),
            several=False,
        )

    async def tick(self, desk: Desk, short: str) -> Duty:
        """Said to be done; raises DutyGone for what is done by filing, or done already."""
        require(desk.person, Action.KEEP_OWN_REMINDERS)
        duty = await self._one(desk, short)
        require(desk.person, Action.DO_DUTY, duty.society_id)
        if not duty.can_be_ticked or duty.society_id is None:
            raise DutyGone
        thing = duty.object.removesuffix(f".{duty.society_id}")
        if await desk.archive.duties_done.tick(thing, duty.society_id, desk.person.id, desk.now):
            await note(desk, "duty done", duty.society_id, duty=duty.what)
        return duty

    async def untick(self, desk: Desk, short: str) -> Duty:
        """Not done after all."""
        require(desk.person, Action.KEEP_OWN_REMINDERS)
        for matter in await self.duties.matters_of(desk.archive, desk.person, desk.now):
            for duty in matter.every_duty() if matter.can_be_ticked else ():
                if duty.short == short and duty.society_id in matter.done:
                    require(desk.person, Action.DO_DUTY, duty.society_id)
                    if await desk.archive.duties_done.untick(matter.key, duty.society_id or ""):
                        await note(desk, "duty reopened", duty.society_id or "", duty=duty.what)
                    return duty
        raise DutyGone

    async def _all(self, desk: Desk) -> Sequence[Duty]:
        return await self.duties.of(desk.archive, desk.person, desk.now)

    async def _one(self, desk: Desk, short: str) -> Duty:
        found = next((each for each in await self._all(desk) if each.short == short), None)
        if found is None:
            raise DutyGone
        return found


def _is_theirs(desk: Desk, duty: Duty) -> bool:
    """Whether it is for them to do, not only to know of."""
    if duty.society_id is None:
        return duty.person_id == desk.person.id
    return desk.person.holds_in(duty.society_id, *duty.roles)

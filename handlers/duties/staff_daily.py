"""What staff should know in the morning: what came in, what is late, what did not go out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from forms.specification import Catalogue
from forms.workdays import workday_before, workdays_between
from forms.workflow import Mover
from handlers.duties.daily import Finder
from handlers.duties.duty import Duty
from handlers.duties.topics import MANDATORY, Topic
from storage.archive import Archive
from storage.broadcasts import BroadcastState
from storage.delivery import DeliveryState
from storage.filings import Wanted
from storage.roles import OF_THE_ASSOCIATION, Role

KIND = "staff"
SOON_DAYS = 7
A_DAY = timedelta(days=1)
LATE_WORKDAYS = 3  # so long it is between the society and its calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What several societies have to do by one day, and those that have not."""

    what: str
    due: date
    societies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """The same for all of them."""

    overdue: int = 0
    questions: int = 0
    old_questions: int = 0  # of them, those who have waited for a day
    waiting: int = 0  # announcements, for a colleague's approval
    soon: tuple[Matter, ...] = ()
    late: tuple[Matter, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recent:
    """Since one's last digest."""

    filed: int = 0
    failed: int = 0
    uncertain: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffLetter:
    """One colleague's digest."""

    person_id: str
    common: Common
    recent: Recent

    @property
    def is_empty(self) -> bool:
        return self.common == Common() and self.recent == Recent()


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffDaily:
    """Whoever had theirs today, also an empty one, is not found again."""

    duties: Finder
    catalogue: Catalogue

    async def letters(self, archive: Archive, now: datetime) -> list[StaffLetter]:
        left = await _colleagues(archive, now)
        if not left:
            return []
        common = await self._common(archive, now)
        last = await archive.reminding.last_digests(KIND, left)
        recent: dict[datetime, Recent] = {}
        letters = []
        for person_id in left:
            since = last.get(person_id) or _the_working_day_before(now)
            if since not in recent:
                recent[since] = await _recent(archive, since)
            letters.append(StaffLetter(person_id=person_id, common=common, recent=recent[since]))
        return letters

    async def _common(self, archive: Archive, now: datetime) -> Common:
        today, found = now.date(), await self.duties.every(archive, now)
        of_societies = [each for each in found if each.society_id and not each.person_id]
        soon = [each for each in of_societies if 0 <= each.days_left(today) <= SOON_DAYS]
        late = [
            each for each in of_societies if workdays_between(each.due, today).days > LATE_WORKDAYS
        ]
        return Common(
            overdue=await archive.filings.count(self._overdue(today)),
            questions=await archive.questions.count_waiting(),
            old_questions=await archive.questions.count_waiting(before=now - A_DAY),
            waiting=await archive.broadcasts.count((BroadcastState.WAITING,)),
            soon=matters(soon),
            late=matters(late),
        )

    def _overdue(self, today: date) -> Wanted:
        """What waits for staff, and should not wait any more."""
        places = [
            (name, state)
            for name, workflow in self.catalogue.workflows.items()
            for mover in (Mover.STAFF, Mover.STAFF_HEAD)
            for state in workflow.waiting_for(mover)
        ]
        return Wanted(places=places, ended=False, submitted=True, due_before=today)


def matters(duties: Sequence[Duty]) -> tuple[Matter, ...]:
    """By what and when, the earliest first."""
    found: dict[tuple[date, str], set[str]] = {}
    for duty in duties:
        found.setdefault((duty.due, duty.what), set()).add(duty.society)
    return tuple(
        Matter(what=what, due=due, societies=tuple(sorted(found[due, what])))
        for due, what in sorted(found)
    )


async def _colleagues(archive: Archive, now: datetime) -> list[str]:
    """Those who have not had it today, can be reached, and want it or have to have it."""
    held: Mapping[Role, set[str]] = {
        role: {each.person_id for each in await archive.roles.holders(now, role=role)}
        for role in OF_THE_ASSOCIATION
    }
    bound = {one for role in MANDATORY[Topic.DIGEST] for one in held.get(role, ())}
    muted = await archive.reminding.muted(Topic.DIGEST) - bound
    had = await archive.reminding.had_digest(KIND, now.date())
    left = {one for people in held.values() for one in people} - muted - had
    return sorted(await archive.reminding.reachable(left))


def _the_working_day_before(now: datetime) -> datetime:
    """For whoever has had none yet: over a weekend, too, something comes in."""
    return datetime.combine(workday_before(now.date(), 1).day, time(), now.tzinfo)


async def _recent(archive: Archive, since: datetime) -> Recent:
    undelivered = await archive.happenings.undelivered(since)
    return Recent(
        filed=await archive.happenings.filed(since),
        failed=undelivered.get(DeliveryState.FAILED, 0),
        uncertain=undelivered.get(DeliveryState.UNCERTAIN, 0),
    )

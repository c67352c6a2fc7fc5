"""The letters of one day: what everybody has to do, and what is new for those who follow it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol

from handlers.duties.duty import Duty
from handlers.duties.planning import Line, Plan
from handlers.duties.topics import Topic
from storage.archive import Archive
from storage.events import Event
from storage.reminding import Reminder
from storage.roles import Role

KIND = "daily"
NEW_FOR = timedelta(days=30)  # an event older than this is no news to whoever subscribes today


class Finder(Protocol):
    """Finds what is due."""

    async def every(self, archive: Archive, now: datetime) -> Sequence[Duty]: ...


class News(Protocol):
    """Finds public events to come that were entered since, with those who want to hear of them."""

    async def since(
        self, archive: Archive, since: datetime, now: datetime
    ) -> Sequence[tuple[Event, Collection[str]]]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyLetter:
    """Everything one person is told that day."""

    person_id: str
    lines: tuple[Line, ...] = ()
    events: tuple[Event, ...] = ()

    @property
    def reminders(self) -> list[Reminder]:
        of_events = [told_of(self.person_id, each) for each in self.events]
        return [*(one for line in self.lines for one in line.reminders), *of_events]

    def only(self, fresh: Collection[Reminder]) -> "DailyLetter":
        """Without what another process has told them."""
        return replace(
            self,
            lines=tuple(each for each in self.lines if each.reminder in fresh),
            events=tuple(each for each in self.events if told_of(self.person_id, each) in fresh),
        )

    def wanted(self, muted: Collection[str]) -> "DailyLetter":
        """Without what they do not want to hear, as far as that is theirs to decide."""
        return replace(
            self,
            lines=tuple(
                each for each in self.lines if each.mandatory or Topic.DUTIES not in muted
            ),
            events=self.events if Topic.EVENTS not in muted else (),
        )

    @property
    def is_empty(self) -> bool:
        return not (self.lines or self.events)


def told_of(person_id: str, event: Event) -> Reminder:
    """An event is news once, also when its day is changed."""
    return Reminder(person_id, f"event.{event.id}", event.created_at.date(), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Daily:
    """What is still to be written today; whoever was written to is not found again."""

    duties: Finder
    news: News
    before: Sequence[int]

    async def letters(self, archive: Archive, now: datetime) -> list[DailyLetter]:
        found = await self.duties.every(archive, now)
        told = await archive.reminding.told(*self._span(found, now))
        plan = Plan(
            offices=await offices(archive, found, now),
            told=told,
            before=self.before,
            today=now.date(),
        )
        lines, news = plan.lines(found), await self._news(archive, now, told)
        letters = [
            DailyLetter(
                person_id=one,
                lines=tuple(lines.get(one, ())),
                events=tuple(news.get(one, ())),
            )
            for one in sorted({*lines, *news})
        ]
        return await _sendable(archive, letters, now.date())

    def _span(self, found: Sequence[Duty], now: datetime) -> tuple[date, date]:
        """In which all that may have been told is due."""
        days = [each.due for each in found]
        first = min([*days, (now - NEW_FOR).date()])
        return first, max([*days, now.date() + timedelta(days=1)])

    async def _news(
        self, archive: Archive, now: datetime, told: Collection[Reminder]
    ) -> Mapping[str, list[Event]]:
        news: dict[str, list[Event]] = {}
        for event, people in await self.news.since(archive, now - NEW_FOR, now):
            for one in people:
                if told_of(one, event) not in told:
                    news.setdefault(one, []).append(event)
        return news


async def offices(
    archive: Archive, found: Sequence[Duty], now: datetime
) -> dict[tuple[str, Role], list[str]]:
    """Who holds the roles that these duties concern; leaders hear of what is late."""
    held: dict[tuple[str, Role], list[str]] = {}
    wanted = {role for duty in found for role in duty.roles} | {Role.LEADER}
    for role in sorted(wanted) if found else ():
        for holder in await archive.roles.holders(now, role=role):
            society = holder.standing.society_id or ""
            held.setdefault((society, role), []).append(holder.person_id)
    return held


async def _sendable(
    archive: Archive, letters: Sequence[DailyLetter], today: date
) -> list[DailyLetter]:
    """To those who had none today, can be reached, and want to hear of it."""
    reminding = archive.reminding
    had = await reminding.had_digest(KIND, today)
    left = {each.person_id for each in letters} - had
    reachable = await reminding.reachable(left)
    muted = {topic: await reminding.muted(topic) for topic in (Topic.DUTIES, Topic.EVENTS)}
    found = []
    for letter in (each for each in letters if each.person_id in reachable):
        topics = {topic for topic, people in muted.items() if letter.person_id in people}
        wanted = letter.wanted(topics)
        if not wanted.is_empty:
            found.append(wanted)
    return found

"""A wall clock that is set wrong and put right again moves no reminder: a year by an oracle."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

import pytest
from chinese_calendar import is_workday
from structlog.testing import capture_logs

from bot.upkeep.steady_time import SteadyTime
from handlers.duties.duty import Duty
from storage.clock import SHANGHAI
from storage.engine import Database
from tests.bot.upkeep.reminded import BEFORE, MONDAY, Office, TwoClocks

HOUR = 3600
JUMPS = (-2, 2)


def steady(database: Database, clock: TwoClocks) -> SteadyTime:
    return SteadyTime(database=database, clock=clock, seconds=clock.seconds)


@pytest.mark.parametrize("days", JUMPS)
async def test_after_a_jump_it_keeps_still_for_an_hour(database: Database, days: int) -> None:
    clock = TwoClocks()
    time = steady(database, clock)
    assert await time.now() == MONDAY
    clock.jump(days=days)
    with capture_logs() as logged:
        assert await time.now() is None
        clock.run(minutes=59)
        assert await time.now() is None
    assert [(line["event"], line["log_level"]) for line in logged] == [("clock jumped", "warning")]
    clock.jump(days=-days)
    assert await time.now() is None
    clock.run(minutes=59)
    assert await time.now() is None
    clock.run(minutes=2)
    assert await time.now() == clock.at


async def test_small_corrections_and_a_clock_that_runs_fast_are_no_jumps(
    database: Database,
) -> None:
    clock = TwoClocks()
    time = steady(database, clock)
    for _ in range(200):
        assert await time.now()
        clock.run(hours=1)
        clock.jump(minutes=4)
    assert await time.now()


@pytest.mark.parametrize("days", JUMPS)
async def test_a_restart_hides_no_jump(database: Database, days: int) -> None:
    clock = TwoClocks()
    assert await steady(database, clock).now()
    clock.run(minutes=3)
    clock.jump(days=days)
    assert await steady(database, clock).now() is None
    clock.run(minutes=30)
    assert await steady(database, clock).now() is None
    clock.jump(days=-days)
    clock.run(minutes=50)
    assert await steady(database, clock).now() is None
    clock.run(minutes=61)
    assert await steady(database, clock).now()


async def test_an_ordinary_restart_holds_nothing_up(database: Database) -> None:
    clock = TwoClocks()
    assert await steady(database, clock).now()
    clock.run(days=3)
    assert await steady(database, clock).now() == clock.at


async def test_after_a_start_of_the_machine_nothing_is_proven(database: Database) -> None:
    clock = TwoClocks(ran=9e6)
    assert await steady(database, clock).now()
    clock.run(minutes=5)
    clock.ran = 20.0
    time = steady(database, clock)
    assert await time.now() is None
    clock.run(minutes=61)
    assert await time.now() == clock.at


@dataclass
class Job:
    """A duty, from the day it is there to the day it is done (true days)."""

    name: str
    due: date
    since: date
    done: date


def jobs(random: Random, first: date, days: int) -> list[Job]:
    found = []
    for n in range(days // 9):
        due = first + timedelta(days=random.randrange(days))
        since = due - timedelta(days=random.randrange(2, 60))
        done = due + timedelta(days=random.choice([-20, -5, -2, 1, 3, 9, 40, 99]))
        found.append(Job(f"事{n:02}", due, since, done))
    return found


def expected(found: list[Job], first: date, days: int) -> dict[date, set[tuple[str, int]]]:
    """By true days: which jobs stand in the letter, with the days left. Written anew here."""
    steps: dict[str, set[int]] = {}
    letters: dict[date, set[tuple[str, int]]] = {}
    for today in (first + timedelta(days=n) for n in range(days)):
        for job in found if is_workday(today) else ():
            if not job.since <= today < job.done:
                continue
            left = (job.due - today).days
            behind = {each for each in BEFORE if each >= left}
            behind |= {-7 * week for week in range(5) if left < 0 and -left >= 7 * week}
            if behind and min(behind) not in steps.setdefault(job.name, set()):
                letters.setdefault(today, set()).add((job.name, left))
            steps.setdefault(job.name, set()).update(behind)
    return letters


def left_in(line: str) -> int:
    if found := re.search(r"还有 (\d+) 天", line):
        return int(found[1])
    if found := re.search(r"已逾期 (\d+) 天", line):
        return -int(found[1])
    return 1 if "明天截止" in line else 0


def read(letter: str) -> Iterator[tuple[str, int]]:
    for line in letter.splitlines():
        if name := re.search(r"事\d\d", line):
            yield name[0], left_in(line)


class Year:
    """Days as they really pass, while the wall clock is set wrong and processes come and go."""

    def __init__(self, office: Office, random: Random, first: date) -> None:
        self.office, self.random = office, random
        self.clock = office.clock = TwoClocks(at=at(first, 0, 10))
        self.really = self.clock.at
        self.rounds = office.rounds()
        self.restarts = self.jumps = 0

    def pass_to(self, moment: datetime) -> None:
        """True time; how wrong the wall clock is does not change."""
        span = (moment - self.really).total_seconds()
        self.clock.run(seconds=span)
        self.really = moment

    def restart(self, *, machine: bool = False) -> None:
        self.restarts += 1
        self.rounds = self.office.rounds()
        if machine:
            self.clock.ran = self.random.uniform(1, 60)

    async def walk(self) -> None:
        await self.rounds.walk()

    async def wrong_for_a_while(self, begins: datetime) -> None:
        """Never longer than an hour: what is wrong for longer nobody can know."""
        self.jumps += 1
        self.pass_to(begins)
        by = timedelta(days=self.random.choice(JUMPS))
        self.clock.at += by
        until = begins + timedelta(minutes=self.random.uniform(1, 55))
        for share in sorted(self.random.random() for _ in range(3)):
            if self.random.random() < 0.3:
                self.restart()
            await self.walk()
            self.pass_to(max(self.really, begins + (until - begins) * share))
        await self.walk()
        self.pass_to(until)
        self.clock.at -= by
        if self.random.random() < 0.3:
            self.restart()
        await self.walk()

    async def day(self, today: date) -> None:
        self.pass_to(at(today, 8, 50))
        if self.random.random() < 0.05:
            self.restart(machine=True)
        await self.walk()
        jump = self.random.random() < 0.3
        if jump and self.random.random() < 0.5:
            await self.wrong_for_a_while(at(today, 8, 52) + self._some(minutes=20))
        self.pass_to(max(self.really, at(today, 9, 2)))
        await self.walk()
        if jump:
            await self.wrong_for_a_while(self.really + self._some(minutes=500))
        if self.random.random() < 0.2:
            self.restart()
        self.pass_to(at(today, 21, 30))
        await self.walk()
        self.pass_to(at(today, 22, 30))
        await self.walk()

    def _some(self, *, minutes: float) -> timedelta:
        return timedelta(minutes=self.random.uniform(0, minutes))


def at(day: date, hour: int, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize("seed", [20261124])
async def test_a_year_with_jumps_and_restarts_goes_as_if_there_were_none(
    office: Office, seed: int
) -> None:
    """All of 2026 on SQLite, a quarter with National Day in it on PostgreSQL."""
    random = Random(seed)
    first = date(2026, 1, 1) if office.database.is_sqlite else date(2026, 8, 1)
    days = 365 if office.database.is_sqlite else 92
    found = jobs(random, first, days)
    year = Year(office, random, first)
    duties: dict[str, Duty] = {}
    for today in (first + timedelta(days=n) for n in range(days)):
        year.pass_to(at(today, 0, 20))
        for job in found:
            if job.since <= today < job.done and job.name not in duties:
                duties[job.name] = office.duty(job.name, job.due)
            if today >= job.done and job.name in duties:
                office.said.duties.remove(duties.pop(job.name))
        await year.day(today)
    written: dict[date, set[tuple[str, int]]] = {}
    moments = await office.written_at("秘书甲")
    for moment, letter in zip(moments, await office.letters("秘书甲"), strict=True):
        assert moment.date() not in written, "twice a day"
        assert 9 <= moment.hour < 22
        written[moment.date()] = set(read(letter))
    assert written == expected(found, first, days)
    assert year.jumps > days / 5 and year.restarts > days / 5
    assert len(written) > days / 8

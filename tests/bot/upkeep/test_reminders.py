"""A letter a day at most, on working days, about what has come nearer: each step once."""

import asyncio
from datetime import date, datetime, timedelta

import pytest

from bot.upkeep.reminders import MOST, NIGHT
from handlers.duties.topics import Topic
from storage.archive import Archive
from storage.clock import SHANGHAI
from storage.engine import Database, Work
from storage.events import EventKind
from storage.roles import Role
from tests.bot.upkeep.reminded import MONDAY, Office

TODAY = MONDAY.date()


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


async def next_days(office: Office, days: int) -> list[int]:
    """Walks twice a day for so many days; on which of them 秘书甲 was written to."""
    found, rounds = [], office.rounds()
    before = len(await office.letters("秘书甲"))
    for day in range(days):
        for _ in range(2):
            await rounds.walk()
            office.clock.run(hours=1)
        after = len(await office.letters("秘书甲"))
        assert after - before <= 1
        found += [day] * (after - before)
        before = after
        office.clock.run(hours=22)
    return found


async def test_at_each_step_once(office: Office) -> None:
    """From a Monday: the 30th day before is a Wednesday, all others are working days."""
    office.duty("年度检查", in_days(32))  # 3 April 2026, a Friday
    assert await next_days(office, 32) == [2, 25, 29, 31]
    letters = await office.letters("秘书甲")
    assert ["还有 30 天" in letters[0], "还有 7 天" in letters[1]] == [True, True]
    assert ["还有 3 天" in letters[2], "明天截止（4月3日）" in letters[3]] == [True, True]


async def test_past_its_day_it_is_said_five_times_and_then_only_staff_hear(office: Office) -> None:
    office.duty("年度检查", in_days(-1))
    days = await next_days(office, 60)
    # Each week is over on a Sunday, and it is said on the Monday.
    assert days == [0, 7, 14, 21, 28]
    letters = await office.letters("秘书甲")
    assert "已逾期 1 天（3月1日截止）" in letters[0]
    assert len(await office.letters("会长乙")) == 1
    staff = await office.letters("干事丙")
    assert "逾期未办" in staff[-1] and "材料学会" in staff[-1]


async def test_a_step_on_a_holiday_is_taken_on_the_next_working_day(office: Office) -> None:
    """National Day 2026: 1 to 7 October are free, Saturday the 10th is worked."""
    office.clock = office.clock.__class__(at=datetime(2026, 9, 30, 10, 0, tzinfo=SHANGHAI))
    await office.rounds().walk()
    office.duty("半年报告", date(2026, 10, 9))
    # 7 days before is 2 October, 3 days before is the 6th; on the 8th the last step counts.
    office.clock.run(hours=1)
    days = await next_days(office, 12)
    assert days == [0, 8, 10]  # at once; the 8th, one day before; the 10th, one day after
    letters = await office.letters("秘书甲")
    assert "明天截止" in letters[-2]
    assert "已逾期 1 天" in letters[-1]


@pytest.mark.parametrize(
    ("hour", "minute", "written"),
    [(0, 30, 0), (6, 59, 0), (8, 59, 0), (9, 0, 1), (21, 59, 1), (NIGHT, 0, 0), (23, 0, 0)],
)
async def test_only_at_a_civil_hour(office: Office, hour: int, minute: int, written: int) -> None:
    office.duty("年度检查", in_days(3))
    office.clock.at = MONDAY.replace(hour=hour, minute=minute)
    await office.rounds().walk()
    assert len(await office.letters("秘书甲")) == written


@pytest.mark.parametrize(
    "day", [date(2026, 2, 17), date(2026, 5, 1), date(2026, 3, 7), date(2027, 1, 1)]
)
async def test_never_on_days_of_rest(office: Office, day: date) -> None:
    office.duty("年度检查", day + timedelta(days=3))
    office.clock.at = datetime(day.year, day.month, day.day, 10, 0, tzinfo=SHANGHAI)
    assert await office.rounds().walk() == 0


async def test_what_is_done_is_not_said_again(office: Office) -> None:
    duty = office.duty("年度检查", in_days(7))
    rounds = office.rounds()
    await rounds.walk()
    office.said.duties.remove(duty)
    office.clock.run(days=4)
    await rounds.walk()
    assert len(await office.letters("秘书甲")) == 1


async def test_all_of_a_day_stand_in_one_letter(office: Office) -> None:
    await office.person(
        "秘书戊", (Role.SECRETARY, "材料学会"), (Role.SECRETARY, "化学会"), doors=2
    )
    for n, days in enumerate((7, 3, 1, -2)):
        office.duty(f"第{n}项", in_days(days))
    office.duty("第0项", in_days(7), "化学会")
    await office.rounds().walk()
    (letter,) = await office.letters("秘书戊")
    assert letter.index("第3项") < letter.index("第2项") < letter.index("第0项")
    assert letter.count("第0项") == 2 and "（化学会）" in letter and "（材料学会）" in letter
    assert await office.letters("秘书戊", door=2) == [letter]
    assert await office.buttons("秘书戊") == [
        "1. 去填第3项",
        "2. 去填第2项",
        "3. 去填第1项",
        "4. 去填第0项",
        "5. 我的待办",
        "6. 提醒设置",
    ]
    (other,) = await office.letters("秘书甲")
    assert "化学会" not in other and "（材料学会）" not in other


async def test_a_long_list_is_cut_and_all_of_it_counts_as_said(office: Office) -> None:
    for n in range(12):
        office.duty(f"第{n:02}项", in_days(7))
    rounds = office.rounds()
    await rounds.walk()
    (letter,) = await office.letters("秘书甲")
    assert letter.count("还有 7 天") == 8 and "还有 4 件" in letter
    office.clock.run(days=1)
    await rounds.walk()
    assert len(await office.letters("秘书甲")) == 1


async def test_what_comes_up_after_the_letter_waits_for_the_next_day(office: Office) -> None:
    office.duty("甲", in_days(7))
    rounds = office.rounds()
    await rounds.walk()
    office.duty("乙", in_days(3))
    office.clock.run(hours=3)
    await rounds.walk()
    assert len(await office.letters("秘书甲")) == 1
    office.clock.run(hours=21)
    await rounds.walk()
    assert "乙" in (await office.letters("秘书甲"))[-1]
    assert len(await office.letters("秘书甲")) == 2


async def test_markup_in_names_is_shown_as_it_is(office: Office) -> None:
    office.duty("<b>年检</b>", in_days(3), society="材料学会")
    await office.rounds().walk()
    (letter,) = await office.letters("秘书甲")
    assert "&lt;b&gt;年检&lt;/b&gt;" in letter


async def test_a_leader_hears_once_when_the_secretary_is_a_week_late(office: Office) -> None:
    office.duty("年度检查", in_days(-6))
    rounds = office.rounds()
    await rounds.walk()
    assert await office.letters("会长乙") == []
    for _ in range(30):
        office.clock.run(days=1)
        await rounds.walk()
    (letter,) = await office.letters("会长乙")
    assert "请您督促" in letter and "已逾期 7 天" in letter
    assert await office.buttons("会长乙") == ["1. 我的待办", "2. 提醒设置"]


async def test_whoever_is_both_hears_it_as_the_secretary(office: Office) -> None:
    await office.person("身兼二职", (Role.SECRETARY, "化学会"), (Role.LEADER, "化学会"))
    office.duty("年度检查", in_days(-7), "化学会")
    await office.rounds().walk()
    (letter,) = await office.letters("身兼二职")
    assert "请您督促" not in letter and letter.count("年度检查") == 1


async def test_mutes_hold_but_not_for_what_belongs_to_the_office(office: Office) -> None:
    office.duty("年度检查", in_days(-8))
    office.duty("参加沙龙", in_days(1), person_id=office.people["会长乙"], mandatory=False)
    office.duty("自愿的事", in_days(1), mandatory=False)
    async with office.database.writing() as work:
        for name in ("秘书甲", "会长乙"):
            await Archive(work).reminding.mute(office.people[name], Topic.DUTIES, MONDAY)
    rounds = office.rounds()
    await rounds.walk()
    assert await office.letters("会长乙") == []
    (letter,) = await office.letters("秘书甲")
    assert "年度检查" in letter and "自愿的事" not in letter
    async with office.database.writing() as work:
        await Archive(work).reminding.unmute(office.people["会长乙"], Topic.DUTIES)
    office.clock.run(hours=1)
    await rounds.walk()
    (letter,) = await office.letters("会长乙")
    assert "参加沙龙" in letter and "请您督促" in letter


async def test_a_door_that_refuses_is_not_written_to_and_nothing_counts_as_said(
    office: Office,
) -> None:
    office.duty("年度检查", in_days(7))
    account = office.accounts["秘书甲"]
    async with office.database.writing() as work:
        await Archive(work).people.hold(1, account, "blocked", MONDAY)
    rounds = office.rounds()
    await rounds.walk()
    assert await office.letters("秘书甲") == []
    async with office.database.writing() as work:
        await Archive(work).people.release(1, account)
    office.clock.run(days=1)
    await rounds.walk()
    (letter,) = await office.letters("秘书甲")
    assert "还有 6 天" in letter


async def test_new_events_once_to_those_who_follow_them(office: Office) -> None:
    office.duty("年度检查", in_days(7))
    begins = MONDAY + timedelta(days=20)
    async with office.database.writing() as work:
        events = Archive(work).events
        new = await events.add(
            EventKind.SALON, "春季<沙龙>", begins, now=MONDAY, city="云州市", public=True
        )
        old = await events.add(
            EventKind.SALON, "旧闻", begins, now=MONDAY - timedelta(days=31), public=True
        )
        found = [await events.get(each) for each in (new, old)]
    followers = [office.people["秘书甲"], office.people["会长乙"], office.people["干事丙"]]
    office.said.events = [(each, followers) for each in found if each]
    async with office.database.writing() as work:
        await Archive(work).reminding.mute(office.people["干事丙"], Topic.EVENTS, MONDAY)
    rounds = office.rounds()
    for _ in range(3):
        await rounds.walk()
        office.clock.run(days=1)
    (both,) = await office.letters("秘书甲")
    assert "待办提醒" in both and "春季&lt;沙龙&gt;：3月22日 09:30，云州市" in both
    (only,) = await office.letters("会长乙")
    assert "您订阅的新活动" in only and "待办提醒" not in only and "旧闻" not in only
    assert await office.buttons("会长乙") == ["1. 春季<沙龙>", "2. 活动订阅", "3. 提醒设置"]
    assert not [each for each in await office.letters("干事丙") if "新活动" in each]


async def test_hundreds_are_written_to_a_few_at_a_time(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.upkeep.reminders.MOST", 2)
    for n in range(5):
        await office.person(f"秘书{n}", (Role.SECRETARY, "材料学会"))
    office.duty("年度检查", in_days(7))
    rounds = office.rounds()
    written = [await rounds.walk() for _ in range(6)]
    assert sum(written) == 8 and max(written) == 2  # six secretaries, two colleagues
    assert all([len(await office.letters(f"秘书{n}")) == 1 for n in range(5)])
    assert MOST >= 100


async def test_several_processes_write_each_letter_once(office: Office) -> None:
    for n in range(6):
        await office.person(f"秘书{n}", (Role.SECRETARY, "材料学会"))
    office.duty("年度检查", in_days(7))
    office.duty("半年报告", in_days(1))
    written = await asyncio.gather(*(office.rounds().walk() for _ in range(4)))
    assert sum(written) == 9
    assert all([len(await office.letters(f"秘书{n}")) == 1 for n in range(6)])


class Killed(BaseException):
    """The process ends between two statements: nothing catches it."""


async def test_a_kill_between_any_two_statements(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after the 1st, the 2nd, … statement of each life, until a life comes to its end."""
    office.duty("年度检查", in_days(7))
    office.duty("半年报告", in_days(-8))
    run, left = Work.run, 0

    async def counted(self: Work, *given: object) -> object:
        nonlocal left
        left -= 1
        if left < 0:
            raise Killed
        return await run(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Work, "run", counted)
    lives = 0
    while True:
        left = lives = lives + 1
        try:
            await office.rounds().walk()
        except Killed:
            continue
        break
    monkeypatch.undo()
    assert lives > 20
    for name, words in (("秘书甲", "还有 7 天"), ("会长乙", "请您督促"), ("干事丙", "工作摘要")):
        (letter,) = await office.letters(name)
        assert words in letter


async def test_what_cannot_be_written_holds_nobody_up(
    office: Office, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.duty("年度检查", in_days(7))
    await office.person("秘书戊", (Role.SECRETARY, "材料学会"))
    bad = min(office.people["秘书甲"], office.people["秘书戊"])
    other = {"秘书甲", "秘书戊"} - {name for name, who in office.people.items() if who == bad}
    send, tries = "bot.upkeep.daily_post.send_letter", 0
    from bot.upkeep.daily_post import send_letter

    async def fail(archive: Archive, letter: object, now: datetime, **more: int) -> None:
        nonlocal tries
        if letter.person_id == bad:  # type: ignore[attr-defined]
            tries += 1
            raise LookupError
        await send_letter(archive, letter, now, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(send, fail)
    rounds = office.rounds()
    await rounds.walk()
    office.clock.run(minutes=10)
    await rounds.walk()
    assert tries == 1
    assert len(await office.letters(other.pop())) == 1
    monkeypatch.undo()
    office.clock.run(days=1)
    await rounds.walk()
    name = next(name for name, who in office.people.items() if who == bad)
    assert ["还有 6 天" in each for each in await office.letters(name)] == [True]

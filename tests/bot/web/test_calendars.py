"""Calendars over the web: one's own by its secret address alone, public events by an open one."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from icalendar import Calendar

from bot.app import House
from bot.channels import web_calendar
from bot.rehearsal.clock import MovedClock
from storage.archive import Archive
from storage.events import EventKind
from storage.roles import Role
from tests.bot.web.conftest import Visitor

SECRET = "s" * 43


async def furnish(house: House, clock: MovedClock, secret: str = SECRET) -> tuple[str, str]:
    """A secretary with a deadline and a calendar: the person's id, the role's."""
    now = clock.now()
    async with house.database.writing() as work:
        archive = Archive(work)
        values = {"name": f"学会{secret[0]}", "city": "云州市", "discipline": "材料"}
        society = await archive.societies.add(values, now)
        person = await archive.people.add("何清和", now)
        await archive.roles.give(person, Role.SECRETARY, society, now, given_by=None)
        (standing,) = await archive.roles.of(person, now)
        due = (now + timedelta(days=9)).date()
        deadline = await archive.deadlines.add(
            "报计划\r\nEND:VCALENDAR",
            due,
            by=None,
            now=now,
            audience={"societies": [society]},
        )
        await archive.deadlines.confirm(deadline, None, now)
        await archive.calendar_links.give(person, secret, now)
    return person, standing.id


async def fetched(visitor: Visitor, path: str) -> tuple[int, str, dict[str, str]]:
    async with visitor.web.get(f"{visitor.url}{path}") as response:
        return response.status, await response.text(), dict(response.headers)


def summaries(text: str) -> list[str]:
    return [str(each["SUMMARY"]) for each in Calendar.from_ical(text).walk("VEVENT")]


async def test_a_secret_opens_one_calendar(
    house: House, visitor: Visitor, clock: MovedClock
) -> None:
    await furnish(house, clock)
    status, text, headers = await fetched(visitor, f"/calendar/{SECRET}.ics")
    assert status == 200 and headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert headers["Cache-Control"] == "private, no-cache"
    assert summaries(text) == ["截止：报计划\nEND:VCALENDAR"]


@pytest.mark.parametrize(
    "wrong", ["x" * 43, "s" * 42, "s" * 44, "S" * 43, "events", "%00" * 3, "../" + "s" * 43]
)
async def test_wrong_ones_are_not_there(
    house: House, visitor: Visitor, clock: MovedClock, wrong: str
) -> None:
    await furnish(house, clock)
    path = f"/calendar/{wrong}.ics"
    status, text, _ = await fetched(visitor, path)
    if wrong == "events":
        assert status == 200 and "报计划" not in text
    else:
        assert status == 404 and "没有这个页面" in text


async def test_others_calendars_are_others(
    house: House, visitor: Visitor, clock: MovedClock
) -> None:
    await furnish(house, clock)
    await furnish(house, clock, "t" * 43)
    _, text, _ = await fetched(visitor, f"/calendar/{'t' * 43}.ics")
    assert len(summaries(text)) == 1 and "学会t" in text and "学会s" not in text


async def test_an_old_address_and_a_lost_role_open_nothing(
    house: House, visitor: Visitor, clock: MovedClock
) -> None:
    person, role = await furnish(house, clock)
    async with house.database.writing() as work:
        await Archive(work).calendar_links.give(person, "n" * 43, clock.now())
    assert (await fetched(visitor, f"/calendar/{SECRET}.ics"))[0] == 404
    assert summaries((await fetched(visitor, f"/calendar/{'n' * 43}.ics"))[1])
    async with house.database.writing() as work:
        await Archive(work).roles.end(role, clock.now(), ended_by=None)
    status, text, _ = await fetched(visitor, f"/calendar/{'n' * 43}.ics")
    assert status == 200 and summaries(text) == []
    async with house.database.writing() as work:
        await Archive(work).people.remove(person)
    assert (await fetched(visitor, f"/calendar/{'n' * 43}.ics"))[0] == 404


async def test_a_mishap_does_not_write_the_secret_down(
    house: House,
    visitor: Visitor,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(web_calendar, "_reply", broken)
    await furnish(house, MovedClock())
    status, text, _ = await fetched(visitor, f"/calendar/{SECRET}.ics")
    assert status == 500 and SECRET not in text
    written = capsys.readouterr()
    assert "incident" in written.out + written.err
    assert SECRET not in written.out + written.err


async def test_public_events_by_discipline_and_city(
    house: House, visitor: Visitor, clock: MovedClock
) -> None:
    begins = clock.now() + timedelta(days=9)
    async with house.database.writing() as work:
        events = Archive(work).events
        for title, city, public in (
            ("甲", "云州市", True),
            ("乙", "碧河市", True),
            ("丙", "云州市", False),
        ):
            values = {"city": city, "public": public}
            await events.add(EventKind.SALON, title, begins, now=clock.now(), **values)
    _, text, headers = await fetched(visitor, "/calendar/events.ics")
    assert sorted(summaries(text)) == ["乙", "甲"]
    assert headers["Cache-Control"].startswith("public")
    _, text, _ = await fetched(visitor, "/calendar/events.ics?city=云州市")
    assert summaries(text) == ["甲"]
    _, text, _ = await fetched(visitor, "/calendar/events.ics?discipline=材料")
    assert summaries(text) == []
    status, text, _ = await fetched(
        visitor, "/calendar/events.ics?city=%0D%0AATTACH:x%00%FF';--&discipline=" + "材" * 300
    )
    assert status == 200 and summaries(text) == [] and "\r\nATTACH" not in text


async def test_who_asks_too_often_waits(
    house: House, visitors: Callable[[], Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    from limits import RateLimitItemPerMinute

    monkeypatch.setattr(web_calendar, "REQUESTS", RateLimitItemPerMinute(2))
    visitor = visitors()
    statuses = [(await fetched(visitor, f"/calendar/{'x' * 43}.ics"))[0] for _ in range(3)]
    assert statuses == [404, 404, 429]

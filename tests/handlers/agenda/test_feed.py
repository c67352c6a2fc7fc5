"""Calendars are what calendars expect, whatever people have written into titles."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from handlers.agenda.calendar import feed
from handlers.duties.duty import Duty, Source
from storage.clock import SHANGHAI
from storage.duty_facts import SignedUp
from storage.events import Event, EventKind
from storage.subscriptions import PublicEvent
from tests.handlers.duties.conftest import at

NOW = at(2026, 9, 1)
HOSTILE = [
    "年会\r\nEND:VEVENT\r\nEND:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:假的",
    "年会\nATTACH:https://evil.example.org",
    "年会;X=1,2:\\n\\,",
    "年会\rDTSTART:19700101T000000Z",
    "年会\x00\x0b\x1c\x85\u2028\u2029END:VEVENT",
    '"><b>年会</b>',
    "年" * 3000,
    "😀" * 200,
]


def duty(what: str, due: date = date(2026, 9, 30)) -> Duty:
    return Duty(object=f"f.x.{what}", source=Source.FORM, what=what, due=due, basis=what)


def event(title: str) -> PublicEvent:
    found = Event(
        id="e" * 32,
        kind=EventKind.ACTIVITY,
        title=title,
        begins_at=at(2026, 9, 20, 9),
        ends_at=None,
        venue=title,
        city="云州市",
        places=None,
        sign_up_until=None,
        filing_id=None,
        created_by=None,
        created_at=NOW,
        cancelled_at=None,
        public=True,
    )
    return PublicEvent(event=found, society=title, discipline="材料")


def place(title: str) -> SignedUp:
    return SignedUp(
        filing_id="a" * 32,
        person_id="p" * 32,
        event_id="e" * 32,
        title=title,
        begins_at=at(2026, 9, 20, 9),
        ends_at=at(2026, 9, 20, 12),
        venue=title,
        city=None,
    )


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_stays_a_title(title: str) -> None:
    for raw in (
        feed.private("学会待办", [duty(title)], [place("沙龙")], NOW),
        feed.private("学会待办", [], [place(title)], NOW),
        feed.public(title, [event(title)], NOW),
    ):
        text = raw.decode()
        lines = text.split("\r\n")
        assert all(len(line.encode()) <= 75 for line in lines)
        assert not any(line.startswith(("ATTACH", "X=1", "DTSTART:1970")) for line in lines)
        assert "\n" not in text.replace("\r\n", "") and "\r" not in text.replace("\r\n", "")
        found = Calendar.from_ical(raw)
        events = found.walk("VEVENT")
        assert len(events) == lines.count("BEGIN:VEVENT") <= 2
        assert lines.count("END:VCALENDAR") == 1
        assert all(str(each["SUMMARY"]) != "假的" for each in events)
        assert found.walk("VALARM") == []


def test_a_deadline_is_a_day_and_keeps_its_name() -> None:
    first, moved = duty("报计划"), duty("报计划", date(2026, 10, 15))
    (before,) = Calendar.from_ical(feed.private("x", [first], [], NOW)).walk("VEVENT")
    later = NOW + timedelta(days=3)
    (after,) = Calendar.from_ical(feed.private("x", [moved], [], later)).walk("VEVENT")
    assert before["UID"] == after["UID"]
    assert (before["DTSTART"].dt, after["DTSTART"].dt) == (date(2026, 9, 30), date(2026, 10, 15))
    assert str(before["SUMMARY"]) == "截止：报计划"


def test_an_event_is_a_time_in_shanghai() -> None:
    raw = feed.public("活动", [event("年会")], NOW)
    assert b"DTSTART;TZID=Asia/Shanghai:20260920T090000" in raw
    (found,) = Calendar.from_ical(raw).walk("VEVENT")
    assert found["DTSTART"].dt == at(2026, 9, 20, 9)
    assert found["DTEND"].dt - found["DTSTART"].dt == timedelta(hours=2)
    assert found["DTSTART"].dt.astimezone(SHANGHAI).hour == 9
    assert "学科：材料" in str(found["DESCRIPTION"])

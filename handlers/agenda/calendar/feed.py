"""Writes calendars in the common format; the library escapes what people have written."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event, vText

from handlers.duties.duty import Duty
from storage.clock import SHANGHAI
from storage.duty_facts import SignedUp
from storage.subscriptions import PublicEvent

PRODUCT, HERE = "-//xuehui//calendar//ZH", "xuehui"
ZONE = str(SHANGHAI)
USUAL = timedelta(hours=2)  # where nobody said when it ends
REFRESH = timedelta(hours=4)
# Nothing but line ends has a meaning in a text; no other sign may reach a parser.
FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff\u2028\u2029]")
LONGEST = 500


def private(name: str, duties: Iterable[Duty], places: Iterable[SignedUp], now: datetime) -> bytes:
    calendar = _calendar(name)
    for duty in duties:
        calendar.add_component(_deadline(duty, now))
    for place in places:
        where = "，".join(filter(None, (place.city, place.venue)))
        uid = f"place-{place.filing_id}"
        times = (place.begins_at, place.ends_at)
        calendar.add_component(_event(uid, place.title, times, where, "", now))
    return bytes(calendar.to_ical())


def public(name: str, events: Iterable[PublicEvent], now: datetime) -> bytes:
    calendar = _calendar(name)
    for each in events:
        event = each.event
        where = "，".join(filter(None, (event.city, event.venue)))
        facts = (("主办学会", each.society), ("学科", each.discipline))
        about = "\n".join(f"{label}：{said}" for label, said in facts if said)
        times = (event.begins_at, event.ends_at)
        calendar.add_component(_event(f"event-{event.id}", event.title, times, where, about, now))
    return bytes(calendar.to_ical())


def _calendar(name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    # Of what is not in the standard the library does not know that it is text.
    calendar.add("x-wr-calname", vText(_plain(name).replace("\n", " ")))
    calendar.add("x-wr-timezone", ZONE)
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    return calendar


def _deadline(duty: Duty, now: datetime) -> Event:
    """A whole day, in which one is still free."""
    event = _begun(f"duty-{duty.short}", f"截止：{duty.what}", now)
    event.add("dtstart", date(duty.due.year, duty.due.month, duty.due.day))
    event.add("dtend", duty.due + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    facts = (duty.society, duty.basis)
    if about := "\n".join(filter(None, facts)):
        event.add("description", _plain(about))
    return event


def _event(
    uid: str,
    title: str,
    times: tuple[datetime, datetime | None],
    where: str,
    about: str,
    now: datetime,
) -> Event:
    begins, ends = times
    event = _begun(uid, title, now)
    event.add("dtstart", begins.astimezone(SHANGHAI))
    event.add("dtend", (ends or begins + USUAL).astimezone(SHANGHAI))
    for key, said in (("location", where), ("description", about)):
        if said:
            event.add(key, _plain(said))
    return event


def _begun(uid: str, title: str, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{uid}@{HERE}")
    event.add("dtstamp", now)
    event.add("summary", _plain(title))
    return event


def _plain(text: str) -> str:
    kept = FORBIDDEN.sub(" ", text.replace("\r\n", "\n"))
    return kept[:LONGEST]

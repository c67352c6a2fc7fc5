"""What is kept of reminders about one person."""

from datetime import datetime

from storage.archive import Archive
from storage.reminding import Reminder
from storage.subscriptions import Subscription, Topic


async def remind(archive: Archive, person_id: str, now: datetime) -> None:
    """Of everything there is, once; with a calendar of their own, and something done."""
    day = now.date()
    told = Reminder(person_id=person_id, object="draft.1", due_on=day, level=3)
    await archive.reminding.remember([told], now)
    await archive.reminding.claim_digest(person_id, "daily", day, now)
    await archive.reminding.mute(person_id, "events", now)
    wanted = Subscription(topic=Topic.CITY, value="云州市")
    await archive.subscriptions.add(person_id, wanted, now)
    await archive.calendar_links.give(person_id, "secret of a calendar", now)
    await archive.duties_done.tick("d.1", person_id, person_id, now)

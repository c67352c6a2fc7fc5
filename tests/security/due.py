"""What is kept of somebody's duties: one row in every table that knows of them."""

from datetime import datetime, timedelta

from storage.archive import Archive
from storage.reminding import Reminder
from storage.subscriptions import Subscription, Topic

# Sealed, and looked up by an index: it must stand nowhere in the clear, before or after.
SECRET = "松雪" * 20


async def keep_duties(archive: Archive, person_id: str, now: datetime) -> None:
    day = now.date()
    told = Reminder(person_id=person_id, object="d.1", due_on=day + timedelta(days=3), level=3)
    await archive.reminding.remember([told], now)
    await archive.reminding.claim_digest(person_id, "duties", day, now)
    await archive.reminding.mute(person_id, "events", now)
    city = Subscription(topic=Topic.CITY, value="云州市")
    await archive.subscriptions.add(person_id, city, now)
    await archive.calendar_links.give(person_id, SECRET, now)
    await archive.duties_done.tick("d.1", person_id, person_id, now)

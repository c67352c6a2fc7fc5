"""New public events, with those who want to hear of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.archive import Archive
from storage.events import Event


@dataclass(frozen=True, slots=True)
class EventNews:
    """By what people have subscribed to; an event nobody asked for is no news."""

    async def since(
        self, archive: Archive, since: datetime, now: datetime
    ) -> Sequence[tuple[Event, Collection[str]]]:
        found: list[tuple[Event, Collection[str]]] = []
        for each in await archive.subscriptions.new_events(since, now):
            if people := await archive.subscriptions.subscribers_of(each):
                found.append((each.event, people))
        return found

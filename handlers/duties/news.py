"""New events of the public calendar, for those who have chosen their discipline or city."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.archive import Archive
from storage.events import Event


@dataclass(frozen=True, slots=True)
class SubscribedEvents:
    """Found for the daily letters."""

    async def since(
        self, archive: Archive, since: datetime, now: datetime
    ) -> Sequence[tuple[Event, Collection[str]]]:
        found: list[tuple[Event, Collection[str]]] = []
        for each in await archive.subscriptions.new_events(since, now):
            if people := await archive.subscriptions.subscribers_of(each):
                found.append((each.event, people))
        return found

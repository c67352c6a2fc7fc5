"""The figures of a report, and how they are gathered."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.announced import Content
from storage.archive import Archive
from storage.arrivals import Arrival
from storage.broadcasts import Broadcast
from storage.following import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How it went in one city or discipline; `place` is empty where none is known."""

    place: str
    people: int
    sent: int
    read: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Counted by person: sent is who has it at any of their doors."""

    broadcast: Broadcast
    content: Content
    now: datetime
    arrivals: Mapping[Arrival, int]
    read: int
    clicked: int
    answered: int
    choices: tuple[tuple[str, int], ...]
    reasons: Mapping[tuple[Arrival, str], int]
    cities: tuple[Share, ...]
    disciplines: tuple[Share, ...]
    on_hold: int  # addresses
    clicks_are_counted: bool

    @property
    def people(self) -> int:
        """Those it was meant for."""
        return sum(many for each, many in self.arrivals.items() if each is not Arrival.LEFT_OUT)

    @property
    def unread(self) -> int:
        return self.people - self.read

    def of(self, arrival: Arrival) -> int:
        return self.arrivals.get(arrival, 0)


async def gather(
    archive: Archive, broadcast: Broadcast, now: datetime, *, counts_links: bool
) -> Report:
    content, following = Content.of(broadcast.content), archive.following
    totals = await following.totals(broadcast.id)
    meant = [each for each in totals if each.arrival is not Arrival.LEFT_OUT]
    chosen = await following.choices(broadcast.id)
    return Report(
        broadcast=broadcast,
        content=content,
        now=now,
        arrivals={each.arrival: each.people for each in totals},
        read=sum(each.read for each in meant),
        clicked=sum(each.clicked for each in meant),
        answered=sum(each.answered for each in meant),
        choices=tuple((choice, chosen.get(n, 0)) for n, choice in enumerate(content.choices, 1)),
        reasons=await following.reasons(broadcast.id),
        cities=_shares(await following.by_city(broadcast.id)),
        disciplines=_shares(await following.by_discipline(broadcast.id)),
        on_hold=await following.count_held(broadcast.id),
        clicks_are_counted=counts_links or not content.links,
    )


def _shares(counts: Sequence[Count]) -> tuple[Share, ...]:
    """The largest first; where nothing is known comes last."""
    people: Counter[str] = Counter()
    sent: Counter[str] = Counter()
    read: Counter[str] = Counter()
    for each in counts:
        if each.arrival is Arrival.LEFT_OUT:
            continue
        people[each.place] += each.people
        read[each.place] += each.read
        if each.arrival is Arrival.SENT:
            sent[each.place] += each.people
    found = [
        Share(place=place, people=many, sent=sent[place], read=read[place])
        for place, many in people.items()
    ]
    return tuple(sorted(found, key=lambda each: (not each.place, -each.people, each.place)))


def percent(part: int, whole: int) -> int:
    """Rounded down: nobody is finished at 99.6."""
    return part * 100 // whole if whole else 0


def percent_text(part: int, whole: int) -> str:
    """Something is never said to be nothing."""
    found = percent(part, whole)
    return "不到1%" if part and not found else f"{found}%"

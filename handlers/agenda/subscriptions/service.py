"""Subscriptions to events: chosen by discipline and city, seen, dropped."""

import hashlib
from dataclasses import dataclass

from handlers.desk import Desk
from handlers.paging import page_among, page_of
from handlers.rights import Action, require
from storage.subscriptions import Subscription, Topic


class NothingToSubscribe(Exception):
    """What was pressed is not to be chosen (any more)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """A page of what can be chosen, with what is."""

    topic: Topic
    values: tuple[str, ...]
    chosen: frozenset[str]
    number: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscribing:
    """The use cases of the corner: everybody for themselves."""

    async def mine(self, desk: Desk) -> list[Subscription]:
        require(desk.person, Action.KEEP_OWN_REMINDERS)
        return await desk.archive.subscriptions.of(desk.person.id)

    async def choices(self, desk: Desk, topic: Topic, number: int) -> Choices:
        """What is chosen can be given up, though it exists nowhere else any more."""
        mine = await self.mine(desk)
        chosen = frozenset(each.value for each in mine if each.topic is topic)
        known = sorted({*await desk.archive.subscriptions.choices(topic), *chosen})
        number, pages = page_among(len(known), number)
        return Choices(
            topic=topic,
            values=tuple(page_of(known, number)),
            chosen=chosen,
            number=number,
            pages=pages,
        )

    async def turn(self, desk: Desk, short: str) -> tuple[Subscription, bool]:
        """Chosen when it was not, given up when it was: what, and whether it is chosen now."""
        mine = await self.mine(desk)
        for topic in Topic:
            known = {*await desk.archive.subscriptions.choices(topic)}
            known |= {each.value for each in mine if each.topic is topic}
            for value in known:
                wanted = Subscription(topic=topic, value=value)
                if short_of(wanted) == short:
                    return wanted, await self._turn(desk, wanted, is_on=wanted in mine)
        raise NothingToSubscribe

    async def drop_all(self, desk: Desk) -> int:
        require(desk.person, Action.KEEP_OWN_REMINDERS)
        return await desk.archive.subscriptions.drop(desk.person.id)

    async def _turn(self, desk: Desk, wanted: Subscription, *, is_on: bool) -> bool:
        if is_on:
            await desk.archive.subscriptions.drop(desk.person.id, wanted)
        else:
            await desk.archive.subscriptions.add(desk.person.id, wanted, desk.now)
        return not is_on


def short_of(wanted: Subscription) -> str:
    """So short that a button carries it."""
    text = f"{wanted.topic}\n{wanted.value}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]

"""Who wants to hear what: muted and resumed by everybody for themselves."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.desk import Desk
from handlers.duties.topics import Topic, is_mandatory, topics_of
from handlers.noting import note
from handlers.rights import Action, require


class Standing(StrEnum):
    """How somebody stands to a topic."""

    ON = "on"
    MUTED = "muted"
    MANDATORY = "mandatory"  # comes with their role


class NoSuchTopic(Exception):
    """There is nothing of this name that this person might hear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What there is for somebody to hear, in one order."""

    of: tuple[tuple[Topic, Standing], ...]

    def which(self, standing: Standing) -> tuple[Topic, ...]:
        return tuple(topic for topic, how in self.of if how is standing)

    def how(self, topic: Topic) -> Standing:
        return dict(self.of)[topic]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnReminders:
    """The use cases of the corner."""

    async def see(self, desk: Desk) -> Wishes:
        require(desk.person, Action.KEEP_OWN_REMINDERS)
        muted = await desk.archive.reminding.muted_of(desk.person.id)
        return Wishes(of=tuple((each, _how(desk, each, muted)) for each in topics_of(desk.person)))

    async def mute(self, desk: Desk, topic: str) -> tuple[Topic, Wishes]:
        """What comes with the role stays as it is: `how` says so. Twice is once."""
        wanted = await self._known(desk, topic)
        is_bound = is_mandatory(wanted, desk.person)
        if not is_bound and await desk.archive.reminding.mute(desk.person.id, wanted, desk.now):
            await note(desk, "reminders muted", desk.person.id, topic=wanted)
        return wanted, await self.see(desk)

    async def resume(self, desk: Desk, topic: str) -> tuple[Topic, Wishes]:
        wanted = await self._known(desk, topic)
        if await desk.archive.reminding.unmute(desk.person.id, wanted):
            await note(desk, "reminders resumed", desk.person.id, topic=wanted)
        return wanted, await self.see(desk)

    async def _known(self, desk: Desk, topic: str) -> Topic:
        require(desk.person, Action.KEEP_OWN_REMINDERS)
        found = next((each for each in topics_of(desk.person) if each == topic), None)
        if found is None:
            raise NoSuchTopic
        return found


def _how(desk: Desk, topic: Topic, muted: set[str]) -> Standing:
    if is_mandatory(topic, desk.person):
        return Standing.MANDATORY
    return Standing.MUTED if topic in muted else Standing.ON

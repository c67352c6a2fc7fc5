"""An announcement as its makers have it before them: what it says, and whose hand is in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handlers.announced import Content
from handlers.desk import Desk
from handlers.noting import note
from handlers.rights import Action, require
from storage.broadcasts import UNSENT, Broadcast, BroadcastState

# Beside what is said: who changed it last, whoever has changed it, who asked for its approval,
# how many it would reach.
BY, HANDS, ASKED_BY, ASKED, COUNT, MEND = "by", "hands", "asked_by", "asked", "count", "mend"
# Where recipients may have it already, and it can be corrected or taken back.
STARTED = (
    BroadcastState.SENDING,
    BroadcastState.PAUSED,
    BroadcastState.DONE,
    BroadcastState.CANCELLED,
    BroadcastState.EXPIRED,
)


class BroadcastGone(Exception):
    """There is no such announcement (any more)."""


class BroadcastMoved(Exception):
    """It is in another state by now, or somebody has changed it meanwhile."""


class BroadcastDecided(BroadcastMoved):
    """Another colleague has said yes or no to it already."""


class NothingSaid(Exception):
    """It has no text yet."""


class NobodyMeant(Exception):
    """Its audience is not chosen, or nobody in it can be reached."""


class OwnHand(Exception):
    """Whoever wrote, changed or submitted it is not the second person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """One announcement; `row.content` holds what `content` says, and the facts named above."""

    row: Broadcast
    content: Content

    @property
    def id(self) -> str:
        return self.row.id

    @property
    def state(self) -> BroadcastState:
        return self.row.state

    @property
    def makers(self) -> frozenset[str]:
        """None of them may approve it."""
        facts = (self.row.content.get(name) for name in (BY, ASKED_BY))
        hands = self.row.content.get(HANDS, ())
        return frozenset(each for each in (self.row.created_by, *facts, *hands) if each)

    def touched(self, by: str) -> dict[str, Any]:
        """The facts of whoever changes it now: a later change by others clears nobody's hands."""
        return {BY: by, HANDS: sorted({*self.row.content.get(HANDS, ()), by})}

    @property
    def mend(self) -> Mapping[str, Any] | None:
        """A correction that waits for the second person: `text`, `by`."""
        found: Mapping[str, Any] | None = self.row.content.get(MEND)
        return found

    def fact(self, name: str) -> Any:
        return self.row.content.get(name)

    def with_facts(self, content: Content | None = None, /, **facts: Any) -> dict[str, Any]:
        """As it is stored; a fact that is None is dropped."""
        said = (content or self.content).as_dict()
        together = {**self.row.content, **said, **facts}
        return {name: value for name, value in together.items() if value is not None}


async def opened(desk: Desk, broadcast_id: str) -> Cast:
    """Any of the staff may look at any announcement; raises BroadcastGone."""
    require(desk.person, Action.BROADCAST)
    row = await desk.archive.broadcasts.get(broadcast_id)
    if row is None:
        raise BroadcastGone
    return Cast(row=row, content=Content.of(row.content))


async def unsent(desk: Desk, broadcast_id: str) -> Cast:
    """One that can still be changed; raises BroadcastMoved for any other."""
    cast = await opened(desk, broadcast_id)
    if cast.state not in UNSENT:
        raise BroadcastMoved
    return cast


async def change(desk: Desk, cast: Cast, content: Content | None = None, **values: Any) -> None:
    """What somebody was asked to approve comes back to its makers when it is changed."""
    broadcasts, now = desk.archive.broadcasts, desk.now
    facts = cast.touched(desk.person.id) | {ASKED: None, ASKED_BY: None}
    kept = {"content": cast.with_facts(content, **facts)}
    if cast.state is BroadcastState.DRAFT:
        origin, revision = (BroadcastState.DRAFT,), cast.row.revision
        done = await broadcasts.change(cast.id, origin, now, revision=revision, **kept, **values)
    else:
        done = await broadcasts.move(
            cast.id,
            (BroadcastState.WAITING,),
            BroadcastState.DRAFT,
            now,
            revision=cast.row.revision,
            submitted_at=None,
            **kept,
            **values,
        )
    if not done:
        raise BroadcastMoved
    await note(desk, "announcement changed", cast.id)

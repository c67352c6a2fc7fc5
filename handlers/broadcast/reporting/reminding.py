"""提醒未读者: the same once more, to those who have not read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

from handlers.announced import Content
from handlers.broadcast.gone_out import gone_out
from handlers.broadcast.receiving.service import reminds_of
from handlers.desk import Desk, Reply
from handlers.noting import note
from storage.audiences import Conditions, Deed, Did
from storage.broadcasts import Broadcast, BroadcastState

ONCE_IN = timedelta(days=1)
MARK = "【提醒】"
SAID = f"<b>{MARK}</b>"
LONGEST_TEXT = 4096
LONGEST_TITLE = 200


class RemindedAlready(Exception):
    """Once a day is enough."""


class NobodyUnread(Exception):
    """All have read it."""


class CannotRemind(Exception):
    """It was withdrawn, or still goes out."""


class Asks(Protocol):
    """Sends a draft at once to a few, or asks a colleague for approval where there are many."""

    async def ask(self, desk: Desk, broadcast_id: str, n: int) -> Reply: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """What is asked before, and what came of it; `reply` says how it goes on."""

    broadcast: Broadcast
    unread: int
    draft_id: str | None = None
    reply: Reply | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminding:
    """`approving` is absent where drafts are sent by hand."""

    approving: Asks | None = None

    async def remind(self, desk: Desk, broadcast_id: str, *, sure: bool) -> Reminded:
        broadcast = await gone_out(desk, broadcast_id)
        if broadcast.state not in REMINDED_OF:
            raise CannotRemind
        unread = await desk.archive.recipients.unread(broadcast.id)
        if not unread:
            raise NobodyUnread
        await self._check(desk, broadcast)
        if not sure:
            return Reminded(broadcast=broadcast, unread=unread)
        draft_id = await self._draft(desk, broadcast)
        await note(desk, "unread reminded", broadcast.id, count=unread)
        reply = await self.approving.ask(desk, draft_id, SURE) if self.approving else None
        return Reminded(broadcast=broadcast, unread=unread, draft_id=draft_id, reply=reply)

    async def _check(self, desk: Desk, broadcast: Broadcast) -> None:
        """Nobody else makes another while this transaction lasts."""
        since = desk.now - ONCE_IN
        for identity in await desk.archive.recipients.copies(broadcast.id, since):
            made = await desk.archive.broadcasts.get(identity)
            if made and reminds_of(made) == broadcast.id:
                raise RemindedAlready

    async def _draft(self, desk: Desk, broadcast: Broadcast) -> str:
        audience = Conditions(deeds=(Deed(did=Did.NOT_READ, subject=broadcast.id),))
        expires = broadcast.expires_at
        return await desk.archive.broadcasts.add(
            f"{MARK}{broadcast.title.removeprefix(MARK)}"[:LONGEST_TITLE],
            by=desk.person.id,
            now=desk.now,
            content=content_of(broadcast),
            audience=audience.as_dict(),
            mandatory=broadcast.mandatory,
            notice_id=broadcast.notice_id,
            copied_from=broadcast.id,
            expires_at=expires if expires and expires > desk.now else None,
        )


# Presses of drafts carry the revision they were shown at, and whether somebody is sure: 0, yes.
SURE = 1
REMINDED_OF = (
    BroadcastState.PAUSED,
    BroadcastState.DONE,
    BroadcastState.CANCELLED,
    BroadcastState.EXPIRED,
)


def content_of(broadcast: Broadcast) -> Mapping[str, Any]:
    """The same with a mark, and a button to say that it was read."""
    content = Content.of(broadcast.content)
    text = content.text
    if not text.startswith(SAID) and len(text) + len(SAID) < LONGEST_TEXT:
        text = f"{SAID}{text}"
    return {**content.as_dict(), "text": text, "confirm": True}

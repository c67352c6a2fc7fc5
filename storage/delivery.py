"""One message on its way out: what it is, where it stands, what became of an attempt."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

ANNOUNCE = "announce"  # the method of rows whose message is made from the announcement's content
REPLIES, BULK = 0, 1  # lanes: the first never waits for the second


class DeliveryState(StrEnum):
    """pending → claimed → sent | uncertain | failed | held (waiting for the person).

    What was never sent may also end as cancelled (people stopped it) or expired (its time was).
    """

    PENDING = "pending"
    CLAIMED = "claimed"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    HELD = "held"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Deed(StrEnum):
    """What is done with a message of an announcement."""

    SEND = "send"
    EDIT = "edit"
    DELETE = "delete"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One message to one chat: `method` is the Bot API name, `payload` its JSON.

    Of an announcement `part` says which of its messages, `act` what is done with it, and `target`
    which message is edited or deleted.
    """

    id: int
    bot_id: int
    chat_id: int
    method: str
    payload: str
    attempts: int
    broadcast_id: str | None = None
    recipient_id: int | None = None
    part: int = 0
    act: str = Deed.SEND
    target: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of an attempt; a PENDING outcome is tried again at `due_at`.

    What never left the house because the bot had to keep still is no attempt: not `counted`.
    """

    state: DeliveryState
    reason: str | None = None
    due_at: datetime | None = None
    message_id: int | None = None
    moved_to: int | None = None  # the chat has another number now
    counted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A message of which nobody knows whether it arrived."""

    delivery_id: int
    person_id: str | None
    name: str
    society_id: str | None
    part: int
    reason: str
    since: datetime | None

"""A press on an announcement, by whoever got it: noted, and answered or led on."""

from dataclasses import dataclass

from handlers.announced import FIRST_FORM, READ_IT, Content
from handlers.desk import Desk
from handlers.rights import Action, may
from storage.audiences import Conditions, Did
from storage.broadcasts import UNSENT, Broadcast, BroadcastState
from storage.recipients import Recipient

# A reminder of a reminder of a reminder: nobody sends more of them.
MOST_REMINDERS = 20


class NotSentToYou(Exception):
    """Somebody presses what others got, or what is not there (any more)."""


class NotSentYet(Exception):
    """A preview, pressed by those who write it."""


class Withdrawn(Exception):
    """It does not count any more."""


class NothingUnread(Exception):
    """There is nothing to be marked as read."""


class ButtonGone(Exception):
    """It was corrected meanwhile, or nobody ever offered this button."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """What was pressed on what, with its content as it is now."""

    broadcast: Broadcast
    content: Content
    button: int
    before: int | None = None  # the answer this person had given
    is_over: bool = False

    @property
    def is_answer(self) -> bool:
        return 0 < self.button <= len(self.content.choices)

    @property
    def form(self) -> tuple[str, str] | None:
        """The form and the label, where the button leads to one."""
        place = self.button - FIRST_FORM
        return self.content.forms[place] if 0 <= place < len(self.content.forms) else None

    @property
    def is_known(self) -> bool:
        confirms = self.button == READ_IT and self.content.confirm
        return confirms or self.is_answer or self.form is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressing:
    """Open to everybody, for what they got themselves."""

    async def press(self, desk: Desk, broadcast_id: str, button: int) -> Pressed:
        """Whatever is pressed, it was read."""
        broadcast, recipient = await self._found(desk, broadcast_id)
        pressed = Pressed(
            broadcast=broadcast,
            content=Content.of(broadcast.content),
            button=button,
            before=recipient.answer,
            is_over=is_over(desk, broadcast),
        )
        if not pressed.is_known:
            raise ButtonGone
        await desk.archive.recipients.arrived(recipient.id, desk.bot_id, desk.chat_id)
        await note_reading(desk, broadcast)
        if pressed.form:
            await desk.archive.recipients.press(recipient.id, button, desk.now)
        if pressed.is_answer and not pressed.is_over:
            await desk.archive.recipients.answer(broadcast.id, desk.person.id, button, desk.now)
        return pressed

    async def lead(self, desk: Desk, broadcast_id: str, button: int) -> str | None:
        """The form this button leads to at once; None for whatever is to be answered."""
        try:
            broadcast, _ = await self._found(desk, broadcast_id)
        except (NotSentToYou, NotSentYet, Withdrawn):
            return None
        if button < FIRST_FORM or is_over(desk, broadcast):
            return None
        if not 0 <= button - FIRST_FORM < len(Content.of(broadcast.content).forms):
            return None
        form = (await self.press(desk, broadcast_id, button)).form
        return form[0] if form else None

    async def latest(self, desk: Desk) -> Broadcast:
        """已阅 without saying which: the one that came last."""
        found = await desk.archive.recipients.latest_unread(desk.person.id)
        broadcast = await desk.archive.broadcasts.get(found) if found else None
        if broadcast is None:
            raise NothingUnread
        await note_reading(desk, broadcast)
        return broadcast

    async def _found(self, desk: Desk, broadcast_id: str) -> tuple[Broadcast, Recipient]:
        broadcast = await desk.archive.broadcasts.get(broadcast_id)
        if broadcast is None:
            raise NotSentToYou
        if broadcast.state in (*UNSENT, BroadcastState.READY):
            raise NotSentYet if may(desk.person, Action.BROADCAST) else NotSentToYou
        recipient = await desk.archive.recipients.get(broadcast_id, desk.person.id)
        if recipient is None or recipient.excluded:
            raise NotSentToYou
        if broadcast.state is BroadcastState.WITHDRAWN:
            raise Withdrawn
        return broadcast, recipient


def is_over(desk: Desk, broadcast: Broadcast) -> bool:
    return broadcast.expires_at is not None and broadcast.expires_at <= desk.now


async def note_reading(desk: Desk, broadcast: Broadcast) -> None:
    """A reminder that is read is what it reminds of, read."""
    reading: Broadcast | None = broadcast
    for _ in range(MOST_REMINDERS):
        if reading is None:
            return
        await desk.archive.recipients.mark_read(reading.id, desk.person.id, desk.now)
        earlier = reminds_of(reading)
        reading = await desk.archive.broadcasts.get(earlier) if earlier else None


def reminds_of(broadcast: Broadcast) -> str | None:
    """The announcement whose readers it leaves out."""
    deeds = Conditions.of(broadcast.audience).deeds
    unread = {each.subject for each in deeds if each.did is Did.NOT_READ}
    return broadcast.copied_from if broadcast.copied_from in unread else None

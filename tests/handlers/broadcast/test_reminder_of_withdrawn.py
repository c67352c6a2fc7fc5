"""A reminder that waits for a colleague does not outlive what it reminds of."""

import pytest

from forms.values import Complaint
from storage.audiences import Conditions, Deed, Did
from storage.broadcasts import BroadcastState
from tests.handlers.broadcast.conftest import Newsroom


async def test_it_is_not_sent_once_the_first_is_withdrawn(newsroom: Newsroom) -> None:
    first = await newsroom.begun(BroadcastState.DONE)
    unread = Conditions(deeds=(Deed(did=Did.NOT_READ, subject=first),))
    reminder = await newsroom.draft()
    await newsroom.put(reminder, audience=unread.as_dict(), copied_from=first)
    await newsroom.ask(reminder)
    assert (await newsroom.row(reminder)).state is BroadcastState.WAITING
    await newsroom.put(first, state=BroadcastState.WITHDRAWN)
    with pytest.raises(Complaint, match="已经撤回"):
        await newsroom.approve(reminder)
    assert (await newsroom.row(reminder)).state is BroadcastState.WAITING

"""Whose a filing becomes: of the first at the association who moves it."""

from collections.abc import Set
from dataclasses import replace

from forms.workflow import Mover
from handlers.casework.hand import Hand
from storage.filings import Filing


async def claimed(hand: Hand, filing: Filing, makers: Set[Mover]) -> Filing:
    """Later moves by others leave it where it is; a head's deed is no claim."""
    if filing.assigned_to is not None or hand.by.person_id is None:
        return filing
    if Mover.STAFF not in makers or Mover.STAFF not in hand.movers:
        return filing
    await hand.archive.filings.assign(filing, hand.by.person_id, hand.by.clock.now())
    return replace(filing, assigned_to=hand.by.person_id)

"""Membership cards: made for verified members, checked by staff and secretaries."""

import asyncio
import re
from dataclasses import dataclass
from datetime import date, timedelta
from hmac import compare_digest

from handlers.desk import Attached, Desk
from handlers.links import Links
from handlers.noting import note
from handlers.people import roster_line
from handlers.people.membership.drawing import Card, draw
from handlers.rights import Action, NotForThisRole, require
from storage.members import Member, MemberState

KEPT = timedelta(days=1)
SIGNATURE = 16
PAYLOAD = re.compile(r"c_([0-9a-f]{32})_([0-9a-f]{16})", re.ASCII)


class CardForged(Exception):
    """Nobody here has signed this card."""


class NotAChecker(NotForThisRole):
    """Cards are looked at by staff and the society's secretaries."""


class NotVerified(Exception):
    """Only a verified member has a card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """The use cases around the card."""

    links: Links
    association: str

    async def make(self, desk: Desk, member: Member) -> tuple[Attached, str]:
        """The picture, kept for a day, of the person's own card, and the link to its check."""
        if member.state is not MemberState.VERIFIED or member.person_id != desk.person.id:
            raise NotVerified
        link = await self.links.page(signed(desk, member.id))
        card = Card(
            association=self.association,
            society=member.society,
            name=member.name,
            number=member.member_number or "",
            joined=member.joined_on,
            valid_until=date(desk.now.year, 12, 31),
            link=link,
        )
        picture = await asyncio.to_thread(draw, card)
        file = await desk.keep("会员证.png", picture, desk.now + KEPT)
        await note(desk, "card made", member.id, society=member.society_id)
        return Attached(file_id=file.id, picture=True), link

    async def check(self, desk: Desk, payload: str) -> Member:
        """Raises CardForged for everybody, NotAChecker for whoever may not look."""
        found = PAYLOAD.fullmatch(payload)
        if not found or not is_signed(desk, found[1], found[2]):
            raise CardForged
        member = await roster_line.get(desk, found[1])
        try:
            require(desk.person, Action.CHECK_CARD, member.society_id)
        except NotForThisRole as error:
            raise NotAChecker from error
        await note(desk, "card checked", member.id, society=member.society_id)
        return member


def signed(desk: Desk, member_id: str) -> str:
    """What stands in the card's code: at most 64 characters, as a start link allows."""
    return f"c_{member_id}_{desk.archive.work.vault.index('card', member_id)[:SIGNATURE]}"


def is_signed(desk: Desk, member_id: str, signature: str) -> bool:
    """Also with a key that is being replaced."""
    indices = desk.archive.work.vault.indices("card", member_id)
    return any(compare_digest(each[:SIGNATURE], signature) for each in indices)

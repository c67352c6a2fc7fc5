"""Inviting somebody: who may, for which role, in which society; seeing and withdrawing."""

from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO

import qrcode

from handlers import acting
from handlers.desk import Desk
from handlers.links import Links
from handlers.noting import by, note
from handlers.people import giving
from handlers.people.codes import invitation_payload
from handlers.rights import Action, NotForThisRole, may, may_give, require, society_for
from storage.invitations import Invitation
from storage.roles import Role


class InvitationGone(Exception):
    """Not there, or of somebody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """An invitation as it is passed on: links, and the picture of the first as a kept file."""

    invitation: Invitation
    page: str
    telegram: str | None
    picture_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inviting:
    """The use cases of the corner."""

    links: Links
    good_for: timedelta

    def begin(self, desk: Desk, society_id: str) -> dict[str, str]:
        """What is known before anything is asked: a secretary invites to the own society."""
        if society_id:
            require(desk.person, Action.INVITE, society_id)
            return {"society_id": society_id}
        if may(desk.person, Action.INVITE):
            return {}
        if not society_for(desk.person, Action.INVITE):
            raise NotForThisRole
        mine = acting.society_of(desk, Action.INVITE)
        return {"society_id": mine[0]} if mine else {}

    async def give(
        self,
        desk: Desk,
        role: Role,
        name: str,
        society_id: str | None,
        *,
        member_id: str | None = None,
        until: date | None = None,
    ) -> str:
        """The new invitation's id; raises NotForThisRole where the giver may not."""
        require(desk.person, Action.INVITE, society_id)
        if not may_give(desk.person, role, society_id):
            raise NotForThisRole
        identity = await giving.give(
            desk.archive,
            by(desk),
            giving.Wanted(society_id, role, name),
            good_for=self.good_for,
            member_id=member_id,
            until=until,
        )
        await note(desk, "invitation given", identity, role=role, society=society_id)
        return identity

    async def give_member(self, desk: Desk, member_id: str) -> str | None:
        """For a line of the roster: whoever accepts it confirms with the last four digits.

        None when it is no line of a roster, but perhaps a society that wants new members.
        """
        member = await desk.archive.members.get(member_id)
        if member is None:
            return None
        return await self.give(
            desk, Role.MEMBER, member.name, member.society_id, member_id=member.id
        )

    async def sheet(self, desk: Desk, identity: str) -> Sheet:
        invitation = await self._mine(desk, identity)
        page = await self.links.page(invitation_payload(invitation.token))
        telegram = await self.links.telegram(invitation_payload(invitation.token))
        picture = qr(telegram if desk.door == "telegram" and telegram else page)
        kept = await desk.keep("邀请二维码.png", picture, invitation.expires_at)
        return Sheet(invitation=invitation, page=page, telegram=telegram, picture_id=kept.id)

    async def open(self, desk: Desk) -> list[Invitation]:
        """Staff see all that are open; others those they gave."""
        if not desk.person.holds(Role.SECRETARY):
            require(desk.person, Action.INVITE)
        given_by = None if desk.person.is_staff else desk.person.id
        return await desk.archive.invitations.open_of(desk.now, given_by=given_by)

    async def withdraw(self, desk: Desk, identity: str) -> Invitation:
        invitation = await self._mine(desk, identity)
        if not await desk.archive.invitations.withdraw(identity, desk.now):
            raise InvitationGone
        role, society_id = invitation.role, invitation.society_id
        await note(desk, "invitation withdrawn", identity, role=role, society=society_id)
        return invitation

    async def _mine(self, desk: Desk, identity: str) -> Invitation:
        """Its giver's while they may still give it; staff's by their role."""
        invitation = await desk.archive.invitations.get(identity)
        if invitation is None:
            raise InvitationGone
        if not may_give(desk.person, invitation.role, invitation.society_id):
            raise NotForThisRole
        if not invitation.is_open(desk.now):
            raise InvitationGone
        return invitation


def qr(text: str) -> bytes:
    """A picture (PNG) that a phone reads from a screen or from paper."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, box_size=10, border=4)
    code.add_data(text)
    picture = BytesIO()
    code.make_image().save(picture)
    return picture.getvalue()

"""Tables on their way out: templates, exports, invitations by the hundred."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from html import escape

from forms.sheets import template
from handlers import acting
from handlers.desk import Attached, Desk, Reply
from handlers.links import Links
from handlers.noting import by, note
from handlers.people.giving import Wanted
from handlers.people.importing.books import Table
from handlers.people.importing.exporting import roster_table, societies_table
from handlers.people.importing.inviting import invitation_table, invite, open_invitations
from handlers.people.sheets import keyboards, texts
from handlers.places import Place
from handlers.rights import Action, NotForThisRole, may, require, society_for
from storage.roles import Role
from storage.societies import Society

KEPT_DAYS = 7
TEMPLATE_DAYS = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class HandingOut:
    """The use cases of whoever wants a table."""

    links: Links
    invitation_days: int

    async def template(self, desk: Desk, table: Table) -> Reply:
        if table is Table.SOCIETIES:
            require(desk.person, Action.IMPORT_SOCIETIES)
        elif not (
            may(desk.person, Action.IMPORT_ROSTERS) or society_for(desk.person, Action.KEEP_ROSTER)
        ):
            raise NotForThisRole
        name, content = f"{table.spec.title}模板.xlsx", template(table.spec)
        file = await _hand(desk, name, content, TEMPLATE_DAYS)
        return Reply(text=texts.TEMPLATE[table], files=(file,))

    async def societies(self, desk: Desk, *, whole: bool = False) -> Reply:
        """Mobile numbers of contacts only for who asks for them."""
        require(desk.person, Action.EXPORT_SOCIETIES)
        content, count = await societies_table(desk.archive, whole=whole)
        await note(desk, "societies exported", "societies", count=count, whole=int(whole))
        file = await _hand(desk, _dated(desk, "学会名录"), content, KEPT_DAYS)
        said = texts.SOCIETIES_WHOLE_OUT if whole else texts.SOCIETIES_OUT
        text = said.format(count=count, days=KEPT_DAYS)
        buttons = () if whole else keyboards.with_mobiles()
        return Reply(text=text, files=(file,), buttons=buttons)

    async def roster(self, desk: Desk, society_id: str, *, whole: bool, sure: bool) -> Reply:
        """Whole numbers only for who says so twice."""
        if not society_id and not may(desk.person, Action.EXPORT_ROSTER):
            mine = acting.candidates(desk, Action.EXPORT_ROSTER)
            if len(mine) > 1:
                to = Place.EXPORT_ROSTER_WHOLE if whole else Place.EXPORT_ROSTER
                return Reply(text=texts.WHICH_SOCIETY, buttons=keyboards.which(to, mine))
            society_id = mine[0][0] if mine else ""
        require(desk.person, Action.EXPORT_ROSTER, society_id or None)
        society = await desk.archive.societies.get(society_id) if society_id else None
        if society_id and society is None:
            return Reply(text=texts.NOT_FOUND)
        shown = escape(society.name) if society else "全部学会"
        if whole and not sure:
            return Reply(
                text=texts.WHOLE_SURE.format(society=shown), buttons=keyboards.sure(society_id)
            )
        content, count = await roster_table(desk.archive, society_id or None, whole=whole)
        await note(desk, "roster exported", society_id or "all", count=count, whole=whole)
        title = f"{society.name if society else ''}会员名册"
        file = await _hand(desk, _dated(desk, title), content, KEPT_DAYS)
        text = texts.ROSTER_WHOLE_OUT if whole else texts.ROSTER_OUT
        return Reply(text=text.format(society=shown, count=count, days=KEPT_DAYS), files=(file,))

    async def offer_invitations(self, desk: Desk) -> Reply:
        require(desk.person, Action.INVITE_IN_BULK)
        wanted, without_contact = await _to_invite(desk)
        text = texts.ask_to_invite(len(wanted), without_contact)
        return Reply(text=text, buttons=keyboards.INVITE_NOW if wanted else ())

    async def invite_all(self, desk: Desk) -> Reply:
        """Open invitations are used again: asked twice, nobody gets two."""
        require(desk.person, Action.INVITE_IN_BULK)
        wanted, without_contact = await _to_invite(desk)
        open_ = await open_invitations(desk.archive, desk.clock)
        given = [
            open_.get(each) or await invite(desk.archive, each, by(desk), self.invitation_days)
            for each in wanted
        ]
        if not given:
            return Reply(text=texts.ask_to_invite(0, without_contact))
        content = await invitation_table(given, self.links)
        file = await _hand(desk, _dated(desk, "邀请码"), content, KEPT_DAYS)
        text = texts.invited(len(given), self.invitation_days, without_contact)
        return Reply(text=text, files=(file,))


async def _to_invite(desk: Desk) -> tuple[list[Wanted], list[str]]:
    """Contact persons of societies without a secretary, and the societies without either."""
    holders = await desk.archive.roles.holders(desk.now, role=Role.SECRETARY)
    served = {each.standing.society_id for each in holders}
    societies: Sequence[Society] = await desk.archive.societies.all()
    open_ = [each for each in societies if each.status == "active" and each.id not in served]
    wanted = [
        Wanted(each.id, Role.SECRETARY, each.contact_name) for each in open_ if each.contact_name
    ]
    return wanted, [each.name for each in open_ if not each.contact_name]


async def _hand(desk: Desk, name: str, content: bytes, days: int) -> Attached:
    file = await desk.keep(name, content, desk.now + timedelta(days=days))
    return Attached(file_id=file.id)


def _dated(desk: Desk, title: str) -> str:
    return f"{title}{desk.now:%Y%m%d}.xlsx"

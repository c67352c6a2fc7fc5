"""Objections: filed by anybody under a real name, read and decided by staff."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from forms.moving import Given, moves_for
from forms.values import Complaint
from forms.workflow import Move
from handlers.casework.case import Case
from handlers.casework.errors import FilingGone
from handlers.casework.moving import Moving, Outcome
from handlers.desk import Desk
from handlers.noting import note
from handlers.paging import page_among, page_of
from handlers.review.files import STAFF
from handlers.review.ranking.publishing import Listed, Notice, Publishing
from handlers.review.scored import scored_forms
from handlers.rights import Action, require
from storage.attempts import Limit
from storage.filings import Filing
from storage.objections import Objection

OVER = "这一位现在不在公示期，不能再提异议。发「公示名单」看看现在公示的。"
HAVE_IT = "您对这一位的异议已经收到，正在处理，不用再提。有结果会发消息告诉您。"
TOO_MANY = "您今天提的异议已经有{many}份，请明天再来，或者直接与省科协联系。"
MOST_A_DAY = 5
DAY = timedelta(days=1)
LIMIT = Limit(most=MOST_A_DAY, within=DAY, closed_for=DAY)
SETTLED_BY: Mapping[str, bool] = {"dismiss": False, "uphold": True}
OF_OBJECTIONS = ("object", *SETTLED_BY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contested:
    """An objection with the filing it is about, and what may be done with that now."""

    objection: Objection
    case: Case
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """All lists on notice, and one page of the names on them."""

    notices: tuple[Notice, ...]
    names: tuple[Listed, ...]
    number: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Objecting:
    """The use cases of both sides."""

    moving: Moving
    publishing: Publishing

    async def notices(self, desk: Desk, number: int = 0) -> Shown:
        """What is on notice, with a page of the names."""
        found = await self.publishing.notices(desk)
        filings = [each for notice in found for each in notice.filings]
        number, pages = page_among(len(filings), number)
        names = await self.publishing.names(desk, page_of(filings, number))
        return Shown(notices=found, names=tuple(names), number=number, pages=pages)

    async def about(self, desk: Desk, filing_id: str) -> Listed:
        """Whom it would be about; raises Complaint for whoever is not on notice."""
        found = await self.publishing.one(desk, filing_id)
        if found is None:
            raise Complaint(OVER)
        return found

    async def file(
        self, desk: Desk, filing_id: str, *, name: str, contact: str, facts: str
    ) -> Case:
        """Nobody can be selected meanwhile: whoever selects takes hold of the filing as well."""
        await desk.archive.filings.hold(filing_id)
        found = await self.about(desk, filing_id)
        mine = await desk.archive.objections.by(desk.person.id)
        if any(each.filing_id == filing_id and each.is_open for each in mine):
            raise Complaint(HAVE_IT)
        key = f"objections:{desk.person.id}"
        if await desk.archive.attempts.closed_until(key, desk.now):
            raise Complaint(TOO_MANY.format(many=MOST_A_DAY))
        await desk.archive.attempts.fail(key, LIMIT, desk.now)
        identity = await desk.archive.objections.file(
            filing_id, desk.person.id, name=name, contact=contact, facts=facts, now=desk.now
        )
        await note(desk, "objection filed", filing_id, objection=identity)
        return await self.moving.offices.case(desk.archive, found.filing, desk.now)

    async def waiting(self, desk: Desk) -> list[tuple[Objection, Filing]]:
        """What is open, the oldest first; never what is about oneself."""
        require(desk.person, Action.REVIEW)
        found = []
        for form in scored_forms(self.moving.offices.catalogue):
            for each in await desk.archive.objections.open_for(form.id):
                filing = await desk.archive.filings.get(each.filing_id)
                if filing and filing.person_id != desk.person.id:
                    found.append((each, filing))
        return found

    async def look(self, desk: Desk, objection_id: str) -> Contested:
        require(desk.person, Action.REVIEW)
        objection = await desk.archive.objections.get(objection_id)
        if objection is None:
            raise FilingGone
        case = await self.moving.offices.open(desk, objection.filing_id)
        movers = await self.moving.offices.movers(desk, case.filing)
        if not movers & STAFF:  # it is about their own
            raise FilingGone
        await note(desk, "objection read", objection.filing_id)
        return Contested(
            objection=objection,
            case=case,
            moves=tuple(
                move
                for move in moves_for(case.workflow, case.filing.state, movers)
                if move.id in OF_OBJECTIONS
            ),
        )

    async def settle(self, desk: Desk, objection_id: str, move_id: str, reason: str) -> Outcome:
        """Through the one way a filing moves: what else follows is written there."""
        require(desk.person, Action.REVIEW)
        objection = await desk.archive.objections.get(objection_id)
        if objection is None or move_id not in OF_OBJECTIONS:
            raise FilingGone
        given = Given(reason=reason)
        return await self.moving.move(desk, objection.filing_id, move_id, given)

"""Opening a filing to review it: only for those it waits for, or may wait for."""

from dataclasses import dataclass

from forms.moving import moves_for
from forms.workflow import Move, Mover
from handlers.casework.case import Case
from handlers.casework.errors import FilingGone
from handlers.casework.offices import Offices
from handlers.desk import Desk
from handlers.review.scope import REVIEWERS, require_reviewer

STAFF = frozenset({Mover.STAFF, Mover.STAFF_HEAD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A filing, and what this person is to it."""

    case: Case
    movers: frozenset[Mover]

    @property
    def is_for_staff(self) -> bool:
        return bool(self.movers & STAFF)

    @property
    def moves(self) -> tuple[Move, ...]:
        """What this person may do with it now."""
        return moves_for(self.case.workflow, self.case.filing.state, self.movers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The one way into a filing for this room."""

    offices: Offices

    async def open(self, desk: Desk, filing_id: str) -> Opened:
        """Raises NotForThisRole, or FilingGone where it is none of this person's business."""
        require_reviewer(desk.person)
        case = await self.offices.open(desk, filing_id)
        movers = await self.offices.movers(desk, case.filing) & REVIEWERS
        if not movers:
            raise FilingGone
        return Opened(case=case, movers=movers)

    async def open_as_staff(self, desk: Desk, filing_id: str) -> Opened:
        opened = await self.open(desk, filing_id)
        if not opened.is_for_staff:
            raise FilingGone
        return opened

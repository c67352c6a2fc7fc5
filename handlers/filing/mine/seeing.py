"""A filing as somebody may see it: its filer as it is now, others as it was handed in."""

from dataclasses import replace

from forms.workflow import Mover
from handlers.casework.case import Case
from handlers.casework.handed import last_handed
from handlers.casework.offices import Offices
from handlers.desk import Desk


async def seen(offices: Offices, desk: Desk, filing_id: str) -> tuple[Case, frozenset[Mover]]:
    """With what this person is to it; raises FilingGone."""
    case = await offices.open(desk, filing_id)
    movers = await offices.movers(desk, case.filing)
    if Mover.SUBMITTER not in movers:
        handed = await last_handed(desk.archive, case)
        case = replace(case, draft=handed.draft)
    return case, movers

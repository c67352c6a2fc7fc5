"""What people did or did not do, as choices: of which form, which event, which announcement."""

from dataclasses import dataclass
from datetime import timedelta

from forms.specification import Catalogue
from handlers.broadcast.drafts import draft
from handlers.broadcast.naming import MONTHS, UNTITLED, value_of
from handlers.broadcast.picking import Choice
from handlers.days import day
from handlers.desk import Desk
from storage.broadcasts import UNSENT, BroadcastState
from storage.conditions import Deed, Did

SORTS = {
    Did.NOT_FILED: "今年没报某张表的",
    Did.FILED: "今年报过某张表的",
    Did.SIGNED_UP: "报名了某场活动的",
    Did.TERM_ENDS: "快要换届的",
    Did.NOT_READ: "没读某条通知的",
    Did.READ: "读过某条通知的",
}
RECENT = timedelta(days=180)
MOST = 20
SENT = tuple(state for state in BroadcastState if state not in (*UNSENT, BroadcastState.READY))


@dataclass(frozen=True, slots=True, kw_only=True)
class Deeds:
    """The use cases of whoever chooses by what was done."""

    catalogue: Catalogue

    async def subjects(self, desk: Desk, broadcast_id: str, did: Did) -> list[Choice]:
        await draft(desk, broadcast_id)
        match did:
            case Did.TERM_ENDS:
                found = [("", months, name) for months, name in sorted(MONTHS.items())]
            case Did.FILED | Did.NOT_FILED:
                year = desk.now.year
                found = [(form.id, year, form.title) for form in self.catalogue.forms.values()]
            case Did.SIGNED_UP:
                events = await desk.archive.events.upcoming(desk.now - RECENT, most=MOST)
                found = [(each.id, 0, f"{each.title}（{day(each.begins_at)}）") for each in events]
            case _:
                sent = await desk.archive.broadcasts.newest(SENT, most=MOST)
                found = [(each.id, 0, each.title or UNTITLED) for each in sent]
        return [
            Choice(value=value_of(Deed(did=did, subject=subject, number=number)), name=name[:40])
            for subject, number, name in found
        ]

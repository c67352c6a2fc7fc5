"""Which filings are somebody's own: theirs, and those of the societies they file for."""

from collections.abc import Collection

from forms.specification import Catalogue
from handlers import acting
from handlers.desk import Desk
from handlers.rights import Action
from storage.filings import DRAFT, Filing, Wanted

MOST = 300


async def filings_of(
    desk: Desk, catalogue: Catalogue, *, ended: bool | None = None, states: Collection[str] = ()
) -> list[Filing]:
    """What was handed in, the newest change first; of societies only what secretaries file."""
    own = await desk.archive.filings.of(desk.person.id, ended=ended, states=states, most=MOST)
    societies = [identity for identity, _ in acting.candidates(desk, Action.FILE)]
    forms = [form.id for form in catalogue.forms.values() if form.by == "secretary"]
    wanted = Wanted(states=states, forms=forms, society_ids=societies, ended=ended, submitted=True)
    theirs = await desk.archive.filings.list(wanted, most=MOST) if societies else []
    known = {
        each.id: each
        for each in (*own, *theirs)
        if each.state != DRAFT and each.form in catalogue.forms
    }
    return sorted(known.values(), key=lambda each: each.changed_at, reverse=True)


async def drafts_of(desk: Desk, catalogue: Catalogue) -> list[Filing]:
    found = await desk.archive.filings.drafts_of(desk.person.id)
    return [each for each in found if each.form in catalogue.forms]

"""我的申报: one's own and one's society's filings, where each stands, what is in it."""

from dataclasses import dataclass

from forms.workflow import Mover
from handlers.casework.case import Case
from handlers.casework.errors import FilingGone
from handlers.casework.offices import Offices
from handlers.desk import Desk, Reply
from handlers.filing.mine import keyboards, texts
from handlers.filing.mine.answers import answers_page
from handlers.filing.mine.seeing import seen
from handlers.filing.mine.standing import happened
from handlers.filing.mine.whose import filings_of
from handlers.paging import page_among, page_of
from handlers.places import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """The use cases of whoever waits for something."""

    offices: Offices

    async def list(self, desk: Desk, number: int) -> Reply:
        """`number`: twice the page, and one more for what has ended."""
        ended, page = bool(number % 2), number // 2
        catalogue = self.offices.catalogue
        every = await filings_of(desk, catalogue)
        found = [each for each in every if each.ended is ended]
        page, pages = page_among(len(found), page)
        shown = page_of(found, page)
        which = texts.ENDED if ended else texts.UNDER_WAY
        societies = len({each.society_id for each in every}) > 1
        count = len(found)
        text = texts.listed(catalogue, shown, which, count, societies=societies)
        others = len(every) - count
        buttons = keyboards.listed(catalogue, shown, (page, pages), ended=ended, others=others)
        return Reply(text=text if found else texts.NONE[which], buttons=buttons)

    async def open(self, desk: Desk, filing_id: str) -> Reply:
        case, movers = await self.look(desk, filing_id)
        records = await desk.archive.moves.of(case.id)
        files = bool(await desk.archive.attachments.of(case.id))
        text = texts.opened(case, self.offices.catalogue, records)
        buttons = keyboards.opened(case, movers, self.offices.catalogue, files)
        return Reply(text=text, buttons=buttons)

    async def by_number(self, desk: Desk, number: str) -> Reply:
        found = await desk.archive.filings.by_number(number.upper())
        if found is None:
            raise FilingGone
        return await self.open(desk, found.id)

    async def history(self, desk: Desk, filing_id: str, number: int) -> Reply:
        case, _ = await self.look(desk, filing_id)
        records = happened(await desk.archive.moves.of(case.id))
        pages = max(-(-len(records) // texts.PAST_A_PAGE), 1)
        number = min(max(number, 0), pages - 1)
        shown = records[number * texts.PAST_A_PAGE : (number + 1) * texts.PAST_A_PAGE]
        text = texts.past(case, shown, number, pages)
        return Reply(text=text, buttons=keyboards.turned(case, Place.HISTORY, number, pages))

    async def answers(self, desk: Desk, filing_id: str, number: int) -> Reply:
        case, _ = await self.look(desk, filing_id)
        text, number, pages = answers_page(case, number)
        return Reply(text=text, buttons=keyboards.turned(case, Place.FILED, number, pages))

    async def look(self, desk: Desk, filing_id: str) -> tuple[Case, frozenset[Mover]]:
        """For its filer, the society and the association; raises FilingGone."""
        return await seen(self.offices, desk, filing_id)

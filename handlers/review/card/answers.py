"""Every answer of a filing, a page at a time; long ones one by one; whole numbers on demand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from html import escape

from forms.steps import Line
from forms.workflow import Mover
from handlers.callbacks import Go
from handlers.casework.errors import FilingGone
from handlers.casework.handed import last_handed, personal
from handlers.citing import cut
from handlers.desk import Attached, Button, Desk, Reply
from handlers.noting import note
from handlers.paging import turning
from handlers.places import Place
from handlers.review.card.keyboards import back
from handlers.review.files import Opened, Reading
from handlers.rights import NotForThisRole

A_PAGE, LONGEST = 20, 90
WHOLE = 100_000  # above it, a button opens one answer
LONGEST_WHOLE = 3500
CLAIM_FIRST = "号码只给经办人看。请先点「我来办」，再来看号码。"
NO_NUMBERS = "这一件里没有号码。"
SEEN = "号码在下面的文件里，已记入日志。请只用于办理这一件，用完删掉。"
NAME, KEPT = "号码.txt", timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The use cases around what was filled in."""

    reading: Reading

    async def page(self, desk: Desk, filing_id: str, n: int) -> Reply:
        opened = await self.reading.open(desk, filing_id)
        handed = await last_handed(desk.archive, opened.case)
        lines = [line for line in handed.lines(opened.case) if line.shown]
        if n >= WHOLE:
            return _whole(opened, lines, n - WHOLE)
        pages = max(-(-len(lines) // A_PAGE), 1)
        n = min(n, pages - 1)
        return _page(opened, lines[n * A_PAGE : (n + 1) * A_PAGE], n, pages)

    async def numbers(self, desk: Desk, filing_id: str) -> Reply:
        """For who has it in hand, or heads the department; written down each time.

        In a file that is kept sealed and not long: a chat would keep them in the clear.
        """
        opened = await self.reading.open(desk, filing_id)
        case = opened.case
        if not opened.is_for_staff:
            raise NotForThisRole
        theirs = case.filing.assigned_to == desk.person.id or Mover.STAFF_HEAD in opened.movers
        if not theirs:
            return Reply(text=CLAIM_FIRST, buttons=(back(case.id),))
        found = list(personal(case, await last_handed(desk.archive, case)))
        if not found:
            return Reply(text=NO_NUMBERS, buttons=(back(case.id),))
        await note(desk, "numbers seen", case.id, count=len(found))
        lines = "\r\n".join(f"{label}：{whole}" for label, whole in found)
        file = await desk.keep(NAME, lines.encode("utf-8-sig"), desk.now + KEPT)
        text = f"<b>{escape(case.title)}</b>\n{SEEN}"
        attached = Attached(file_id=file.id)
        return Reply(text=text, buttons=(back(case.id),), files=(attached,))


def _page(opened: Opened, lines: Sequence[Line], n: int, pages: int) -> Reply:
    case = opened.case
    head = f"<b>{escape(case.title)}</b>（第 {n + 1}/{pages} 页）"
    text = [f"{line.number}. {escape(line.label)}：{_shown(line)}" for line in lines]
    long: list[Button] = [
        (f"展开：{line.label}"[:40], _to(case.id, WHOLE + line.number))
        for line in lines
        if len(line.shown) > LONGEST
    ]
    turns = turning(lambda number: _to(case.id, number), n, pages)
    buttons = (*long, *turns, back(case.id))
    return Reply(text="\n".join([head, *text]), buttons=buttons)


def _whole(opened: Opened, lines: Sequence[Line], number: int) -> Reply:
    line = next((each for each in lines if each.number == number), None)
    if line is None:
        raise FilingGone
    text = f"<b>{escape(line.label)}</b>\n{escape(cut(line.shown, LONGEST_WHOLE))}"
    return Reply(text=text, buttons=(back(opened.case.id),))


def _shown(line: Line) -> str:
    return escape(cut(line.shown, LONGEST))


def _to(filing_id: str, n: int) -> Go:
    return Go(to=Place.ANSWERS, id=filing_id, n=n)

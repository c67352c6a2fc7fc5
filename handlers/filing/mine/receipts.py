"""The receipt of a filing: a paper to keep, as a PDF or to go on working with in Word."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from html import escape

from forms.documents.printed import printed
from forms.documents.receipt import receipt
from handlers.callbacks import Go
from handlers.casework.case import Case
from handlers.desk import Attached, Button, Desk, Reply
from handlers.filing.mine.facts import Gathering
from handlers.filing.mine.service import Following
from handlers.place_words import LABELS
from handlers.places import Place

KEPT = timedelta(days=1)
HERE = "「{title}」的{what}，在这里保留一天，请自己存好。身份证号、手机号只印后四位。"
NOT_YET = "这一份还没有提交，提交以后才有回执。"
AS_PDF, AS_WORD = 0, 1  # what a button's number means


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipts:
    """The use cases of whoever wants it on paper."""

    following: Following
    gathering: Gathering

    async def hand_out(self, desk: Desk, filing_id: str, number: int) -> Reply:
        """For everybody who may see the filing; raises FilingGone."""
        case, _ = await self.following.look(desk, filing_id)
        if case.filing.number is None:
            return Reply(text=NOT_YET, buttons=_back(case))
        word = number == AS_WORD
        file = await self.file(desk, case, word=word)
        what = "打印稿" if word else "回执"
        text = HERE.format(title=escape(case.title), what=what)
        return Reply(text=text, files=(file,), buttons=_buttons(case, word=word))

    async def file(self, desk: Desk, case: Case, *, word: bool = False) -> Attached:
        """Made off the event loop: it takes about half a second."""
        facts = await self.gathering.facts(desk.archive, case, desk.now)
        await desk.archive.work.let_go()  # others may write meanwhile
        content = await asyncio.to_thread(printed if word else receipt, facts)
        name = f"{case.filing.number or '草稿'}{'打印稿.docx' if word else '回执.pdf'}"
        kept = await desk.keep(name, content, desk.now + KEPT)
        return Attached(file_id=kept.id)


def _buttons(case: Case, *, word: bool) -> tuple[Button, ...]:
    other = ("要回执（PDF）", AS_PDF) if word else ("要能改的打印稿（Word）", AS_WORD)
    return ((other[0], Go(to=Place.RECEIPT, id=case.id, n=other[1])), *_back(case))


def _back(case: Case) -> tuple[Button, ...]:
    return ((LABELS[Place.FILING], Go(to=Place.FILING, id=case.id)),)

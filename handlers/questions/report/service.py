"""How the asking goes: figures on a page, everything in a workbook."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from forms.sheets.book import write_book
from handlers.desk import Attached, Desk
from handlers.noting import note
from handlers.questions.report import sheets
from handlers.questions.report.figures import Figures, figures
from handlers.rights import Action, require
from storage.questions import Question
from storage.roles import Role

PERIODS = (30, 90, 365)
USUAL = 90
KEPT = timedelta(days=7)
MOST = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The figures of the last so many days."""

    days: int
    figures: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionReport:
    """The use cases of staff who look at all of it."""

    async def report(self, desk: Desk, days: int = USUAL) -> Report:
        require(desk.person, Action.ANSWER_QUESTIONS)
        days = days if days in PERIODS else USUAL
        asked = await self._asked(desk, days)
        await desk.archive.work.let_go()  # thousands take a moment
        return Report(days=days, figures=await asyncio.to_thread(figures, asked))

    async def export(self, desk: Desk, days: int = USUAL) -> Attached:
        """Without names; what was said is what is kept, masked."""
        require(desk.person, Action.ANSWER_QUESTIONS)
        days = days if days in PERIODS else USUAL
        asked = await self._asked(desk, days)
        roles = await self._roles(desk)
        await desk.archive.work.let_go()
        content = await asyncio.to_thread(_book, asked, roles)
        file = await desk.keep(f"提问统计-{desk.now:%Y%m%d}.xlsx", content, desk.now + KEPT)
        await note(desk, "questions exported", file.id, count=len(asked))
        return Attached(file_id=file.id)

    async def _asked(self, desk: Desk, days: int) -> list[Question]:
        return await desk.archive.open_questions.since(desk.now - timedelta(days=days), MOST)

    async def _roles(self, desk: Desk) -> dict[str, list[Role]]:
        """Of whoever asks only what they are is told."""
        held: dict[str, list[Role]] = {}
        for each in await desk.archive.roles.holders(desk.now):
            held.setdefault(each.person_id, []).append(each.standing.role)
        return held


def _book(asked: list[Question], roles: dict[str, list[Role]]) -> bytes:
    return write_book([sheets.questions(asked, roles), sheets.figures(figures(asked))])

"""取消 in the middle of a form: what is filled in is not lost by one word."""

from dataclasses import dataclass, replace
from html import escape
from typing import Protocol

from handlers.casework.case import Case
from handlers.casework.offices import Offices
from handlers.desk import Desk
from handlers.filing import texts
from handlers.filing.memory import Memory
from handlers.filing.questions import token
from handlers.guide import Option
from handlers.guiding import Act, Turn
from handlers.noting import note

ASIDE, DROP, ON = "aside", "drop", "on"
WORDS = {"先放一放": ASIDE, "删掉这一份": DROP, "接着填": ON}


class Asking(Protocol):
    """The conversation that is left, or goes on."""

    async def remember(self, desk: Desk, case: Case, memory: Memory, before: str = "") -> Turn: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """Put aside, thrown away, or gone on with."""

    offices: Offices

    def ask(self, case: Case) -> Turn:
        """Only what was never handed in can be thrown away."""
        labels = [label for label, key in WORDS.items() if key != DROP or case.is_draft]
        options = tuple(Option(key=WORDS[label], label=label) for label in labels)
        return Turn(
            text=texts.LEAVING, options=options, question=token(case, "leaving"), first=True
        )

    async def take(
        self, desk: Desk, case: Case, memory: Memory, act: Act, said: str, talk: Asking
    ) -> Turn:
        if not memory.leaving:
            return await talk.remember(desk, case, replace(memory.forward(), leaving=True))
        meant = WORDS.get(said.strip(), said)
        going_on = replace(memory, leaving=False)
        if act is Act.CANCEL or meant == ASIDE or act is Act.ASIDE:
            await self.offices.keep(desk, case, case.draft, going_on.plain())
            return Turn(text=texts.put_aside(case), over=True)
        if meant == DROP and case.is_draft:
            return await self._drop(desk, case)
        return await talk.remember(desk, case, going_on)

    async def _drop(self, desk: Desk, case: Case) -> Turn:
        await desk.archive.filings.discard(case.id)
        await note(desk, "draft discarded", case.id, form=case.form.id)
        title = f"「{escape(case.title)}」"
        return Turn(text=texts.DROPPED.format(title=title), over=True)

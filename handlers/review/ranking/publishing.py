"""The list of names on public notice: only what the form says may be published."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from forms.documents.listed import listed
from forms.specification import FormSpec
from handlers.casework.case import Case
from handlers.casework.errors import FilingGone
from handlers.casework.offices import Offices
from handlers.days import day
from handlers.desk import Attached, Desk
from handlers.noting import note
from handlers.review.ranking.stages import ON_NOTICE
from handlers.review.scored import scored_forms
from handlers.rights import Action, require
from storage.filings import Filing, Wanted

MOST = 2000
KEPT = timedelta(days=1)
TITLE = "{form}公示名单"
SAID = "下列{many}名候选人拟入选，现予公示，公示到{until}为止（{document}）。"
OBJECTING = (
    "对名单有异议的，请在公示期内用真实姓名提出：在学会助手里发送「公示名单」，选择候选人。"
)
OF_DOCUMENT = "依据{number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One name on the list: what is public about it, by label."""

    filing: Filing
    facts: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        return self.facts[0][1] if self.facts else ""

    @property
    def shown(self) -> str:
        return "，".join(value for _, value in self.facts if value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What stands on public notice for one form."""

    form: FormSpec
    filings: tuple[Filing, ...]
    until: date | None
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishing:
    """The use cases around the list; anybody may look at it."""

    offices: Offices
    association: str

    async def notices(self, desk: Desk) -> tuple[Notice, ...]:
        """Of every form that has somebody on notice now."""
        found = [await self.notice(desk, form) for form in scored_forms(self.offices.catalogue)]
        return tuple(each for each in found if each.filings)

    async def notice(self, desk: Desk, form: FormSpec) -> Notice:
        wanted = Wanted(forms=(form.id,), states=ON_NOTICE)
        filings = await desk.archive.filings.list(wanted, most=MOST)
        return Notice(
            form=form,
            filings=tuple(sorted(filings, key=lambda each: (each.title, each.id))),
            until=max((each.due for each in filings if each.due), default=None),
            document=await self._document(desk, filings),
        )

    async def names(self, desk: Desk, filings: Sequence[Filing]) -> list[Listed]:
        """What is public about each of them."""
        cases = [await self.offices.case(desk.archive, each, desk.now) for each in filings]
        return [public_of(case) for case in cases if case.filing.state in ON_NOTICE]

    async def one(self, desk: Desk, filing_id: str) -> Listed | None:
        """None for what is not on notice (any more)."""
        filing = await desk.archive.filings.get(filing_id)
        if filing is None or filing.form not in self.offices.catalogue.forms:
            return None
        return next(iter(await self.names(desk, [filing])), None)

    async def document(self, desk: Desk, form_id: str) -> Attached:
        """To be put on a website or a wall."""
        require(desk.person, Action.REVIEW)
        form = next((f for f in scored_forms(self.offices.catalogue) if f.id == form_id), None)
        if form is None:
            raise FilingGone
        found = await self.notice(desk, form)
        title = TITLE.format(form=found.form.title)
        names = await self.names(desk, found.filings)
        labels = [label for label, _ in names[0].facts] if names else ["姓名"]
        rows = [(str(n), *(value for _, value in each.facts)) for n, each in enumerate(names, 1)]
        content = await asyncio.to_thread(
            listed, title, self.association, said(found), ("序号", *labels), rows, OBJECTING
        )
        name = f"{title}-{desk.now:%Y%m%d}.docx"
        file = await desk.keep(name, content, desk.now + KEPT)
        await note(desk, "notice exported", file.id, form=form_id, count=len(rows))
        return Attached(file_id=file.id)

    async def _document(self, desk: Desk, filings: Sequence[Filing]) -> str:
        """The number under which they were announced, as the first of them says."""
        for filing in filings[:1]:
            for move in reversed(await desk.archive.moves.of(filing.id)):
                if move.document_number:
                    return move.document_number
        return ""


def public_of(case: Case) -> Listed:
    look = case.filling.look(case.draft)
    facts = []
    for name in case.form.public:
        spec = case.form.field(name)
        if spec is not None and not spec.personal:
            facts.append((spec.label, look.shown(spec, case.draft.answers.get(name))))
    return Listed(filing=case.filing, facts=tuple(facts))


def said(notice: Notice) -> list[str]:
    """The sentence above the list, plain text."""
    until = day(notice.until) if notice.until else "另行通知"
    document = OF_DOCUMENT.format(number=notice.document) if notice.document else "见通知"
    return [SAID.format(many=len(notice.filings), until=until, document=document)]

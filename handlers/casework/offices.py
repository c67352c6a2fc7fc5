"""Opening a filing and putting it back: what every step with a filing begins and ends with."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from forms.drafts import Draft
from forms.filling import Filling
from forms.judging import Look
from forms.masking import mask
from forms.specification import Catalogue, FieldType, FormSpec
from forms.upgrading import upgrade
from forms.workflow import Mover
from handlers.casework.case import Case
from handlers.casework.deputies import absent_ones, movers_instead
from handlers.casework.errors import FilingGone, MovedOn
from handlers.casework.filers import require_filing
from handlers.casework.movers import movers_of
from handlers.casework.policy import Policy, policy_in_force
from handlers.casework.world import WorldBuilder
from handlers.desk import Desk
from storage.archive import Archive
from storage.filings import Content, Filing
from storage.people import Person

UNTITLED = ""
LONGEST_TITLE = 60
PAGE = "page"  # in the talk: what the page of the whole form keeps there, and no chat knows


@dataclass(frozen=True, slots=True, kw_only=True)
class Offices:
    """The forms office's files."""

    catalogue: Catalogue = field(repr=False)

    async def movers(self, desk: Desk, filing: Filing) -> frozenset[Mover]:
        asked = await desk.archive.experts.of(filing.id) if filing.state != "draft" else []
        scores = not desk.person.is_staff and any(
            each.person_id == desk.person.id and each.recused_at is None for each in asked
        )
        form = self.form(filing)
        own = movers_of(desk.person, filing, form, scores=scores)
        absent = await absent_ones(desk.archive, desk.person, desk.now)
        return own | movers_instead(desk.person, absent, filing, form)

    async def open(self, desk: Desk, filing_id: str) -> Case:
        """Raises FilingGone for everybody who has nothing to do with it, or only scores it."""
        filing, _ = await self._found(desk, filing_id)
        return await self.case(desk.archive, filing, desk.now)

    async def open_to_score(self, desk: Desk, filing_id: str) -> Case:
        """For an expert who was asked and has not withdrawn; what they see of it is blinded."""
        filing, movers = await self._known(desk, filing_id)
        if Mover.EXPERT not in movers:
            raise FilingGone
        return await self.case(desk.archive, filing, desk.now)

    async def open_own(self, desk: Desk, filing_id: str) -> Case:
        """To fill it in; for its filer, or a colleague who may act in their place.

        Raises FilingGone, or NotForThisRole for whoever filed it once and may not any more.
        """
        filing = await self._found_own(desk, filing_id)
        return await self.case(desk.archive, filing, desk.now)

    async def revision(self, desk: Desk, filing_id: str) -> int:
        """Whether anything has changed in what one fills in, without opening it."""
        return (await self._found_own(desk, filing_id)).revision

    async def _found_own(self, desk: Desk, filing_id: str) -> Filing:
        filing, movers = await self._found(desk, filing_id)
        if Mover.SUBMITTER not in movers:
            raise FilingGone
        require_filing(desk.person, filing, self.form(filing))
        return filing

    async def _found(self, desk: Desk, filing_id: str) -> tuple[Filing, frozenset[Mover]]:
        filing, movers = await self._known(desk, filing_id)
        if not movers - {Mover.EXPERT}:
            raise FilingGone
        return filing, movers

    async def _known(self, desk: Desk, filing_id: str) -> tuple[Filing, frozenset[Mover]]:
        filing = await desk.archive.filings.get(filing_id)
        if filing is None or filing.form not in self.catalogue.forms:
            raise FilingGone
        return filing, await self.movers(desk, filing)

    async def case(self, archive: Archive, filing: Filing, now: datetime) -> Case:
        """Whoever asks has been let in before."""
        content = await archive.filings.content(filing.id)
        filer = await archive.people.get(filing.person_id or "", now)
        if content is None:
            raise FilingGone
        form, policy = self.form(filing), await policy_in_force(archive, self.catalogue)
        person = filer or Person(id=filing.person_id or "", name="")
        filling = await self.filling(archive, form, policy, person=person, filing=filing, now=now)
        draft = Draft.restore(content.draft)
        if draft.version != form.version:
            draft = upgrade(draft, form).draft
        return Case(
            filing=filing,
            form=form,
            workflow=self.catalogue.workflows[filing.workflow],
            policy=policy,
            filling=filling,
            draft=draft,
            talk=content.talk,
        )

    async def filling(
        self,
        archive: Archive,
        form: FormSpec,
        policy: Policy,
        *,
        person: Person,
        filing: Filing | None,
        now: datetime,
        society_id: str | None = None,
    ) -> Filling:
        builder = WorldBuilder(archive=archive, catalogue=self.catalogue, now=now)
        society_id = filing.society_id if filing else society_id
        world = await builder.build(form, person, society_id, filing)
        return Filling(form=form, policy=policy.values, world=world)

    async def keep(
        self, desk: Desk, case: Case, draft: Draft, talk: dict[str, Any] | None = None
    ) -> Case:
        """The answers as they are now; raises MovedOn where somebody wrote in between."""
        talk = dict(case.talk) if talk is None else {PAGE: case.talk.get(PAGE, {}), **talk}
        look = case.filling.look(draft)
        kept = await desk.archive.filings.keep(
            case.filing,
            Content(draft=draft.plain(), talk=talk),
            now=desk.now,
            title=title_of(case.form, draft, look),
            society_id=_referred(case.form, draft, "society"),
            event_id=_referred(case.form, draft, "event"),
            refers_to=draft.answers.get(case.form.closes or ""),
            form_version=case.form.version,
        )
        if kept is None:
            raise MovedOn
        return replace(case, filing=kept, draft=draft, talk=talk)

    def form(self, filing: Filing) -> FormSpec:
        return self.catalogue.forms[filing.form]


def title_of(form: FormSpec, draft: Draft, look: Look) -> str:
    """What its subject is answered with, as people see it; never a personal number."""
    subject = form.field(form.subject) if form.subject else None
    if subject is None or subject.personal:
        return UNTITLED
    return mask(look.shown(subject, draft.answers.get(subject.name)))[:LONGEST_TITLE]


def _referred(form: FormSpec, draft: Draft, of: str) -> str | None:
    """The society or event a form is about, once it is answered."""
    names = (
        each.name for each in form.fields if each.type is FieldType.REFERENCE and each.of == of
    )
    return next((draft.answers[name] for name in names if draft.answers.get(name)), None)

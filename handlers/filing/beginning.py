"""Beginning a form: for which society, and with what is known already."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.adopting import adopt
from forms.carrying import carry
from forms.drafts import Draft
from forms.filling import Filling
from forms.kinds import kind_of
from forms.specification import FieldType, FormSpec
from handlers.casework.case import Case
from handlers.casework.errors import FilingGone
from handlers.casework.offices import Offices
from handlers.casework.policy import policy_in_force
from handlers.casework.records import record_of
from handlers.desk import Desk
from handlers.filing.memory import Memory
from handlers.noting import note
from handlers.rights import Action, may, require
from storage.filings import Content, Filing


class NoSuchForm(Exception):
    """A form that is not (any more) in the catalogue."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A draft nobody keeps yet, the fields it came with, and where they are from."""

    filling: Filling
    draft: Draft
    carried: frozenset[str]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A new draft, how many answers it came with, and where they are from."""

    case: Case
    carried: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """The use cases before the first question."""

    offices: Offices

    def form(self, form_id: str) -> FormSpec:
        form = self.offices.catalogue.forms.get(form_id)
        if form is None:
            raise NoSuchForm
        return form

    def may_file(self, desk: Desk, form: FormSpec) -> bool:
        """A secretary for a society; where anyone may, everybody who is known here."""
        if form.by == "anyone":
            return may(desk.person, Action.FILE_OWN) and bool(desk.person.standings)
        homes = {each.society_id for each in desk.person.standings if each.society_id}
        return any(may(desk.person, Action.FILE, home) for home in homes)

    async def drafts(self, desk: Desk, form_id: str) -> list[Filing]:
        """What this person has begun and not handed in."""
        mine = await desk.archive.filings.drafts_of(desk.person.id)
        return [each for each in mine if each.form == form_id]

    async def start(
        self, desk: Desk, form_id: str, society_id: str | None, event_id: str | None = None
    ) -> Begun:
        """A draft with what is on record and what was filed last, kept from now on."""
        prepared = await self.prepare(desk, form_id, society_id, event_id)
        return await self._keep(desk, prepared, society_id)

    async def prepare(
        self, desk: Desk, form_id: str, society_id: str | None, event_id: str | None = None
    ) -> Prepared:
        """The same, and nothing is kept; raises NotForThisRole."""
        form = self.form(form_id)
        if form.by == "secretary":
            require(desk.person, Action.FILE, society_id)
        else:
            require(desk.person, Action.FILE_OWN)
        filling = await self.offices.filling(
            desk.archive,
            form,
            await policy_in_force(desk.archive, self.offices.catalogue),
            person=desk.person,
            filing=None,
            now=desk.now,
            society_id=society_id,
        )
        draft = _known(filling, filling.start(), _given(form, society_id, event_id))
        draft, names, source = await self._carried(desk, filling, draft, society_id)
        return Prepared(filling, draft, frozenset(names), source)

    async def copy(self, desk: Desk, filing_id: str) -> Begun:
        """A new draft from one's own earlier filing of the same form."""
        case = await self.offices.open_own(desk, filing_id)
        society_id = case.filing.society_id
        draft = _known(case.filling, case.filling.start(), _given(case.form, society_id, None))
        draft, names = carry(case.filling, draft, case.draft.answers)
        prepared = Prepared(case.filling, draft, frozenset(names), f"「{case.title}」")
        return await self._keep(desk, prepared, society_id)

    async def _carried(
        self, desk: Desk, filling: Filling, draft: Draft, society_id: str | None
    ) -> tuple[Draft, set[str], str]:
        names: set[str] = set()
        sources: list[str] = []
        for form_id in filling.form.prefill:
            if former := await self._last(desk, form_id, society_id, filling.form):
                draft, taken = carry(filling, draft, former[1])
                names |= taken
                sources += [f"上次的「{former[0]}」"] if taken else []
        if society_id:
            record = await record_of(desk.archive, society_id)
            draft, taken = _from_record(filling, draft, record)
            names |= taken
            sources += ["学会信息"] if taken else []
        return draft, names, "、".join(dict.fromkeys(sources))

    async def _last(
        self, desk: Desk, form_id: str, society_id: str | None, form: FormSpec
    ) -> tuple[str, Mapping[str, Any]] | None:
        """Title and answers; one's own where anyone may file."""
        found: Filing | None = None
        if form.by == "anyone":
            mine = await desk.archive.filings.of(desk.person.id)
            found = next((f for f in mine if f.form == form_id and f.submitted_at), None)
        elif society_id:
            found = await desk.archive.filings.last(society_id, form_id)
        version = await desk.archive.versions.last(found.id) if found else None
        return None if version is None else (self.form(form_id).title, version.answers)

    async def _keep(self, desk: Desk, prepared: Prepared, society_id: str | None) -> Begun:
        filling, draft = prepared.filling, prepared.draft
        memory = Memory(carried=tuple(sorted(prepared.carried)))
        identity = await desk.archive.filings.begin(
            filling.form.id,
            filling.form.version,
            filling.form.workflow,
            society_id=society_id,
            person_id=desk.person.id,
            title="",
            content=Content(draft=draft.plain(), talk=memory.plain()),
            now=desk.now,
        )
        await note(desk, "draft begun", identity, form=filling.form.id)
        filing = await desk.archive.filings.get(identity)
        if filing is None:
            raise FilingGone
        case = await self.offices.case(desk.archive, filing, desk.now)
        case = await self.offices.keep(desk, case, draft, memory.plain())
        return Begun(case=case, carried=len(prepared.carried), source=prepared.source)


def _given(form: FormSpec, society_id: str | None, event_id: str | None) -> dict[str, Any]:
    """What the way here has settled: the society, the event."""
    settled = {"society": society_id, "event": event_id}
    return {
        field.name: settled[field.of]
        for field in form.fields
        if field.type is FieldType.REFERENCE and field.of in settled and settled[field.of]
    }


def _known(filling: Filling, draft: Draft, answers: Mapping[str, Any]) -> Draft:
    return adopt(filling, draft, answers).draft


def _from_record(
    filling: Filling, draft: Draft, record: Mapping[str, Any]
) -> tuple[Draft, set[str]]:
    """Fields named like what is on record; what does not fit is asked."""
    plain = {}
    for field in filling.form.fields:
        value = record.get(field.name)
        if value is not None and field.asked and not field.fields:
            kind = kind_of(field)
            plain[field.name] = value if isinstance(value, (str, list)) else kind.plain(value)
    adopted = adopt(filling, draft, plain)
    return adopted.draft, set(adopted.taken)

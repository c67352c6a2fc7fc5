"""The world a filing is filled in against, looked up before: records, events, other filings."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from forms.specification import Catalogue, FormSpec
from forms.world import DRAFT, FactsWorld
from handlers.casework.records import record_of
from storage.archive import Archive
from storage.clock import SHANGHAI
from storage.filings import Filing, Wanted
from storage.people import Person
from storage.roles import Role

MOST_OFFERED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class WorldBuilder:
    """For one form, one person who files, one moment."""

    archive: Archive
    catalogue: Catalogue
    now: datetime

    async def build(
        self, form: FormSpec, person: Person, society_id: str | None, filing: Filing | None = None
    ) -> FactsWorld:
        """Only what the form refers to is looked up."""
        wanted = set(_referred(form))
        homes = _homes(person, form)
        own = [society_id] if society_id else []
        states = await self._filings(wanted & self.catalogue.forms.keys(), society_id)
        events = await self._events(filing) if "event" in wanted else {}
        offered: dict[str, Mapping[str, str]] = {
            of: _distinct(found) for of, found in states[0].items()
        }
        if "event" in wanted:
            offered["event"] = _distinct(events)
        if "society" in wanted:
            offered["society"] = homes or await self._societies(own)
        known = {*own, *homes} if len(homes) < MOST_OFFERED else set(own)
        return FactsWorld(
            at=self.now.astimezone(SHANGHAI).replace(tzinfo=None),  # as people say it
            filing_state=self._label(filing) if filing else DRAFT,
            applicant_id=person.id,
            societies={each: await record_of(self.archive, each) for each in sorted(known)},
            states=states[1],
            open_events=dict.fromkeys(events, True),
            memberships=await self._memberships(person, known),
            offered=offered,
            labels=await self._labels(filing, homes),
        )

    async def _filings(
        self, forms: Iterable[str], society_id: str | None
    ) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
        """Labels by form, and states by id, of what the society has handed in, if there is one."""
        labels: dict[str, dict[str, str]] = {}
        states: dict[str, str] = {}
        for form in forms if society_id else ():
            wanted = Wanted(forms=(form,), society_id=society_id, submitted=True)
            found = await self.archive.filings.list(wanted, most=MOST_OFFERED)
            labels[form] = {each.id: each.title or each.number or "" for each in found}
            states |= {each.id: self._label(each) for each in found}
        return labels, states

    async def _events(self, filing: Filing | None) -> dict[str, str]:
        """Those one may sign up for; the one that was chosen stays chosen."""
        found = await self.archive.events.open_for_sign_up(self.now)
        labels = {each.id: f"{each.title}（{each.begins_at:%-m月%-d日}）" for each in found}
        if filing and filing.event_id and (own := await self.archive.events.get(filing.event_id)):
            labels.setdefault(own.id, f"{own.title}（{own.begins_at:%-m月%-d日}）")
        return labels

    async def _societies(self, own: Iterable[str]) -> dict[str, str]:
        found = [await self.archive.societies.get(each) for each in own]
        return {each.id: each.name for each in found if each}

    async def _memberships(self, person: Person, known: Iterable[str]) -> dict[Any, bool]:
        mine = {each.society_id for each in await self.archive.members.of(person.id)}
        mine |= {each.society_id for each in person.standings if each.society_id}
        return {(each, person.id): each in mine for each in known}

    async def _labels(self, filing: Filing | None, homes: Mapping[str, str]) -> dict[str, str]:
        labels = dict(homes)
        if filing and filing.society_id and filing.society:
            labels[filing.society_id] = filing.society
        return labels

    def _label(self, filing: Filing) -> str:
        return self.catalogue.workflows[filing.workflow].label(filing.state)


def _referred(form: FormSpec) -> Iterator[str]:
    return (field.of for field in form.fields if field.of)


def _homes(person: Person, form: FormSpec) -> dict[str, str]:
    """The societies for which this person may file this form."""
    roles = (Role.SECRETARY,) if form.by == "secretary" else (Role.MEMBER, Role.SECRETARY)
    return {
        each.society_id: each.society or ""
        for each in person.standings
        if each.society_id and each.role in roles
    }


def _distinct(labels: Mapping[str, str]) -> dict[str, str]:
    """Two of the same name are told apart by a number."""
    seen: Counter[str] = Counter()
    distinct = {}
    for identity, label in labels.items():
        seen[label] += 1
        distinct[identity] = label if seen[label] == 1 else f"{label}（{seen[label]}）"
    return distinct

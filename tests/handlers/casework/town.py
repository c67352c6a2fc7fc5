"""One society with its people, the association's staff, and filings made by a line."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random

from bot.forms_room import FormsServices, forms_services
from bot.settings import Settings
from forms import fictional
from forms.drafts import Draft, Place
from forms.examples import example_for
from forms.moving import Given
from handlers.casework.case import Case
from handlers.casework.moving import Outcome
from handlers.desk import Desk
from storage.archive import Archive
from storage.clock import SHANGHAI
from storage.engine import Database
from storage.events import EventKind
from storage.files import Shelf
from storage.filings import Content, Filing
from storage.roles import OF_A_SOCIETY, Role
from tests.handlers.desks import desk_at

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=SHANGHAI)
CODES = [fictional.credit_code(Random(n)) for n in range(3)]
GIVEN = Given(
    opinion="同意报送",
    reason="材料齐全",
    document_number="云学〔2026〕1号",
    document_date=NOW.date(),
)


@dataclass
class NoLinks:
    """Links that lead nowhere."""

    async def page(self, payload: str) -> str:
        return f"https://chat.example.org/?start={payload}"

    async def telegram(self, payload: str) -> str | None:
        return None


@dataclass
class HandClock:
    """Moved by hand."""

    at: datetime = NOW

    def now(self) -> datetime:
        return self.at

    def pass_(self, **span: float) -> None:
        self.at += timedelta(**span)


@dataclass
class Town:
    """`people` are ids by role."""

    database: Database
    shelf: Shelf
    services: FormsServices
    society_id: str
    people: dict[Role, str]
    clock: HandClock = field(default_factory=HandClock)
    numbers: "count[int]" = field(default_factory=lambda: count(100))

    @asynccontextmanager
    async def desk(self, person_id: str) -> AsyncIterator[Desk]:
        async with self.database.writing() as work:
            archive = Archive(work)
            person = await archive.people.get(person_id, self.clock.now())
            assert person is not None
            yield desk_at("web", archive, person, self.clock, self.shelf)

    @asynccontextmanager
    async def staff(self) -> AsyncIterator[Desk]:
        async with self.desk(self.people[Role.STAFF]) as desk:
            yield desk

    async def secretary(self, society_id: str | None = None) -> str:
        """One more."""
        async with self.database.writing() as work:
            archive, number = Archive(work), next(self.numbers)
            person = await archive.people.welcome(1, number, f"秘书{number}", NOW)
            society = society_id or self.society_id
            await archive.roles.give(person.id, Role.SECRETARY, society, NOW, given_by=None)
            return person.id

    async def salon(self, places: int | None = None, *, days: int = 10) -> str:
        begins = self.clock.now() + timedelta(days=days)
        async with self.database.writing() as work:
            return await Archive(work).events.add(
                EventKind.SALON,
                "秘书长沙龙（春季）",
                begins,
                now=self.clock.now(),
                ends_at=begins + timedelta(hours=3),
                venue="学术交流中心",
                city="云州市",
                places=places,
                public=True,
            )

    async def drafted(
        self,
        form_id: str,
        person_id: str | None = None,
        said: Mapping[str, object] | None = None,
        event_id: str | None = None,
        society_id: str | None = None,
    ) -> str:
        """A complete draft; `said` are answers people gave instead of the example's."""
        person_id = person_id or self.people[Role.SECRETARY]
        society_id = society_id or self.society_id
        async with self.desk(person_id) as desk:
            case = await self._begun(desk, form_id, society_id, event_id)
            draft = example_for(case.filling, 1, case.draft).draft
            for name, words in (said or {}).items():
                draft = case.filling.accept(draft, Place.parse(name), words).draft
            draft = example_for(case.filling, 1, draft).draft
            await self.services.offices.keep(desk, case, draft)
            return case.id

    async def _begun(
        self, desk: Desk, form_id: str, society_id: str, event_id: str | None
    ) -> Case:
        form = self.services.catalogue.forms[form_id]
        answers = {"salon_id": event_id} if event_id else {}
        content = Content(draft=Draft(form=form.id, version=form.version, answers=answers).plain())
        identity = await desk.archive.filings.begin(
            form.id,
            form.version,
            form.workflow,
            society_id=society_id,
            person_id=desk.person.id,
            title="",
            content=content,
            now=desk.now,
            event_id=event_id,
        )
        filing = await desk.archive.filings.get(identity)
        assert filing is not None
        return await self.services.offices.case(desk.archive, filing, desk.now)

    async def move(
        self, filing_id: str, *moves: str, by: Role | str = Role.STAFF, given: Given = GIVEN
    ) -> Outcome:
        person_id = self.people[by] if isinstance(by, Role) else by
        for move in moves:
            async with self.desk(person_id) as desk:
                outcome = await self.services.moving.move(desk, filing_id, move, given)
        return outcome

    async def signed_up(
        self, event_id: str, person_id: str | None = None, name: str = "林知远"
    ) -> Outcome:
        person_id = person_id or await self.secretary()
        filing = await self.drafted(
            "secretary-salon", person_id, {"attendee_name": name}, event_id=event_id
        )
        return await self.move(filing, "submit", by=person_id)

    async def filing(self, filing_id: str) -> Filing:
        async with self.database.reading() as work:
            found = await Archive(work).filings.get(filing_id)
        assert found is not None
        return found

    async def state(self, filing_id: str) -> str:
        return (await self.filing(filing_id)).state


async def founded(database: Database, folder: Path) -> Town:
    async with database.writing() as work:
        archive = Archive(work)
        values = {
            "name": "云岭省材料学会",
            "city": "云州市",
            "term_number": 8,
            "term_began": NOW.date().replace(year=NOW.year - 4),
        }
        society = await archive.societies.add(values, NOW)
        people = {role: await _person(archive, role, society) for role in Role}
    return Town(
        database=database,
        shelf=Shelf(folder=folder / "files", vault=database.vault),
        services=forms_services(Settings(), NoLinks()),
        society_id=society,
        people=people,
    )


async def _person(archive: Archive, role: Role, society: str) -> str:
    person = await archive.people.welcome(1, list(Role).index(role) + 1, f"{role}某", NOW)
    if role is not Role.GUEST:
        home = society if role in OF_A_SOCIETY else None
        await archive.roles.give(person.id, role, home, NOW, given_by=None)
    return person.id

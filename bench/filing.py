"""The filing room: how long a reply takes, alone and with five hundred drafts at once.

Run as a process of its own, so that its peak memory is its own; prints one line of JSON.
"""

import asyncio
import json
import resource
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from forms.drafts import Place
from forms.examples import REASON, example_for
from forms.loading import load_catalogue
from forms.steps import Complaining, Ready
from handlers.casework.aftermath import Aftermath
from handlers.casework.moving import Moving
from handlers.casework.offices import Offices
from handlers.casework.post import Post
from handlers.desk import Desk
from handlers.filing.beginning import Beginning
from handlers.filing.handing_in import HandingIn
from handlers.filing.leaving import Leaving
from handlers.filing.proposals import Proposals
from handlers.filing.questions import ENOUGH, MORE
from handlers.filing.talk import FilingTalk
from handlers.guiding import Act
from storage.archive import Archive
from storage.clock import SystemClock
from storage.engine import Database
from storage.files import Shelf
from storage.keys import vault_of
from storage.roles import Role
from storage.schema import migrate

DRAFTS, ANSWERS, SEED = 500, 4, 20260301
FORM = "forum-report"
CLOCK = SystemClock()
MESSAGE = (
    "12月20日上午9点到12月21日下午5点在云州国际会展中心办超硬材料学术年会，300人，线下，不收费"
)


class Bench:
    """One house's filing room over one archive."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.shelf = Shelf(folder=folder / "files", vault=database.vault)
        self.offices = Offices(catalogue=load_catalogue())
        moving = Moving(offices=self.offices, post=Post(), aftermath=Aftermath(()))
        self.talk = FilingTalk(
            offices=self.offices,
            handing_in=HandingIn(moving=moving),
            leaving=Leaving(offices=self.offices),
            proposals=Proposals(),
            page=lambda filing_id: f"http://127.0.0.1:8080/form/{filing_id}",
        )
        self.times: list[float] = []

    async def secretary(self, account: int, society: str) -> str:
        async with self.database.writing() as work:
            archive = Archive(work)
            now = CLOCK.now() - timedelta(minutes=1)
            person = await archive.people.welcome(1, account, f"秘书{account}", now)
            await archive.roles.give(person.id, Role.SECRETARY, society, now, given_by=None)
        return person.id

    async def desk(self, archive: Archive, person_id: str) -> Desk:
        person = await archive.people.get(person_id, CLOCK.now())
        assert person
        return Desk(
            archive=archive,
            person=person,
            door="web",
            bot_id=1,
            chat_id=1,
            clock=CLOCK,
            shelf=self.shelf,
        )

    async def begin(self, person_id: str, society: str) -> str:
        async with self.database.writing() as work:
            desk = await self.desk(Archive(work), person_id)
            begun = await Beginning(offices=self.offices).start(desk, FORM, society)
        return begun.case.id

    async def say(self, person_id: str, filing_id: str, act: Act, said: str) -> None:
        """One message as the corridor would bring it: its transaction, its reply."""
        started = perf_counter()
        async with self.database.writing() as work:
            desk = await self.desk(Archive(work), person_id)
            await self.talk.take(desk, filing_id, act, said, "")
        self.times.append(perf_counter() - started)

    async def answer(
        self, person_id: str, filing_id: str, said: Mapping[Place, object], most: int
    ) -> int:
        """Up to `most` answers; files are put in by another way, and not timed."""
        done = 0
        while done < most:
            async with self.database.writing() as work:
                desk = await self.desk(Archive(work), person_id)
                case = await self.offices.open(desk, filing_id)
                step = case.filling.next_step(case.draft)
                if not isinstance(step, Ready) and isinstance(said.get(step.place), list):
                    files = said[step.place]
                    draft = case.filling.accept(case.draft, step.place, files).draft
                    await self.offices.keep(desk, case, draft)
                    continue
            if isinstance(step, Ready):
                break
            if isinstance(step, Complaining):
                await self.say(person_id, filing_id, Act.SAY, REASON)
            elif step.field.fields:
                key = MORE if step.rows < 2 else ENOUGH
                await self.say(person_id, filing_id, Act.CHOOSE, key)
            else:
                await self.say(person_id, filing_id, Act.SAY, str(said[step.place]))
            done += 1
        return done


async def measure() -> dict[str, float]:
    with TemporaryDirectory(prefix="xuehui-bench-") as folder:
        url = f"sqlite:///{folder}/xuehui.db"
        await migrate(url)
        database = Database(url, vault_of(Path(folder)))
        figures = await _measure(Bench(database, Path(folder)))
        await database.close()
    return figures


async def _measure(bench: Bench) -> dict[str, float]:
    async with bench.database.writing() as work:
        society = await Archive(work).societies.add({"name": "云岭省材料学会"}, CLOCK.now())
    person = await bench.secretary(1, society)
    filing = await bench.begin(person, society)
    async with bench.database.writing() as work:
        case = await bench.offices.open(await bench.desk(Archive(work), person), filing)
    said = example_for(case.filling, 0, case.draft).said
    await bench.answer(person, filing, said, 1000)
    alone, bench.times = bench.times, []
    for _ in range(20):
        other = await bench.begin(person, society)
        await bench.say(person, other, Act.SAY, MESSAGE)
    proposing, bench.times = bench.times, []
    people = [await bench.secretary(n, society) for n in range(2, 2 + DRAFTS)]
    Random(SEED).shuffle(people)
    drafts = [(each, await bench.begin(each, society)) for each in people]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    started = perf_counter()
    done = await asyncio.gather(
        *(bench.answer(each, draft, said, ANSWERS) for each, draft in drafts)
    )
    seconds = perf_counter() - started
    return {
        "answers_alone": len(alone),
        "reply_alone_median_ms": median(alone) * 1000,
        "reply_alone_p95_ms": quantiles(alone, n=20)[-1] * 1000,
        "one_message_for_many_fields_median_ms": median(proposing) * 1000,
        "drafts_at_once": DRAFTS,
        "answers_at_once_per_second": sum(done) / seconds,
        "answers_lost": DRAFTS * ANSWERS - sum(done),
        "memory_growth_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before,
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure())))

"""A process that adds members without a pause and says how far it is; run by test_backup."""

import asyncio
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from storage.archive import Archive
from storage.clock import SystemClock
from storage.journal import Entry
from storage.members import MemberState
from tests.storage.holdings import identity, opened


async def write(data: Path) -> None:
    kept, number = opened(data, f"sqlite:///{data / 'xuehui.db'}"), 10_000
    while True:
        now = SystemClock().now()
        async with kept.database.writing() as work:
            archive = Archive(work)
            society = await archive.societies.named("云岭省材料学会")
            person = await archive.people.at(1, 42, now)
            assert society
            assert person
            values = {"name": f"新会员{number}", "identity": identity(number)}
            await archive.members.add(society.id, values, MemberState.UNVERIFIED, now)
            content = f"第 {number} 个文件".encode()
            kept.shelf.put(content)
            await archive.files.add(person.id, "a.txt", content, now, None)
            entry = Entry(at=now, person_id=person.id, door="web", action="tried", object="x")
            await archive.journal.write(entry)
        print(number, flush=True)
        number += 1


asyncio.run(write(Path(sys.argv[1])))

"""Announcements and lists when two people are one, and when somebody wants their data."""

from datetime import timedelta

from sqlalchemy import insert, select

from storage.audiences import Conditions
from storage.engine import Database
from storage.merging import merge
from storage.roles import Role
from storage.tables import broadcasts, presses, recipients
from tests.storage.crowd import NOW, Crowd, three_societies

LATER = NOW + timedelta(hours=1)


async def received(crowd: Crowd, person: str, **values: object) -> str:
    cast = await crowd.archive.broadcasts.add(
        f"通知{person}", by="甲秘书", now=NOW, content={"choices": ["参加", "不参加"]}
    )
    row = {"broadcast_id": cast, "person_id": person, "spread": True, **values}
    await crowd.work.run(insert(recipients).values(**row))
    return cast


async def test_what_either_has_read_is_read(database: Database) -> None:
    async with database.writing() as work:
        crowd = await three_societies(work)
        await crowd.person("访客", None, doors=0)
        alone = await received(crowd, "访客", read_at=NOW)
        both = await received(crowd, "甲会员", clicked_at=NOW)
        row = {"broadcast_id": both, "person_id": "访客", "spread": True}
        row |= {"read_at": LATER, "answer": 2, "answered_at": LATER}
        await work.run(insert(recipients).values(**row))
        lists = crowd.archive.saved_lists
        for name, people in (("一", ["访客"]), ("二", ["访客", "甲会员"])):
            await lists.add(name, by="访客", now=NOW, people=people)
        written = await crowd.archive.broadcasts.add("写的", by="访客", now=NOW)
        assert await merge(work, "访客", "甲会员")
        rows = await work.run(select(recipients).where(recipients.c.person_id == "甲会员"))
        kept = {each.broadcast_id: each for each in rows}
        assert kept.keys() == {alone, both} and kept[alone].read_at == NOW
        assert (kept[both].clicked_at, kept[both].read_at) == (NOW, LATER)
        assert kept[both].answer == 2
        assert [(each.name, each.many) for each in await lists.all()] == [("一", 1), ("二", 1)]
        query = select(broadcasts.c.created_by).where(broadcasts.c.id == written)
        assert (await work.run(query)).scalar_one() == "甲会员"


async def test_what_was_received_is_in_the_export(database: Database) -> None:
    async with database.writing() as work:
        crowd = await three_societies(work)
        await received(crowd, "甲会员", read_at=NOW, answer=1, society_id="甲", city="春城")
        (identity,) = (await work.run(select(recipients.c.id))).scalars()
        press = {"recipient_id": identity, "button": 1, "at": LATER}
        await work.run(insert(presses).values(**press))
        await crowd.archive.saved_lists.add("联络组", by="甲秘书", now=NOW, people=["甲会员"])
        gathered = await crowd.archive.personal.gather("甲会员")
        (row,) = gathered["announcements"]
        assert (row["title"], row["answer"], row["pressed"]) == ("通知甲会员", "参加", [LATER])
        assert (row["society"], row["city"]) == ("甲", "春城")
        assert [each["name"] for each in gathered["lists"]] == ["联络组"]
        assert (await crowd.archive.personal.gather("甲秘书"))["announcements"] == []


async def test_after_the_deletion_it_still_counts_and_names_nobody(database: Database) -> None:
    async with database.writing() as work:
        crowd = await three_societies(work)
        cast = await received(crowd, "甲会员", read_at=NOW)
        saved = await crowd.archive.saved_lists.add("一", by="甲秘书", now=NOW, people=["甲会员"])
        assert saved
        await crowd.archive.personal.erase("甲会员", NOW)
        (row,) = await work.run(select(recipients).where(recipients.c.broadcast_id == cast))
        assert (row.person_id, row.read_at) == (None, NOW)
        found = await crowd.archive.audiences.people(Conditions(lists=(saved,)), NOW)
        assert found == []
        await crowd.give("乙会员", Role.LEADER, "甲")  # others go on
        assert await crowd.archive.audiences.count(Conditions(roles=("leader",)), NOW) == 1

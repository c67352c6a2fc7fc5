"""What becomes of a question: rated, opened, taken, answered, closed; each once."""

import asyncio
from datetime import timedelta

from sqlalchemy import delete

from storage.archive import Archive
from storage.engine import Database
from storage.questions import Question, Rating, Reason
from storage.tables import people
from tests.storage.seeding import NOW

LATER, LAPSED = NOW + timedelta(hours=1), NOW - timedelta(days=1)


async def asked(
    archive: Archive, who: str, text: str = "食堂几点开门？", tier: str = "not_found"
) -> str:
    return await archive.questions.keep(person_id=who, text=text, tier=tier, passages=(), now=NOW)


async def persons(archive: Archive, *names: str) -> list[str]:
    return [await archive.people.add(name, NOW) for name in names]


async def one(archive: Archive, identity: str) -> Question:
    (found,) = await archive.open_questions.several([identity])
    return found


async def test_a_changed_mind_replaces_the_former_rating(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        (who,) = await persons(archive, "甲")
        identity = await asked(archive, who)
        questions = archive.questions
        await questions.rate(identity, Rating.DOWN, NOW)
        assert await questions.explain(identity, "内容过时")
        await questions.rate(identity, Rating.DOWN, LATER)
        found = await one(archive, identity)
        assert (found.reason, found.opened_at, found.rating_reason) == ("down", NOW, "内容过时")
        assert await questions.count_waiting() == 1
        assert await questions.count_waiting(before=NOW) == 0
        await questions.rate(identity, Rating.UP, LATER)
        found = await one(archive, identity)
        assert (found.rating, found.rating_reason, found.opened_at) == ("up", None, None)
        assert not await questions.explain(identity, "没说全")
        assert await questions.count_waiting() == 0


async def test_whoever_asked_for_a_person_goes_on_waiting(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        (who,) = await persons(archive, "甲")
        identity = await asked(archive, who)
        questions = archive.questions
        await questions.rate(identity, Rating.DOWN, NOW)
        assert await questions.open(identity, LATER)
        assert not await questions.open(identity, LATER)
        await questions.rate(identity, Rating.UP, LATER)
        found = await one(archive, identity)
        assert found.is_waiting and (found.reason, found.opened_at) == (Reason.ASKED, NOW)


async def test_an_answered_question_is_opened_again(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        who, staff = await persons(archive, "甲", "干事")
        identity = await asked(archive, who)
        assert [each.id for each in await archive.open_questions.missed(9)] == [identity]
        await archive.questions.open(identity, NOW)
        assert await archive.open_questions.missed(9) == []
        (done,) = await archive.open_questions.reply([identity], staff, "八点", LATER, LAPSED)
        assert (done.reply, done.replied_by, done.is_waiting) == ("八点", staff, False)
        assert await archive.questions.count_waiting() == 0
        assert await archive.open_questions.reply([identity], staff, "九点", NOW, LAPSED) == []
        await archive.questions.rate(identity, Rating.DOWN, LATER)
        again = await one(archive, identity)
        assert again.is_waiting and (again.reply, again.opened_at) == ("八点", LATER)
        await archive.people.remove(staff)
        assert (await one(archive, identity)).replied_by is None
        await work.run(delete(people).where(people.c.id == who))
        assert await archive.open_questions.several([identity]) == []


async def test_a_closed_one_is_neither_open_nor_answered(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        who, staff = await persons(archive, "甲", "干事")
        identity = await asked(archive, who)
        (closed,) = await archive.open_questions.close([identity], staff, "重复", NOW, LAPSED)
        assert closed.replied_at is None and closed.closed_at == NOW
        assert await archive.open_questions.missed(9) == []


async def test_of_many_who_take_it_one_has_it(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        who, *staff = await persons(archive, "甲", *(f"干事{n}" for n in range(4)))
        identity = await asked(archive, who)

    async def claim(by: str) -> int:
        async with database.writing() as work:
            return len(await Archive(work).open_questions.claim([identity], by, NOW, LAPSED))

    assert sum(await asyncio.gather(*map(claim, staff))) == 1
    async with database.writing() as work:
        archive = Archive(work)
        holder = (await one(archive, identity)).claimed_by
        assert holder
        other = next(each for each in staff if each != holder)
        queue = archive.open_questions
        assert await queue.reply([identity], other, "八点", LATER, LAPSED) == []
        assert await queue.claim([identity], other, LATER, NOW + timedelta(minutes=1))
        assert await queue.release([identity], holder) == 0
        assert await queue.release([identity], other) == 1

"""Every use case of the room, called as every role; and what they keep."""

import inspect
from collections.abc import Awaitable, Callable
from datetime import timedelta
from io import BytesIO
from typing import Any, get_type_hints

import pytest
from openpyxl import load_workbook

from bot.questions_room import QuestionsServices, questions_services
from bot.rehearsal.telegram import check_text, plain
from bot.settings import Settings
from bot.stacks import OpenStacks
from handlers.ask.rating.service import QuestionGone
from handlers.desk import Desk
from handlers.questions.answering import guides
from handlers.questions.answering.closing import CLOSINGS
from handlers.questions.answering.keeping import Kept
from handlers.questions.errors import QuestionForgotten, QuestionSettled, TakenByColleague
from handlers.questions.mine import keyboards as own_keyboards
from handlers.questions.mine import texts as own_texts
from handlers.questions.queue import keyboards, texts
from handlers.questions.report import texts as report_texts
from handlers.rights import Action, NotForThisRole, may
from knowledge.library import Library
from knowledge.notice import Audience
from storage.archive import Archive
from storage.clock import SystemClock
from storage.engine import Database
from storage.people import Person
from storage.questions import Rating
from storage.roles import OF_A_SOCIETY, Role
from tests.handlers.conftest import DeskFor
from tests.readers import only

NOW = SystemClock().now()
LIBRARY = Library(vectors=None, embedder=None)
SERVICES = questions_services(
    Settings(association="云岭<省>科协"), LIBRARY, OpenStacks(library=LIBRARY)
)
TEXT = "<b>食堂</b>几点开门？"
Call = Callable[[QuestionsServices, Desk, str], Awaitable[Any]]


class Undone(Exception):
    """What was tried is not kept."""


FOR_STAFF: dict[str, Call] = {
    "question_queue.page": lambda s, d, q: s.question_queue.page(d),
    "question_queue.group": lambda s, d, q: s.question_queue.group(d, q),
    "question_queue.one": lambda s, d, q: s.question_queue.one(d, q),
    "question_queue.claim": lambda s, d, q: s.question_queue.claim(d, q),
    "question_queue.release": lambda s, d, q: s.question_queue.release(d, q),
    "question_answering.waiting": lambda s, d, q: s.question_answering.waiting(d, [q]),
    "question_answering.reply": lambda s, d, q: s.question_answering.reply(d, [q], "八点"),
    "question_answering.close": lambda s, d, q: s.question_answering.close(d, q, CLOSINGS[0]),
    "question_report.report": lambda s, d, q: s.question_report.report(d),
    "question_report.export": lambda s, d, q: s.question_report.export(d),
}
# Of one's own questions; another's are not found.
FOR_EVERYBODY: dict[str, Call] = {
    "rating.rate": lambda s, d, q: s.rating.rate(d, q, Rating.DOWN),
    "rating.explain": lambda s, d, q: s.rating.explain(d, q, "partly"),
    "rating.check": lambda s, d, q: s.rating.check(d, q),
    "own_questions.page": lambda s, d, q: s.own_questions.page(d),
    "own_questions.one": lambda s, d, q: s.own_questions.one(d, q),
}


def use_cases() -> set[str]:
    found = set()
    for name, kind in get_type_hints(QuestionsServices).items():
        for method, function in inspect.getmembers(kind, inspect.iscoroutinefunction):
            if not method.startswith("_") and "desk" in inspect.signature(function).parameters:
                found.add(f"{name}.{method}")
    return found


def test_no_use_case_is_forgotten() -> None:
    assert use_cases() == FOR_STAFF.keys() | FOR_EVERYBODY.keys()


async def person(archive: Archive, role: Role, name: str = "何清和") -> Person:
    person_id = await archive.people.add(name, NOW)
    if role is not Role.GUEST:
        known = {each.name: each.id for each in await archive.societies.all()}
        home = known.get("本会") or await archive.societies.add({"name": "本会"}, NOW)
        society = home if role in OF_A_SOCIETY else None
        await archive.roles.give(person_id, role, society, NOW, given_by=None)
    found = await archive.people.get(person_id, NOW + timedelta(seconds=1))
    assert found
    return found


async def asked(archive: Archive, who: str, text: str = TEXT, *, opened: bool = True) -> str:
    identity = await archive.questions.keep(
        person_id=who, text=text, tier="not_found", passages=(), now=NOW - timedelta(days=2)
    )
    if opened:
        await archive.questions.open(identity, NOW - timedelta(days=2))
    return identity


@pytest.mark.parametrize("role", Role)
async def test_who_may(role: Role, database: Database, desk_for: DeskFor) -> None:
    for name, call in (FOR_STAFF | FOR_EVERYBODY).items():
        with pytest.raises(Undone):
            async with database.writing() as work:
                archive = Archive(work)
                actor = await person(archive, role)
                question = await asked(archive, actor.id)
                await work.commit()  # some let go before they look closely
                desk = desk_for(archive, actor)
                if name in FOR_EVERYBODY or may(actor, Action.ANSWER_QUESTIONS):
                    await call(SERVICES, desk, question)
                else:
                    with pytest.raises(NotForThisRole):
                        await call(SERVICES, desk, question)
                raise Undone


async def test_anothers_question_is_not_found(database: Database, desk_for: DeskFor) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        question = await asked(archive, (await person(archive, Role.MEMBER)).id)
        desk = desk_for(archive, await person(archive, Role.STAFF))
        for call in (SERVICES.rating.check, SERVICES.own_questions.one):
            with pytest.raises((QuestionGone, QuestionForgotten)):
                await call(desk, question)
        with pytest.raises(QuestionGone):
            await SERVICES.rating.rate(desk, question, Rating.UP)


async def test_one_answers_and_whoever_waits_has_a_letter(
    database: Database, desk_for: DeskFor
) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        waits, other = [await person(archive, Role.MEMBER, name) for name in ("<甲>", "乙")]
        questions = [
            await asked(archive, waits.id),
            await asked(archive, waits.id, "请问食堂什么时候开门？"),
            await asked(archive, other.id, opened=False),
        ]
        mine, theirs = [
            desk_for(archive, await person(archive, Role.STAFF, name)) for name in ("丙", "丁")
        ]
        queue, answering = SERVICES.question_queue, SERVICES.question_answering
        page = await queue.page(mine)
        (group,) = page.groups
        assert (page.waiting, page.unasked, {*group.ids}) == (2, 0, {*questions})
        check_text(texts.page(page, NOW), formatted=True)
        opened = await queue.one(mine, questions[0])
        shown = plain(texts.one(opened, NOW))
        check_text(texts.one(opened, NOW), formatted=True)
        assert "<甲>（会员（本会））" in shown and "会员 1 人" in shown and "乙" not in shown
        await queue.claim(mine, questions[1])
        with pytest.raises(TakenByColleague):
            await queue.claim(theirs, questions[0])
        with pytest.raises(TakenByColleague):
            await answering.close(theirs, questions[0], CLOSINGS[0])
        with pytest.raises(QuestionSettled):
            await answering.reply(theirs, group.ids, "九点")
        assert len(keyboards.one(await queue.one(theirs, questions[0]))) == 1
        kept = Kept(question="食堂几点开门？", audience=Audience.MEMBERS)
        done = await answering.reply(mine, group.ids, "<i>八点</i>", kept)
        assert done.count == 3
        (letter,) = done.letters
        check_text(letter.text, formatted=True)
        assert letter.person_id == waits.id and "<i>八点</i>" in plain(letter.text)
        with pytest.raises(QuestionSettled):
            await queue.group(mine, questions[0])
        with pytest.raises(QuestionSettled):
            await answering.waiting(mine, group.ids)
        (row,) = await archive.notices.all()
        assert (row.kind, row.audience, row.issuer) == ("answer", "members", "云岭<省>科协")
        assert (row.title, row.text) == ("食堂几点开门？", "食堂几点开门？\n<i>八点</i>")
        assert row.issued == mine.now.date()
        found = await archive.questions.get(questions[2], other.id)
        assert found and found.answer_id == row.id and found.replied_by == mine.person.id
        check_text(own_texts.one(found), formatted=True)
        assert len(own_keyboards.one(found)) == 3
        await archive.notices.drop(row.id)  # what was replied stays with whoever asked
        found = await archive.questions.get(questions[2], other.id)
        assert found and (found.answer_id, found.reply) == (None, "<i>八点</i>")


async def test_a_later_answer_takes_the_place_of_an_earlier_one(
    database: Database, desk_for: DeskFor
) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        who = await person(archive, Role.MEMBER)
        desk = desk_for(archive, await person(archive, Role.STAFF))
        said = (
            ("八点开门。", "食堂几点开门？", Audience.MEMBERS),
            ("九点开门。", "请问食堂几点开门", Audience.ALL),
            ("找后勤处的钥匙。", "食堂几点开门？", Audience.STAFF),  # of no use to others
            ("三楼。", "档案室在几楼？", Audience.ALL),
        )
        for text, wording, audience in said:
            question = await asked(archive, who.id)
            kept = Kept(question=wording, audience=audience)
            await SERVICES.question_answering.reply(desk, [question], text, kept)
            (row,) = [each for each in await archive.notices.all() if each.text.endswith(text)]
            cited = (await LIBRARY.ask(wording, only(row.id))).citations  # at once
            assert text in cited[0].quote
        rows = sorted(await archive.notices.all(), key=lambda row: row.id)
        first, second, *others = rows
        assert (first.standing, first.replaced_by) == ("superseded", second.id)
        assert {each.standing for each in (second, *others)} == {"current"}
        held = LIBRARY.notice(first.id)
        assert held and held.replaced_by == second.id
        # Of two who answer at once the slower leaves nothing behind.
        with pytest.raises(QuestionSettled):
            kept = Kept(question="档案室在几楼？")
            await SERVICES.question_answering.reply(desk, [question], "四楼。", kept)
        held = LIBRARY.notice(others[-1].id)
        assert held and held.standing == "current"
        assert not [each for each in LIBRARY.notices() if each.text.endswith("四楼。")]


async def test_the_report_counts_and_names_nobody(database: Database, desk_for: DeskFor) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        who = await person(archive, Role.MEMBER, "何清和")
        desk = desk_for(archive, await person(archive, Role.STAFF))
        first = await asked(archive, who.id)
        await asked(archive, who.id, "=HYPERLINK(1)", opened=False)
        await SERVICES.rating.rate(desk_for(archive, who), first, Rating.DOWN)
        await SERVICES.question_answering.reply(desk, [first], "八点")
        found = (await SERVICES.question_report.report(desk)).figures
        assert (found.total, found.answered, found.replied, found.down) == (2, 1, 1, 1)
        assert found.wait and found.wait > timedelta(days=1)
        assert [each.text for each in found.unanswered] == ["=HYPERLINK(1)"]
        report = await SERVICES.question_report.report(desk, 30)
        check_text(report_texts.page(report), formatted=True)
        table = await SERVICES.question_report.export(desk)
        file = await archive.files.get(table.file_id)
        assert file
        book = load_workbook(BytesIO(desk.shelf.take(file.digest)))
        cells = [str(cell.value) for sheet in book for row in sheet.rows for cell in row]
        assert len(book.sheetnames) == 2 and "八点" in cells and "会员" in cells
        assert not [cell for cell in cells if "何清和" in cell]
        kinds = {cell.data_type for sheet in book for row in sheet.rows for cell in row}
        assert "f" not in kinds


async def test_a_reply_is_masked_before_it_is_looked_at(
    database: Database, desk_for: DeskFor
) -> None:
    (guide,) = guides.guides(SERVICES.question_answering)
    async with database.reading() as work:
        desk = desk_for(Archive(work), Person(id="p", name="丙"))
        read = guide.questions[0].read
        said = await read("请打13800001234", None, desk)  # type: ignore[arg-type]
    assert said == "请打••••1234"

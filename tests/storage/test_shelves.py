"""Each shelf of the archive: what goes in comes out, and only once."""

from datetime import date, timedelta

from storage.archive import Archive
from storage.choices import Choice
from storage.clock import SHANGHAI, SystemClock
from storage.deliveries import DeliveryState, Outcome
from storage.engine import Database
from storage.inbox import LEASE, Incoming
from storage.journal import Entry
from storage.notices import NoticeRow, PassageRow
from storage.people import Role

NOW = SystemClock().now().replace(microsecond=0)


async def test_people_are_known_by_their_address(database: Database) -> None:
    async with database.writing() as work:
        people = Archive(work).people
        person = await people.welcome(1, 42, "张三", NOW)
        society = await Archive(work).societies.add(
            {"kind": "society", "name": "云岭省材料学会", "status": "active"}, NOW
        )
        roles = Archive(work).roles
        assert await roles.give(person.id, Role.SECRETARY, society, NOW, given_by=None)
        assert not await roles.give(person.id, Role.SECRETARY, society, NOW, given_by=None)
        await people.hold(1, 42, "blocked", NOW)
        found = await people.at(1, 42, NOW)
        assert found and found.held
        (standing,) = found.standings
        assert (standing.role, standing.society) == (Role.SECRETARY, "云岭省材料学会")
        await people.release(1, 42)
        assert (await people.at(1, 42, NOW)) is not None and not (await people.at(1, 42, NOW)).held  # type: ignore[union-attr]
        assert await people.at(2, 42, NOW) is None


async def test_an_update_counts_once(database: Database) -> None:
    incoming = Incoming(bot_id=1, update_id=5, raw='{"update_id": 5}')
    async with database.writing() as work:
        inbox = Archive(work).inbox
        assert await inbox.accept([incoming], NOW) == {5}
        assert await inbox.accept([incoming], NOW) == set()
        assert await inbox.take_over(1, NOW, all_leases=False) == []
        later = await inbox.take_over(1, NOW + LEASE + timedelta(seconds=1), all_leases=False)
        assert [each.update_id for each in later] == [5]
        assert await inbox.finish(1, 5, NOW)
        assert not await inbox.finish(1, 5, NOW)
        assert await inbox.take_over(1, NOW + 3 * LEASE, all_leases=True) == []
        assert await inbox.forget(NOW + timedelta(days=1)) == 1


async def test_a_delivery_is_claimed_once(database: Database) -> None:
    async with database.writing() as work:
        outbox = Archive(work).deliveries
        row = await outbox.post(1, 9, "SendMessage", '{"text": "你好"}', NOW)
        assert await outbox.claim([row.id]) == {row.id}
        assert await outbox.claim([row.id]) == set()
        later = NOW + timedelta(seconds=5)
        await outbox.settle([(row.id, Outcome(state=DeliveryState.PENDING, due_at=later))], NOW)
        assert await outbox.due(1, NOW) == []
        (again,) = await outbox.due(1, later)
        assert (again.payload, again.attempts) == ('{"text": "你好"}', 1)
        assert await outbox.claim([row.id]) == {row.id}
        assert await outbox.doubt_claimed(1, NOW) == 1
        assert await outbox.count() == {"uncertain": 1}


async def test_what_was_sent_is_not_kept_twice(database: Database) -> None:
    async with database.writing() as work:
        outbox = Archive(work).deliveries
        rows = [await outbox.post(1, chat, "SendMessage", "{}", NOW) for chat in (1, 2)]
        await outbox.claim([row.id for row in rows])
        sent, failed = Outcome(state=DeliveryState.SENT, message_id=3), DeliveryState.FAILED
        await outbox.settle([(rows[0].id, sent), (rows[1].id, Outcome(state=failed))], NOW)
        assert await outbox.count() == {"sent": 1, "failed": 1}
        assert await outbox.forget(NOW + timedelta(days=1)) == 1
        assert await outbox.count() == {"failed": 1}


async def test_notices_are_kept_with_their_passages(database: Database) -> None:
    notice = NoticeRow(
        id="n1",
        title="通知",
        document_number="云岭科协发〔2026〕1号",
        issuer=None,
        issued=date(2026, 3, 1),
        source="a.txt",
        digest="d1",
        text="一、总则。",
    )
    part = PassageRow(
        id="n1:0", notice_id="n1", ordinal=0, heading_path=("一、总则",), start=0, end=5
    )
    async with database.writing() as work:
        shelf = Archive(work).notices
        await shelf.keep(notice, [part], NOW)
        await shelf.keep(notice, [part], NOW)
        assert await shelf.all() == [notice]
        assert await shelf.digests() == {"n1": "d1"} == await shelf.from_source("a.txt")
        await shelf.drop("n1")
        assert await shelf.count() == 0


async def test_a_question_is_its_askers(database: Database) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        mine = await archive.people.welcome(1, 1, "甲", NOW)
        other = await archive.people.welcome(1, 2, "乙", NOW)
        identity = await archive.questions.keep(
            person_id=mine.id, text="几点？", tier="related", passages=("p1",), now=NOW
        )
        assert await archive.questions.get(identity, other.id) is None
        assert await archive.questions.open(identity, NOW)
        assert not await archive.questions.open(identity, NOW)
        assert await archive.questions.count_waiting() == 1
        (waiting,) = await archive.questions.waiting()
        assert waiting == await archive.questions.get(identity, mine.id)
        assert waiting.passages == ("p1",)
        assert waiting.opened_at == NOW
        assert waiting.opened_at.tzinfo == SHANGHAI


async def test_choices_and_states_are_replaced(database: Database) -> None:
    first, second = Choice(label="1. 是", data="y"), Choice(label="1. 否", data="n")
    async with database.writing() as work:
        archive = Archive(work)
        await archive.choices.offer(1, 2, [first])
        await archive.choices.offer(1, 2, [second])
        assert await archive.choices.offered(1, 2) == [second]
        assert await archive.choices.offered(1, 3) == []
        await archive.states.keep_state("k", "room")
        await archive.states.keep_data("k", {"a": 1})
        assert (await archive.states.state("k"), await archive.states.data("k")) == (
            "room",
            {"a": 1},
        )


async def test_the_journal_tells_the_newest_first(database: Database) -> None:
    async with database.writing() as work:
        journal = Archive(work).journal
        for number in range(3):
            entry = Entry(
                at=NOW, person_id=None, door="web", action="tried", object=str(number), detail={}
            )
            await journal.write(entry)
        assert [entry.object for entry in await journal.entries(most=2)] == ["2", "1"]


async def test_pages_see_their_own_messages_only(database: Database) -> None:
    async with database.writing() as work:
        pages = Archive(work).web_messages
        mine, other = await pages.open_account(NOW), await pages.open_account(NOW)
        kept = [await pages.add(mine, NOW, html=str(number)) for number in range(3)]
        assert [each.html for each in await pages.before(mine, kept[2].id, 2)] == ["0", "1"]
        assert [each.html for each in await pages.after(mine, kept[0].id)] == ["1", "2"]
        assert await pages.get(other, kept[0].id) is None
        assert not await pages.remove(other, kept[0].id)
        assert await pages.change(other, kept[0].id, html="x") is None
        assert await pages.known(mine)
        assert not await pages.known(999)


async def test_a_file_is_forgotten_sooner_under_every_row(database: Database) -> None:
    soon, late = NOW + timedelta(days=1), NOW + timedelta(days=30)
    async with database.writing() as work:
        archive = Archive(work)
        mine = await archive.people.welcome(1, 1, "甲", NOW)
        other = await archive.people.welcome(1, 2, "乙", NOW)
        for owner, until in ((mine, late), (mine, None), (other, late)):
            file = await archive.files.add(owner.id, "表.xlsx", b"x", NOW, until)
        await archive.files.hasten(mine.id, file.digest, soon)
        assert [each.forget_at for each in await archive.files.of(mine.id)] == [soon, soon]
        assert [each.forget_at for each in await archive.files.of(other.id)] == [late]

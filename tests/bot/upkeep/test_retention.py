"""What has been kept long enough goes, and nothing before its time."""

import os
import time
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select
from structlog.testing import capture_logs

from bot.app import House, build_house
from bot.rehearsal.clock import MovedClock
from bot.settings import load_settings
from bot.upkeep import retention
from knowledge.library import Library
from storage.archive import Archive
from storage.attempts import Limit
from storage.deliveries import DeliveryState, Outcome
from storage.filings import Content, Filing
from storage.members import MemberState
from storage.people import Role
from storage.tables import metadata, web_messages
from tests.stagehands import leave_settings_behind

DAY = timedelta(days=1)
LIMIT = Limit(most=5, within=DAY, closed_for=DAY)
DAYS = {
    "keep_left_days": 100,
    "keep_messages_days": 50,
    "keep_questions_days": 40,
    "keep_drafts_days": 30,
    "keep_filing_drafts_days": 60,
}


@pytest.fixture
async def house(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AsyncIterator[House]:
    leave_settings_behind(monkeypatch, tmp_path)
    house = build_house(
        load_settings(data=tmp_path, **DAYS),
        Library(vectors=None, embedder=None),
        hang=lambda _house: [],
        clock=MovedClock(),
    )
    await house.open()
    yield house
    await house.close()


async def seed(house: House) -> str:
    """One of everything that goes some day; the id of the member who left."""
    now = house.clock.now()
    async with house.database.writing() as work:
        archive = Archive(work)
        society = await archive.societies.add(
            {"kind": "society", "name": "材料学会", "status": "active"}, now
        )
        person = await archive.people.welcome(1, 7, "甲", now)
        rows = [
            (society, {"name": "乙", "mobile": "13900001234"}, MemberState.LEFT),
            (society, {"name": "丙", "mobile": "13900001235"}, MemberState.VERIFIED),
        ]
        left, _ = await archive.members.add_many(rows, now)
        account, closed = [await archive.web_messages.open_account(now) for _ in range(2)]
        await archive.web_messages.open_account(now)
        for each in (account, closed):
            await archive.web_messages.add(each, now, html="你好")
        await archive.web_messages.close_account(closed, now)
        await archive.questions.keep(
            person_id=person.id, text="几点？", tier="related", passages=(), now=now
        )
        await archive.drafts.keep(person.id, "idea", {"title": "甲"}, now)
        await begin_filing(archive, society, person.id, now)
        await archive.attempts.fail("code:1:7", LIMIT, now)
        await archive.login_codes.give(person.id, "123456", now + timedelta(minutes=10))
        await invite(archive, society, now)
        failed = await archive.deliveries.post(1, 7, "SendMessage", "{}", now)
        state = Outcome(state=DeliveryState.FAILED)
        await archive.deliveries.settle([(failed.id, state)], now)
        house.shelf.put(b"letter")
        house.shelf.put(b"agenda")
        await archive.files.add(person.id, "信.docx", b"letter", now, now + 10 * DAY)
    return left


async def begin_filing(archive: Archive, society: str, person_id: str, now: datetime) -> Filing:
    filing = await archive.filings.begin(
        "forum-report",
        1,
        "W1",
        society_id=society,
        person_id=person_id,
        title="论坛",
        content=Content(draft={}),
        now=now,
    )
    digest = sha256(b"agenda").hexdigest()
    await archive.attachments.add(filing, person_id, "议程.pdf", 6, digest, now)
    begun = await archive.filings.get(filing)
    assert begun
    return begun


async def invite(archive: Archive, society: str, now: datetime) -> None:
    await archive.invitations.give(
        role=Role.MEMBER,
        name="丁",
        society_id=society,
        token="t",
        code="222222",
        given_by=None,
        now=now,
        expires_at=now + 7 * DAY,
    )


async def counts(house: House) -> dict[str, int]:
    async with house.database.reading() as work:
        return {
            table.name: (await work.run(select(func.count()).select_from(table))).scalar_one()
            for table in metadata.sorted_tables
        }


async def journalled(house: House) -> list[dict[str, int]]:
    async with house.database.reading() as work:
        entries = await Archive(work).journal.entries()
    return [each.detail for each in entries if each.action == "kept long enough"]


def pass_time(house: House, span: timedelta) -> None:
    assert isinstance(house.clock, MovedClock)
    house.clock.advance(span)


LASTS = {
    "attempts": 9,
    "login_codes": 2,
    "files": 11,
    "drafts": 31,
    "invitations": 38,
    "questions": 41,
    "web_messages": 51,
    "deliveries": 51,
    "filings": 61,
    "attachments": 61,
}


@pytest.mark.parametrize(("table", "days"), LASTS.items())
async def test_a_row_stays_its_time_and_no_longer(house: House, table: str, days: int) -> None:
    await seed(house)
    pass_time(house, (days - 1) * DAY - timedelta(hours=1))
    await house.rounds.walk()
    assert (await counts(house))[table] >= 1
    pass_time(house, DAY + timedelta(hours=2))
    await house.rounds.walk()
    assert (await counts(house))[table] == 0


async def test_of_a_member_who_left_only_the_numbers_go(house: House) -> None:
    left = await seed(house)
    pass_time(house, 99 * DAY)
    await house.rounds.walk()
    async with house.database.reading() as work:
        members = Archive(work).members
        assert len(await members.by_number("mobile", "13900001234")) == 1
    pass_time(house, 2 * DAY)
    await house.rounds.walk()
    async with house.database.reading() as work:
        members = Archive(work).members
        assert await members.by_number("mobile", "13900001234") == []
        gone, stays = await members.get(left), await members.by_number("mobile", "13900001235")
    assert gone and (gone.name, gone.mobile) == ("乙", None)
    assert len(stays) == 1, "who is still a member keeps theirs"


async def test_a_closed_page_goes_with_its_messages_and_its_number_is_not_given_again(
    house: House,
) -> None:
    await seed(house)
    pass_time(house, 2 * DAY)
    await house.rounds.walk()
    left = await counts(house)
    assert (left["web_accounts"], left["web_messages"]) == (2, 1)
    async with house.database.writing() as work:
        pages = Archive(work).web_messages
        newest = await pages.open_account(house.clock.now())
        await pages.close_account(newest, house.clock.now())
    pass_time(house, 2 * DAY)
    await house.rounds.walk()
    async with house.database.writing() as work:
        assert await Archive(work).web_messages.open_account(house.clock.now()) > newest


async def test_once_a_day_the_journal_says_how_much_went(house: House) -> None:
    await seed(house)
    await house.rounds.walk()
    assert await journalled(house) == []
    pass_time(house, 60 * DAY)
    for _ in range(3):
        await house.rounds.walk()
        pass_time(house, timedelta(minutes=61))
    (detail,) = await journalled(house)
    assert detail == {
        "web messages": 2,
        "questions": 1,
        "drafts": 1,
        "filing drafts": 1,
        "invitations": 1,
        "deliveries": 1,
        "closed pages": 1,
    }


async def test_once_a_day_a_log_line_says_how_far_the_journal_has_come(house: House) -> None:
    with capture_logs() as lines:
        await house.rounds.walk()
        await house.rounds.walk()
        pass_time(house, DAY)
        await house.rounds.walk()
    async with house.database.reading() as work:
        head = await Archive(work).journal.head()
    noted = [line for line in lines if line["event"] == "journal"]
    assert [(line["entries"], line["head"]) for line in noted] == [(0, head)] * 2


async def test_contents_go_with_their_last_row_unless_they_are_being_written(
    house: House,
) -> None:
    await seed(house)
    orphan, fresh = house.shelf.put(b"nobody names it"), house.shelf.put(b"just now")
    kept, attached = house.shelf.put(b"letter"), house.shelf.put(b"agenda")
    before = time.time() - retention.BEING_WRITTEN_SECONDS - 5
    for digest in (orphan, kept, attached):
        os.utime(house.shelf.folder / digest, (before, before))
    await house.rounds.walk()
    assert set(house.shelf.digests()) == {fresh, kept, attached}
    pass_time(house, 11 * DAY)
    await house.rounds.walk()
    assert set(house.shelf.digests()) == {fresh, attached}
    pass_time(house, 50 * DAY)
    await house.rounds.walk()
    assert set(house.shelf.digests()) == {fresh}


async def test_what_was_submitted_stays(house: House) -> None:
    """And its attachment, and a draft that somebody went on with."""
    now = house.clock.now()
    async with house.database.writing() as work:
        archive = Archive(work)
        society = await archive.societies.add({"name": "材料学会"}, now)
        person = await archive.people.welcome(1, 7, "甲", now)
        drafts = [await begin_filing(archive, society, person.id, now) for _ in range(3)]
        sent = await archive.filings.move(drafts[0], "returned", now=now, submitted=True)
        later = await archive.filings.keep(drafts[1], Content(draft={}), now=now + 40 * DAY)
    assert sent and later
    pass_time(house, 70 * DAY)
    await house.rounds.walk()
    async with house.database.reading() as work:
        archive = Archive(work)
        assert [await archive.filings.get(each.id) for each in drafts] == [sent, later, None]
        assert len(await archive.attachments.of(sent.id)) == 1
    assert (await journalled(house))[-1] == {"filing drafts": 1}


async def test_many_rows_go_batch_by_batch(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 10)
    now = house.clock.now()
    async with house.database.writing() as work:
        row = {"account": 1, "mine": False, "html": "x", "buttons": [], "files": [], "at": now}
        await work.run(insert(web_messages), [row] * 95)
    pass_time(house, 60 * DAY)
    await house.rounds.walk()
    assert (await counts(house))["web_messages"] == 0
    assert await journalled(house) == [{"web messages": 95}]


async def test_what_was_deleted_is_not_left_in_the_log_of_the_database(house: House) -> None:
    await seed(house)
    log = house.settings.data / "xuehui.db-wal"
    assert log.stat().st_size > 0
    await house.rounds.walk()
    assert log.stat().st_size == 0

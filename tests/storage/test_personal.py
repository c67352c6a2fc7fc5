"""Whatever is kept about a person is in their export, and gone when they ask: in every table."""

import json
from typing import Any

import pytest
from sqlalchemy import JSON, String, Table, select, update

from storage.archive import Archive
from storage.engine import Database
from storage.personal_filings import OwnForm
from storage.tables import filings, metadata
from tests.storage.seeding import MEANT, NOW, Owner, is_owned

# Not in the export, and why.
NOT_EXPORTED = {
    "attempts": "how often somebody tried a code: a counter, forgotten within a day",
    "choices": "the buttons of the last message; the messages are exported",
    "deliveries": "what is on its way to a chat; what arrived is in the chat",
    "inbox": "what is being handled, or could not be: its text is what the person typed",
    "login_codes": "an open way into the account, valid for minutes; only its digest is kept",
    "states": "which conversation is open; what was filled in is in the drafts",
    "events": "a matter of the house, there for everybody",
    "policy_figures": "a figure of the house; that they set it is among their deeds",
    "broadcasts": "a matter of the house; what was sent to the person is there by its title",
    "saved_lists": "a matter of the house; the names of lists the person is on are exported",
    "deadlines": "a matter of the house; that they set it is among their deeds",
    "notices": "a matter of the house; that they took it in is among their deeds",
    "notice_relations": "a matter of the house; that they decided on it is among their deeds",
    "intakes.id": "a number of the house",
    "calendar_links.secret": "opens the calendar; it is shown to its owner in the chat",
    "calendar_links.secret_index": "opens the calendar",
    "addresses.held_because": "the words of a door that refused a message",
    "consents.id": "a number of the house",
    "corrections.id": "a number of the house",
    "deliveries.id": "a number of the house",
    "attachments.id": "a number of the house",
    "events.id": "a number of the house",
    "filing_versions.id": "a number of the house",
    "filings.id": "a number of the house",
    "filings.event_id": "a number of the house",
    "imports.id": "a number of the house",
    "invitations.id": "a number of the house",
    "invitations.code_index": "opens a door",
    "invitations.token_index": "opens a door",
    "members.identity_index": "the digest of a number that is exported itself",
    "members.mobile_index": "the digest of a number that is exported itself",
    "people.acting_for": "exported as the society's name",
    "web_messages.client_id": "a number of the browser",
}
# Where an id that names nobody any more, or a number, stays; and why.
KEPT = {
    "attempts.key": "who erases themselves must not get new tries for a code",
    "campaigns.opened_by": "who opened it has to stay known to be one person",
    "corrections.decided_by": "the same",
    "filing_experts.assigned_by": "the same",
    "filing_experts.person_id": "that one expert gave this score; an opaque id, no name",
    "invitations.given_by": "the same",
    "invitations.used_by": "that it was used; the name is gone",
    "journal.object": "the chain cannot be changed: an opaque id, no name",
    "journal.person_id": "the same",
    "roles.ended_by": "other people's roles: that somebody ended them",
    "roles.given_by": "other people's roles: that somebody gave them",
    "web_accounts.id": "its number must not be given to somebody else: an old cookie opens it",
}
# Rows of a society or of the house that a person wrote: they stay, without the person.
OF_THE_SOCIETY = (
    "corrections",
    "invitations",
    "attempts",
    "filings",
    "filing_versions",
    "filing_moves",
    "filing_experts",
    "candidates",
    "attachments",
    "events",
    "policy_figures",
    "broadcasts",
    "broadcast_recipients",
    "saved_lists",
    "deadlines",
    "notices",
    "notice_relations",
    "passages",
)
NO_PERSONS_NAMES = (
    "attachments.name",
    "policy_figures.name",
    "saved_lists.name",
    "notices.file_name",
)


@pytest.fixture
async def me(database: Database) -> Owner:
    me = Owner(name="王晓禾", id="a" * 32, account=7300000001, by="a" * 32)
    other = Owner(name="别人", id="b" * 32, account=7300000002, by="a" * 32)
    async with database.writing() as work:
        await me.seed(work)
        await other.seed(work)
    return me


def owned() -> list[Table]:
    """All but the journal, whose entries are written by the house."""
    return [each for each in metadata.sorted_tables if is_owned(each) and each.name != "journal"]


def known_names() -> set[str]:
    columns = {
        f"{each.name}.{column.name}" for each in metadata.sorted_tables for column in each.c
    }
    return columns | metadata.tables.keys()


def texts_of(table: Table) -> list[str]:
    return [
        f"{table.name}.{column.name}"
        for column in table.c
        if isinstance(column.type, String | JSON)
        and (column.type.length or 99 if isinstance(column.type, String) else 99) >= 40
        and not column.foreign_keys
        and not column.name.endswith("_by")
        and column.name not in ("person_id", "key")
    ]


async def test_every_text_of_every_table_is_in_the_export(database: Database, me: Owner) -> None:
    async with database.reading() as work:
        gathered = await Archive(work).personal.gather(me.id)
    exported = json.dumps(gathered, ensure_ascii=False, default=str)
    missing = [
        name
        for table in owned()
        for name in texts_of(table)
        if me.mark(name) not in exported
        and not {name, table.name} & NOT_EXPORTED.keys()
        and (name not in MEANT or "mark" in MEANT[name].__code__.co_names)
    ]
    assert missing == []
    assert [each["action"] for each in gathered["deeds"]] == ["tried"]
    assert "别人的" not in exported.replace("别人的invitations", "")  # an invitation I gave
    assert NOT_EXPORTED.keys() <= known_names()


async def test_after_the_deletion_nothing_is_left_in_any_table(
    database: Database, me: Owner
) -> None:
    async with database.writing() as work:
        erased = await Archive(work).personal.erase(me.id, NOW)
    assert [member.name.startswith("王晓禾") for member in erased.members] == [True]
    assert erased.counts == {
        "memberships": 1,
        "roles": 1,
        "questions": 1,
        "files": 1,
    }
    assert len(erased.digests) == 2  # of a file in the chat, of one sent for the library
    left: set[str] = set()
    async with database.reading() as work:
        for table in metadata.sorted_tables:
            for row in await work.run(select(table)):
                left |= {
                    f"{table.name}.{name}"
                    for name, value in row._mapping.items()
                    if is_mine(value, me) and not _stays(table, value, me)
                }
    assert left == KEPT.keys()


def is_mine(value: Any, me: Owner) -> bool:
    said = json.dumps(value, ensure_ascii=False, default=str)
    return any(mark in said for mark in (f"{me.name}的", me.id, str(me.account)))


def _stays(table: Table, value: Any, me: Owner) -> bool:
    """Texts in rows of a society: their columns tell nothing of whose they were."""
    written = table.name in OF_THE_SOCIETY and f"{me.name}的" in str(value)
    return written and ("name" not in value or any(each in value for each in NO_PERSONS_NAMES))


async def test_other_people_keep_what_is_theirs(database: Database, me: Owner) -> None:
    async with database.reading() as work:
        before = await Archive(work).personal.gather("b" * 32)
    async with database.writing() as work:
        await Archive(work).personal.erase(me.id, NOW)
    async with database.reading() as work:
        after = await Archive(work).personal.gather("b" * 32)
    assert after == before


async def test_a_content_that_others_have_too_stays(database: Database, me: Owner) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        for person_id in (me.id, "b" * 32):
            await archive.files.add(person_id, "章程.docx", b"same", NOW, None)
        mine = await archive.files.add(me.id, "简历.docx", b"only mine", NOW, None)
        erased = await archive.personal.erase(me.id, NOW)
    assert mine.digest in erased.digests
    assert len(erased.digests) == 3


async def test_what_was_never_submitted_goes_with_its_attachments(database: Database) -> None:
    me = Owner(name="王晓禾", id="a" * 32, account=7300000001, by="a" * 32, submitted=False)
    async with database.writing() as work:
        await me.seed(work)
        archive = Archive(work)
        draft = me.rows["filings"]["id"]
        shared = await archive.files.add("a" * 32, "章程.docx", b"same", NOW, None)
        await archive.attachments.add(draft, me.id, "章程.docx", 4, shared.digest, NOW)
        erased = await archive.personal.erase(me.id, NOW)
        assert await archive.filings.get(draft) is None
        assert await archive.files.digests() == {me.rows["notices"]["file_digest"]}
    assert erased.counts["filing drafts"] == 1
    contents = {me.rows["files"]["digest"], me.rows["attachments"]["digest"], shared.digest}
    contents.add(me.rows["intakes"]["file_digest"])
    assert set(erased.digests) == contents


@pytest.mark.parametrize("state", ["formal", "not_selected", "notice", "published"])
async def test_an_own_application_goes_unless_it_is_on_record(
    database: Database, me: Owner, state: str
) -> None:
    own = {"young-talent-apply": OwnForm(title="青托申报", kept=("notice", "published"))}
    filing_id = me.rows["filings"]["id"]
    async with database.writing() as work:
        archive = Archive(work)
        row = {"form": "young-talent-apply", "state": state, "title": f"{me.name}的申报"}
        await work.run(update(filings).where(filings.c.id == filing_id).values(**row))
        other = await archive.filings.get("b" * 32)
        erased = await archive.personal.erase(me.id, NOW, own=own)
        left = await archive.filings.get(filing_id)
        assert await archive.filings.get("b" * 32) == other
    is_gone = me.rows["attachments"]["digest"] in erased.digests
    if state in own["young-talent-apply"].kept:
        assert left and left.title == "青托申报" and not is_gone
    else:
        assert left is None and is_gone


async def test_what_was_submitted_keeps_its_attachments(database: Database, me: Owner) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        submitted = me.rows["filings"]["id"]
        sent = await archive.files.add(me.id, "章程.docx", b"same", NOW, None)
        await archive.attachments.add(submitted, me.id, "章程.docx", 4, sent.digest, NOW)
        erased = await archive.personal.erase(me.id, NOW)
        left = await archive.filings.get(submitted)
        attached = await archive.attachments.of(submitted)
        kept = await archive.files.digests()
    assert left and left.person_id is None
    assert {each.person_id for each in attached} == {None}
    assert sent.digest in kept and sent.digest not in erased.digests


async def test_what_an_expert_has_not_scored_goes_and_a_score_stays(
    database: Database, me: Owner
) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        theirs = me.rows["filings"]["id"]
        for filing in {row.id for row in await work.run(select(filings.c.id))} - {theirs}:
            await archive.experts.assign(filing, me.id, by=None, now=NOW)
            assert await archive.experts.of(filing)
            waiting = filing
        await archive.personal.erase(me.id, NOW)
        assert [each.score for each in await archive.experts.of(theirs)] != [None]
        assert me.id not in {each.person_id for each in await archive.experts.of(waiting)}


async def test_the_page_in_which_it_was_asked_goes_on(database: Database, me: Owner) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        second = await archive.web_messages.open_account(NOW)
        await archive.people.welcome(1, second, "同一人", NOW)
        await archive.people.link(1, second, me.id, NOW)
        await archive.personal.erase(me.id, NOW, staying=(1, second))
        assert await archive.web_messages.known(second)
        assert not await archive.web_messages.known(me.account)
        assert await archive.people.at(1, second, NOW) is None

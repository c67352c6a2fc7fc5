"""What follows from a move: the route, the calendar, the record, the filing that is settled."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from forms.drafts import Place
from forms.moving import Given
from forms.values import Complaint
from storage.archive import Archive
from storage.clock import SHANGHAI
from storage.events import Event
from storage.journal import Entry
from storage.roles import Role
from storage.societies import Society
from tests.handlers.casework.town import CODES, GIVEN, NOW, Town

FORUM = {
    "activity_name": "超硬材料学术年会",
    "start_at": "2026年4月20日 9:00",
    "end_at": "2026年4月21日 17:00",
    "mode": "线下",
    "venue": "云州国际会议中心二楼",
    "party_gov_named": "否",
    "awards": "否",
    "overseas_count": "0",
    "speakers.0.leader": "否",
    "speakers.1.leader": "否",
}
TO_FILED = ("receive", "file")


async def reported(town: Town, **said: str) -> str:
    """As far as the association's desk."""
    answers = FORUM | said
    if said.get("mode") == "线上":
        del answers["venue"]
    filing = await town.drafted("forum-report", said=answers)
    await town.move(filing, "submit", by=Role.SECRETARY)
    await town.move(filing, "confirm", by=Role.LEADER)
    return filing


async def filed(town: Town) -> str:
    filing = await reported(town)
    await town.move(filing, *TO_FILED)
    return filing


async def event_of(town: Town, filing: str) -> Event | None:
    async with town.database.reading() as work:
        return await Archive(work).events.for_filing(filing)


async def society(town: Town) -> Society:
    async with town.database.reading() as work:
        found = await Archive(work).societies.get(town.society_id)
    assert found
    return found


async def journal(town: Town, action: str) -> list[Entry]:
    async with town.database.reading() as work:
        entries = await Archive(work).journal.entries(most=1000)
    return [each for each in entries if each.action == action]


@pytest.mark.parametrize(
    ("answer", "route"), [({}, "W1"), ({"awards": "是"}, "W2"), ({"overseas_count": "3"}, "W2")]
)
async def test_answers_decide_the_way(town: Town, answer: dict[str, str], route: str) -> None:
    filing = await town.drafted("forum-report", said=FORUM | answer)
    assert (await town.filing(filing)).workflow == "W1"
    outcome = await town.move(filing, "submit", by=Role.SECRETARY)
    assert outcome.case.filing.workflow == route
    assert outcome.case.workflow is town.services.catalogue.workflows[route]


async def test_a_mended_answer_changes_the_way(town: Town) -> None:
    """Sent back as 备案, handed in again with awards: it needs approval now."""
    filing = await reported(town)
    await town.move(filing, "return", given=replace(GIVEN, fields=frozenset({"awards"})))
    assert (await town.filing(filing)).workflow == "W1"
    async with town.desk(town.people[Role.SECRETARY]) as desk:
        case = await town.services.offices.open_own(desk, filing)
        draft = case.filling.accept(case.draft, Place("awards"), "是").draft
        await town.services.offices.keep(desk, case, draft)
    outcome = await town.move(filing, "resubmit", by=Role.SECRETARY)
    assert (outcome.case.filing.workflow, outcome.case.filing.state) == ("W2", "internal")


async def test_reasons_are_counted_in_the_journal(town: Town) -> None:
    """What they say is sealed with the version; the journal shows that there are some."""
    await reported(town, activity_name="超硬材料高峰论坛")
    (entry,) = [each for each in await journal(town, "filing moved") if "reasons" in each.detail]
    assert entry.detail["reasons"] == 1


async def test_what_is_filed_stands_in_the_calendar(town: Town) -> None:
    filing = await reported(town)
    assert await event_of(town, filing) is None
    await town.move(filing, *TO_FILED)
    event = await event_of(town, filing)
    assert event
    assert (event.title, event.venue, event.city) == (
        "超硬材料学术年会",
        "云州国际会议中心二楼",
        "云州市",
    )
    assert event.begins_at == datetime(2026, 4, 20, 9, tzinfo=SHANGHAI)
    assert event.ends_at == datetime(2026, 4, 21, 17, tzinfo=SHANGHAI)
    assert (event.public, event.kind, event.cancelled_at) == (True, "activity", None)


async def test_what_is_approved_stands_there_too_and_what_is_refused_does_not(town: Town) -> None:
    approved, refused = await reported(town, awards="是"), await reported(town, awards="是")
    for filing in (approved, refused):
        await town.move(filing, "receive", "pass")
        await town.move(filing, "endorse", by=Role.STAFF_HEAD)
    await town.move(approved, "approve", by=Role.STAFF_HEAD)
    await town.move(refused, "refuse", by=Role.STAFF_HEAD)
    assert await event_of(town, approved)
    assert await event_of(town, refused) is None


async def test_online_there_is_no_place(town: Town) -> None:
    filing = await reported(town, mode="线上")
    await town.move(filing, *TO_FILED)
    event = await event_of(town, filing)
    assert event and event.venue is None


async def profiled(town: Town, **said: str) -> str:
    filing = await town.drafted("society-profile", said=said)
    await town.move(filing, "submit", by=Role.SECRETARY)
    await town.move(filing, "check")
    return filing


async def test_a_profile_in_force_is_the_record(town: Town) -> None:
    said = {
        "name_full": "云岭省新材料学会",
        "uscc": CODES[0],
        "legal_rep": "林知远",
        "term_start": "2024年5月6日",
        "council_term_no": "9",
        "party_kind": "联合支部",
    }
    filing = await profiled(town, **said)
    assert (await society(town)).name == "云岭省材料学会"
    await town.move(filing, "enter")
    kept = await society(town)
    assert (kept.name, kept.uscc, kept.party_form) == (
        "云岭省新材料学会",
        CODES[0],
        "joint",
    )
    assert (kept.term_number, kept.term_began) == (9, date(2024, 5, 6))
    assert kept.leaders["legal_representative"] == "林知远"
    changed = await journal(town, "society changed")
    assert {"name", "uscc", "term_began"} <= {each.detail["field"] for each in changed}
    assert {each.object for each in changed} == {town.society_id}
    assert "林知远" not in str(changed)


@pytest.mark.parametrize("taken", ["name", "uscc"])
async def test_a_name_or_code_that_is_taken_is_refused_and_nothing_written(
    town: Town, taken: str
) -> None:
    other = {"name": "云岭省数学会", "uscc": CODES[0]}
    async with town.database.writing() as work:
        await Archive(work).societies.add(other, NOW)
    mine = {"name": "云岭省新材料学会", "uscc": CODES[1]} | {taken: other[taken]}
    filing = await profiled(town, name_full=mine["name"], uscc=mine["uscc"])
    with pytest.raises(Complaint, match="已有别的学会"):
        await town.move(filing, "enter")
    assert await town.state(filing) == "checked"
    assert (await society(town)).name == "云岭省材料学会"
    assert await journal(town, "society changed") == []


async def test_a_change_settled_outside_is_the_record_and_the_rest_stays(town: Town) -> None:
    said = {"items": "法定代表人", "new_legal": "苏云帆"}
    filing = await town.drafted("registration-change", said=said)
    await town.move(filing, "submit", by=Role.SECRETARY)
    await town.move(filing, "confirm", by=Role.LEADER)
    await town.move(filing, "receive", "pass")
    await town.move(filing, "endorse", "approve", by=Role.STAFF_HEAD)
    await town.move(filing, "send_out")
    assert "legal_representative" not in (await society(town)).leaders
    await town.move(filing, "settle")
    kept = await society(town)
    assert kept.leaders["legal_representative"] == "苏云帆"
    assert (kept.name, kept.city) == ("云岭省材料学会", "云州市")
    (changed,) = await journal(town, "society changed")
    assert changed.detail["field"] == "legal_representative"


async def summed_up(town: Town) -> str:
    filing = await town.drafted("activity-summary")
    await town.move(filing, "submit", by=Role.SECRETARY)
    await town.move(filing, "confirm", by=Role.LEADER)
    return filing


async def test_a_summary_that_is_taken_in_settles_the_report(town: Town) -> None:
    report = await filed(town)
    town.clock.at = datetime(2026, 4, 25, 9, tzinfo=SHANGHAI)
    summary = await summed_up(town)
    assert await town.state(report) == "filed"
    outcome = await town.move(summary, "receive")
    assert await town.state(report) == "closed"
    (letter,) = (each for each in outcome.letters if each.person_id == town.people[Role.SECRETARY])
    assert "已受理" in letter.text and "办结" in letter.text and "请在" not in letter.text
    assert outcome.case.filing.state == "received"
    outcome = await town.move(summary, "file")
    assert outcome.case.filing.state == "closed"
    event = await event_of(town, report)
    assert event and event.cancelled_at is None


async def test_a_summary_before_the_beginning_takes_it_out_of_the_calendar(town: Town) -> None:
    report = await filed(town)
    summary = await summed_up(town)
    await town.move(summary, "receive")
    event = await event_of(town, report)
    assert await town.state(report) == "closed"
    assert event and event.cancelled_at == town.clock.now()


async def test_a_summary_sent_back_settles_nothing(town: Town) -> None:
    report = await filed(town)
    summary = await summed_up(town)
    back = Given(reason="照片不够", fields=frozenset({"photos"}))
    await town.move(summary, "return", given=back)
    assert await town.state(report) == "filed"


async def test_what_is_erased_leaves_the_record(town: Town) -> None:
    filing = await profiled(town, name_full="云岭省新材料学会", uscc=CODES[0])
    await town.move(filing, "enter")
    report = await filed(town)
    async with town.database.writing() as work:
        erased = Archive(work).personal
        await erased.erase(town.people[Role.SECRETARY], NOW + timedelta(days=1))
    assert (await society(town)).name == "云岭省新材料学会"
    event = await event_of(town, report)
    assert event and event.title == "超硬材料学术年会"

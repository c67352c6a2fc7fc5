"""Salons as staff keep them: opened, given more places, called off, and the list at the door."""

from io import BytesIO
from random import Random

import openpyxl
import pytest

from forms.moving import Given
from forms.values import Complaint
from handlers.casework.errors import MovedOn
from handlers.filing.events.keeping import EventOver
from handlers.filing.events.service import EventGone
from storage.archive import Archive
from storage.filings import Filing
from storage.roles import Role
from tests.handlers.casework.town import Town

NAMES = ("林知远", "苏云帆", "周景行", "何若谷", "叶清和")


async def signed_up(town: Town, salon: str, *names: str) -> list[Filing]:
    return [(await town.signed_up(salon, name=name)).case.filing for name in names]


async def states(town: Town, filings: list[Filing]) -> list[str]:
    return [await town.state(each.id) for each in filings]


async def test_more_places_for_those_who_wait(town: Town) -> None:
    salon = await town.salon(places=1)
    filings = await signed_up(town, salon, *NAMES)
    async with town.staff() as desk:
        letters = await town.services.keeping.set_places(desk, salon, 3)
    assert await states(town, filings) == ["confirmed"] * 3 + ["waiting"] * 2
    assert [each.person_id for each in letters] == [each.person_id for each in filings[1:3]]
    async with town.staff() as desk:
        with pytest.raises(Complaint, match="已经有 3 人"):
            await town.services.keeping.set_places(desk, salon, 2)
        await town.services.keeping.set_places(desk, salon, None)
    assert await states(town, filings) == ["confirmed"] * 5


async def test_everybody_is_told_that_it_is_called_off(town: Town) -> None:
    salon, me = await town.salon(places=2), await town.secretary()
    two = [(await town.signed_up(salon, me, name)).case.filing for name in NAMES[:2]]
    waits = await signed_up(town, salon, "周景行")
    gone = await signed_up(town, salon, "何若谷")
    await town.move(gone[0].id, "withdraw", by=gone[0].person_id or "")
    async with town.staff() as desk:
        assert (await town.services.keeping.concerned(desk, salon))[1] == 3
        letters = await town.services.keeping.cancel(desk, salon, "场地临时维修")
    assert {each.person_id for each in letters} == {me, waits[0].person_id}
    assert len(letters) == 2
    mine = next(each for each in letters if each.person_id == me)
    assert mine.text.count("场地临时维修") == 2
    assert await states(town, [*two, *waits]) == ["cancelled"] * 3
    async with town.staff() as desk:
        with pytest.raises(EventOver):
            await town.services.keeping.set_places(desk, salon, 9)


async def test_checking_in_on_the_day(town: Town) -> None:
    salon = await town.salon(places=3)
    own, by_staff, other = await signed_up(town, salon, *NAMES[:3])
    checking_in = town.services.checking_in
    town.clock.pass_(days=9, hours=21, minutes=59)
    with pytest.raises(Complaint, match="现在不能签到"):
        await town.move(own.id, "check_in", by=own.person_id or "")
    async with town.staff() as desk:
        code = (await checking_in.at_the_door(desk, salon)).code
    async with town.desk(own.person_id or "") as desk:
        assert await checking_in.open_now(desk) == []
    town.clock.pass_(minutes=1)
    async with town.desk(own.person_id or "") as desk:
        wrong = f"{(int(code) + 1) % 10000:04}"
        assert await checking_in.by_code(desk, wrong) == []
        (found,) = await checking_in.by_code(desk, code)
        assert (await checking_in.by_link(desk, f"k_{salon}")) == [found]
        outcome, event = await checking_in.one(desk, found.id)
        assert (outcome.case.filing.state, event.id) == ("present", salon)
        assert await checking_in.by_code(desk, code) == []
    async with town.staff() as desk:
        await checking_in.one(desk, by_staff.id)
        found = await town.services.guest_list.page(desk, salon, 0)
    assert found.counts == {"已确认": 1, "已签到": 2}
    town.clock.pass_(hours=8)
    with pytest.raises(Complaint, match="现在不能签到"):
        await town.move(other.id, "check_in")


async def test_the_table_of_guests_holds_no_formula_and_no_number(town: Town) -> None:
    salon = await town.salon()
    await signed_up(town, salon, "林知远", "=1+1")
    async with town.staff() as desk:
        table = await town.services.guest_list.table(desk, salon)
        file = await desk.archive.files.get(table.file_id)
        assert file
        content = desk.shelf.take(file.digest)
    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[0] for row in rows] == ["序号", 1, 2]
    mobile = rows[0].index("联系人手机")
    assert all(str(row[mobile]).startswith("•") for row in rows[1:])
    risky = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert risky and all(cell.data_type == "s" for cell in risky)


async def test_what_is_not_public_is_not_there(town: Town) -> None:
    salon = await town.salon()
    async with town.database.writing() as work:
        await Archive(work).events.change(salon, public=False)
    async with town.desk(town.people[Role.MEMBER]) as desk:
        assert (await town.services.calendar.coming(desk)).events == ()
        with pytest.raises(EventGone):
            await town.services.calendar.one(desk, salon)
    async with town.staff() as desk:
        assert len((await town.services.calendar.coming(desk)).events) == 1


async def test_signing_up_goes_on_with_what_was_begun(town: Town) -> None:
    salon = await town.salon(places=3)
    async with town.desk(town.people[Role.SECRETARY]) as desk:
        first = await town.services.signing.begin(desk, salon)
        again = await town.services.signing.begin(desk, salon)
        (draft,) = await desk.archive.filings.drafts_of(desk.person.id)
    assert first.guide == again.guide == f"filing.{draft.id}"
    assert (draft.event_id, draft.form) == (salon, "secretary-salon")


@pytest.mark.parametrize("seed", range(3))
async def test_whatever_people_do_places_are_kept_and_given(town: Town, seed: int) -> None:
    """Confirmed are never more than places, and nobody waits while one is free."""
    dice, salon = Random(seed), await town.salon(places=2)
    places, filings = 2, list[Filing]()
    for step in range(14):
        deed = dice.choice(["come", "come", "leave", "leave", "reassign", "mend", "places"])
        if deed == "come":
            filings += await signed_up(town, salon, f"与会者{chr(0x4E00 + step)}")
        elif deed == "places":
            places = dice.randint(max(1, places - 1), places + 1)
            async with town.staff() as desk:
                try:
                    await town.services.keeping.set_places(desk, salon, places)
                except Complaint:
                    event = await desk.archive.events.get(salon)
                    places = event.places if event and event.places else places
        elif filings:
            await tried(town, dice.choice(filings), deed)
        async with town.database.reading() as work:
            count = Archive(work).filings.taken
            sure = await count(salon, ("confirmed", "present"))
            held = await count(salon, ("confirmed", "present", "reassigned"))
            waiting = await count(salon, ("waiting",))
        assert sure <= places, deed
        assert not waiting or held >= places, deed


async def tried(town: Town, filing: Filing, deed: str) -> None:
    """What is refused is refused, and changes nothing."""
    move = {"leave": "withdraw", "reassign": "reassign", "mend": "resubmit"}[deed]
    by = Role.STAFF if deed == "reassign" else filing.person_id or ""
    given = Given(reason="请改一改", fields=frozenset({"diet"}))
    try:
        await town.move(filing.id, move, by=by, given=given)
    except (Complaint, MovedOn):
        return

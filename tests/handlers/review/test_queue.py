"""The queue: to each what waits for them, filtered, counted, never anybody else's."""

import pytest

from bot.rehearsal.telegram import check_text
from handlers.callbacks import Go
from handlers.places import Place
from handlers.review.queue import keyboards, picking, texts
from handlers.review.queue.picking import By, Pick
from handlers.review.queue.service import EVERYTHING, Queue
from handlers.rights import NotForThisRole
from storage.archive import Archive
from tests.handlers.review.conftest import Office


async def page(office: Office, who: str, pick: Pick = EVERYTHING, number: int = 0) -> Queue:
    return await office.at(who, lambda desk: office.services.queueing.page(desk, pick, number))


async def titles(office: Office, who: str, pick: Pick = EVERYTHING) -> set[str]:
    return {each.title for each in (await page(office, who, pick)).filings}


async def test_to_each_what_waits_for_them(office: Office) -> None:
    await office.filed(activity_name="学会内审中的论坛")
    foreign = await office.filed(by="other_secretary", activity_name="外会的论坛")
    mine = await office.received(activity_name="在我手里的论坛")
    await office.move(foreign, "confirm", by="other_leader")
    assert await titles(office, "leader") == {"学会内审中的论坛"}
    assert await titles(office, "party_head") == {"学会内审中的论坛"}
    assert await titles(office, "other_leader") == set()
    assert await titles(office, "staff") == {"外会的论坛", "在我手里的论坛"}
    assert await titles(office, "colleague") == {"外会的论坛"}
    assert await titles(office, "administrator") == {"外会的论坛", "在我手里的论坛"}
    assert await titles(office, "head") == {"外会的论坛", "在我手里的论坛"}
    assert (await office.filing(mine)).assigned_to == office.people["staff"]


async def test_what_only_a_head_may_move_waits_for_heads(office: Office) -> None:
    filing = await office.filed(activity_name="要批准的论坛", awards="是")
    await office.move(filing, "confirm", by="leader")
    await office.move(filing, "receive", "pass")
    assert (await office.filing(filing)).state == "department"
    assert await titles(office, "staff") == set()
    assert await titles(office, "administrator") == set()
    assert await titles(office, "head") == {"要批准的论坛"}


@pytest.mark.parametrize("who", ["guest", "member", "secretary", "expert"])
async def test_others_have_no_queue(who: str, office: Office) -> None:
    with pytest.raises(NotForThisRole):
        await page(office, who)


async def test_filters(office: Office) -> None:
    mine = await office.received(activity_name="超硬材料年会100%")
    await office.filed("society-profile", by="other_secretary")
    number = (await office.filing(mine)).number or ""
    everything = await page(office, "staff")
    assert everything.counts == {By.ALL: 2, By.MINE: 1, By.FREE: 1, By.LATE: 0}
    assert await titles(office, "staff", Pick(By.MINE)) == {"超硬材料年会100%"}
    assert {each.form for each in (await page(office, "staff", Pick(By.FREE))).filings} == {
        "society-profile"
    }
    assert await titles(office, "staff", Pick(By.FORM, "forum-report")) == {"超硬材料年会100%"}
    assert await titles(office, "staff", Pick(By.SOCIETY, office.home)) == {"超硬材料年会100%"}
    for words in ("材料", "100%", number, number[-3:]):
        assert await titles(office, "staff", picking.words(words)) == {"超硬材料年会100%"}
    assert await titles(office, "staff", picking.words("1%0")) == set()
    sorts = await office.at("staff", lambda desk: office.services.queueing.sorts(desk, By.FORM))
    assert sorts == {"forum-report": 1, "society-profile": 1}
    office.house.pass_time(days=60)
    assert await titles(office, "staff", Pick(By.LATE)) == {"超硬材料年会100%"}
    told = texts.queue(
        await page(office, "staff"), office.services.catalogue, office.house.clock.now().date()
    )
    assert "超期 1" in told
    assert "个工作日" in told


async def test_by_city(office: Office) -> None:
    async with office.house.database.writing() as work:
        await Archive(work).societies.change(
            office.home, {"city": "云州市"}, office.house.clock.now()
        )
    await office.received()
    assert len((await page(office, "staff", Pick(By.CITY, "云州市"))).filings) == 1
    assert len((await page(office, "staff", Pick(By.CITY, "碧河市"))).filings) == 0
    sorts = await office.at("staff", lambda desk: office.services.queueing.sorts(desk, By.CITY))
    assert sorts == {"云州市": 1}


async def test_pages_and_buttons(office: Office) -> None:
    for _ in range(9):
        await office.filed("society-profile", by="other_secretary")
    first, second = await page(office, "staff"), await page(office, "staff", number=7)
    assert (len(first.filings), len(second.filings)) == (8, 1)
    assert (first.pages, second.number) == (2, 1)
    buttons = keyboards.queue(first, office.services.catalogue)
    assert [data for _, data in buttons][8] == Go(to=Place.QUEUE, id="", n=1)
    check_text(
        texts.queue(first, office.services.catalogue, office.house.clock.now().date()),
        formatted=True,
    )


@pytest.mark.parametrize(
    "pick",
    [
        Pick(),
        Pick(By.MINE),
        Pick(By.CITY, "云州市"),
        Pick(By.SOCIETY, "a" * 32),
        picking.words("高性能：材料" * 9),
    ],
)
def test_a_filter_fits_into_a_button_and_comes_back(pick: Pick) -> None:
    packed = Go(to=Place.QUEUE, id=str(pick), n=999).pack()
    assert len(packed.encode()) <= 64
    assert Pick.parse(Go.unpack(packed).id) == pick


@pytest.mark.parametrize("text", ["form", "mine.x", "x.y", "words.", "by.form"])
def test_a_forged_filter_is_none(text: str) -> None:
    assert Pick.parse(text) == Pick()

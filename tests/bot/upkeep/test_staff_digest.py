"""What staff are told in the morning: true counts, places that exist, nothing for nothing."""

from datetime import date, timedelta

from forms.workflow import Mover
from handlers.agenda.reminders import staff_letters
from handlers.duties.staff_daily import Common, Matter, Recent, StaffLetter
from handlers.duties.topics import Topic
from handlers.review.queue.picking import By, Pick
from storage.archive import Archive
from storage.broadcasts import BroadcastState
from storage.delivery import DeliveryState, Outcome
from storage.filings import Content
from tests.bot.upkeep.reminded import CATALOGUE, MONDAY, Office

TODAY = MONDAY.date()
WAITS = next(
    (name, state)
    for name, workflow in CATALOGUE.workflows.items()
    for state in sorted(workflow.waiting_for(Mover.STAFF))
)


async def file(office: Office, due: date | None = None) -> None:
    """Handed in at this moment, waiting for staff."""
    workflow, state = WAITS
    now = office.clock.now()
    async with office.database.writing() as work:
        archive = Archive(work)
        filing_id = await archive.filings.begin(
            "forum-report",
            1,
            workflow,
            society_id=office.societies["材料学会"],
            person_id=office.people["秘书甲"],
            title="论坛",
            content=Content(draft={}),
            now=now,
        )
        filing = await archive.filings.get(filing_id)
        assert filing
        await archive.filings.move(filing, state, now=now, due=due, submitted=True)


async def undelivered(office: Office, state: DeliveryState) -> None:
    now = office.clock.now()
    async with office.database.writing() as work:
        archive = Archive(work)
        row = await archive.deliveries.post(9, 9, "SendMessage", "{}", now)
        await archive.deliveries.settle([(row.id, Outcome(state=state))], now)


async def test_nothing_to_say_no_letter(office: Office) -> None:
    rounds = office.rounds()
    await rounds.walk()
    assert await office.letters("干事丙") == []
    office.clock.run(hours=1)
    await file(office)
    await rounds.walk()  # today's was empty; it is said tomorrow
    assert await office.letters("干事丙") == []
    office.clock.run(hours=23)
    await rounds.walk()
    (letter,) = await office.letters("干事丙")
    assert "新收申报 1 件" in letter
    assert await office.letters("秘书甲") == []


async def test_everything_is_counted_since_the_last_one(office: Office) -> None:
    rounds = office.rounds()
    await rounds.walk()
    office.clock.run(hours=2)
    for due in (None, TODAY - timedelta(days=3), TODAY + timedelta(days=9)):
        await file(office, due)
    for state in (DeliveryState.FAILED, DeliveryState.FAILED, DeliveryState.UNCERTAIN):
        await undelivered(office, state)
    async with office.database.writing() as work:
        archive, person = Archive(work), office.people["秘书甲"]
        now = office.clock.now()
        question = await archive.questions.keep(
            person_id=person, text="几点？", tier="related", passages=(), now=now
        )
        await archive.questions.open(question, now)
        cast = await archive.broadcasts.add("通知", by=office.people["部长丁"], now=now)
        draft = (BroadcastState.DRAFT,)
        assert await archive.broadcasts.move(cast, draft, BroadcastState.WAITING, now)
    office.clock.run(hours=22)
    await rounds.walk()
    (letter,) = await office.letters("部长丁")
    for line in (
        "工作摘要</b>（3月3日）",
        "新收申报 3 件",
        "超期未审 1 件",
        "待答问题 1 个",
        "等待核准的通知 1 条",
        "没有送到的消息 2 条",
        "没有把握是否送到的消息 1 条",
    ):
        assert line in letter
    assert await office.buttons("部长丁") == [
        "1. 待办审核",
        "2. 看超期的",
        "3. 待答问题",
        "4. 通知发布",
        "5. 看没送到的",
        "6. 提醒设置",
    ]
    assert "一天以上" not in letter
    office.clock.run(days=1)
    await rounds.walk()
    letter = (await office.letters("部长丁"))[-1]
    assert "超期未审 1 件" in letter and "待答问题 1 个" in letter
    assert "其中等了一天以上的 1 个" in letter
    assert "新收" not in letter and "送到" not in letter


async def test_deadlines_of_the_week_and_who_is_late(office: Office) -> None:
    for name in ("化学会", "物理学会", "天文学会"):
        await office.society(name)
        office.duty("年度检查", TODAY + timedelta(days=7), name)
        office.duty("半年报告", TODAY - timedelta(days=6), name)  # a Tuesday
    office.duty("年度检查", TODAY + timedelta(days=7))
    office.duty("半年报告", TODAY - timedelta(days=6))
    office.duty("下月的事", TODAY + timedelta(days=8))
    office.duty("刚过的事", TODAY - timedelta(days=4))  # three working days: Saturday was one
    office.duty("个人的事", TODAY, person_id=office.people["会长乙"])
    await office.rounds().walk()
    (letter,) = await office.letters("干事丙")
    soon, late = letter.split("<b>逾期未办</b>（超过三个工作日）")
    assert "报送「年度检查」（3月9日）：4 个学会还没有办，" in soon
    assert late.count("、") == 2 and "等" in late
    assert "报送「半年报告」（2月24日）：4 个学会还没有办，" in late
    assert not [each for each in ("下月", "刚过", "个人") if each in letter]


async def test_whoever_muted_it_has_none_but_a_head_does(office: Office) -> None:
    await file(office)
    async with office.database.writing() as work:
        for name in ("干事丙", "部长丁"):
            await Archive(work).reminding.mute(office.people[name], Topic.DIGEST, MONDAY)
    await office.rounds().walk()
    assert await office.letters("干事丙") == []
    assert len(await office.letters("部长丁")) == 1


def test_a_long_list_is_cut_and_names_are_shown_as_they_are() -> None:
    matters = tuple(
        Matter(what=f"<b>{n}</b>", due=TODAY, societies=("<i>甲</i>", "乙", "丙", "丁"))
        for n in range(7)
    )
    found = StaffLetter(person_id="a", common=Common(soon=matters), recent=Recent())
    text = staff_letters.letter(found, TODAY).text
    assert text.count("4 个学会还没有办") == 5 and "另有 2 项" in text
    assert "&lt;b&gt;0&lt;/b&gt;" in text and "&lt;i&gt;甲&lt;/i&gt;" in text
    assert StaffLetter(person_id="a", common=Common(), recent=Recent()).is_empty


def test_the_queue_knows_what_is_late_by_the_same_word() -> None:
    assert Pick.parse(staff_letters.LATE_ONES).by is By.LATE

"""Reports: whose, of what, and that nothing in them is ever more than text."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from PIL import Image

from handlers.announced import Content
from handlers.broadcast.gone_out import NotGoneOut
from handlers.broadcast.reporting import keyboards, texts
from handlers.broadcast.reporting.exporting import Exporting
from handlers.broadcast.reporting.reminding import (
    CannotRemind,
    NobodyUnread,
    RemindedAlready,
    Reminding,
)
from handlers.broadcast.reporting.service import Reporting
from handlers.broadcast.watching.service import Watching
from handlers.desk import Desk, Reply
from handlers.rights import NotForThisRole
from storage.archive import Archive
from storage.audiences import Conditions, Deed, Did
from storage.broadcasts import BroadcastState
from storage.delivery import DeliveryState
from storage.engine import Database
from storage.roles import Role
from tests.handlers.broadcast.test_receiving import person
from tests.handlers.conftest import DeskFor
from tests.hostile_names import HOSTILE
from tests.storage.announcements import NOW, Fate, Sent, give_address, send

REPORTING, EXPORTING = Reporting(counts_links=False), Exporting(counts_links=False)
REMINDING, WATCHING = Reminding(), Watching(page_url="https://chat.example.org")
Use = Callable[[Desk, str], Awaitable[Any]]
USES: dict[str, Use] = {
    "report": REPORTING.report,
    "people": lambda desk, identity: REPORTING.people(desk, identity, 0),
    "unsure": lambda desk, identity: REPORTING.unsure(desk, identity, 0),
    "held": lambda desk, identity: REPORTING.held(desk, identity, 0),
    "resend": lambda desk, identity: REPORTING.resend(desk, identity, sure=True),
    "troubled": lambda desk, _identity: REPORTING.troubled(desk),
    "table": EXPORTING.table,
    "picture": EXPORTING.picture,
    "remind": lambda desk, identity: REMINDING.remind(desk, identity, sure=True),
    "progress": WATCHING.progress,
}
STAFF = (Role.STAFF, Role.STAFF_HEAD, Role.ADMINISTRATOR)


@dataclass
class Approver:
    """Takes down what it is asked to send."""

    asked: list[tuple[str, int]] = field(default_factory=list)

    async def ask(self, desk: Desk, broadcast_id: str, n: int) -> Reply:
        self.asked.append((broadcast_id, n))
        return Reply(text="送去核准了。")


async def staff(archive: Archive, desk_for: DeskFor) -> Desk:
    identity = await archive.people.add("孔景行", NOW)
    return desk_for(archive, person(identity, Role.STAFF))


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("use", USES)
async def test_only_staff_ask_how_it_went(
    database: Database, desk_for: DeskFor, role: Role, use: str
) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        sent = await send(archive, [Fate(), Fate(states=("uncertain",))])
        identity = await archive.people.add("林怀瑾", NOW)
        desk = desk_for(archive, person(identity, role))
        if role in STAFF:
            await USES[use](desk, sent.id)
            return
        with pytest.raises(NotForThisRole):
            await USES[use](desk, sent.id)
        counts = await archive.following.totals(sent.id)
        assert {str(each.arrival) for each in counts} == {"sent", "uncertain"}
        assert await archive.broadcasts.count() == 1


@pytest.mark.parametrize("use", [use for use in USES if use != "troubled"])
async def test_a_draft_has_no_report(database: Database, desk_for: DeskFor, use: str) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        desk = await staff(archive, desk_for)
        draft = await send(archive, [Fate()], state=BroadcastState.DRAFT)
        for identity in (draft.id, "a" * 32, ""):
            with pytest.raises(NotGoneOut):
                await USES[use](desk, identity)


async def hostile(archive: Archive) -> Sent:
    """One person for every name that has ever done harm; every text of it is such a name, too."""
    fates = []
    for name in HOSTILE:
        society = await archive.societies.add({"name": f"{name}学会"}, NOW)
        place = {"city": name[:60], "discipline": name[:100], "society_id": society}
        fates.append(Fate(name=name, **place, more={"answer": 1, "answered_at": NOW}))
        fates.append(Fate(name=name, **place, states=(DeliveryState.FAILED,), reason=name))
    content = Content(text="x", choices=(HOSTILE[0], HOSTILE[1]), links=(("https://x.cn", "x"),))
    return await send(
        archive, fates, title=f"{HOSTILE[1]}/../{HOSTILE[0]}", content=content.as_dict()
    )


async def test_names_stay_text_in_the_table(database: Database, desk_for: DeskFor) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        desk = await staff(archive, desk_for)
        sent = await hostile(archive)
        attached = await EXPORTING.table(desk, sent.id)
        file = await archive.files.get(attached.file_id)
        assert file and "/" not in file.name and "\\" not in file.name
        book = load_workbook(BytesIO(desk.shelf.take(file.digest)))
        assert book.sheetnames == ["汇总", "名单"]
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n", "d"}
        assert all(cell.data_type != "f" for cell in cells)
        rows = list(book["名单"].iter_rows(values_only=True))
        assert rows[0][:7] == ("序号", "姓名", "学会", "城市", "学科", "状态", "原因")
        assert {row[1] for row in rows[1:]} >= {name for name in HOSTILE if name.isprintable()}
        assert {row[6] for row in rows[1:]} == {None, "别的原因，请看日志或问管理员"}
        assert len(rows) == 2 * len(HOSTILE) + 1
        journal = await archive.journal.entries(most=1)
        assert journal[0].action == "announcement report exported"


async def test_names_stay_text_in_the_chat_and_in_the_picture(
    database: Database, desk_for: DeskFor
) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        desk = await staff(archive, desk_for)
        sent = await hostile(archive)
        report = texts.report(await REPORTING.report(desk, sent.id))
        listed = texts.people(await REPORTING.people(desk, sent.id, 0))
        for said in (report, listed):
            assert "<script" not in said and "<a " not in said
            assert len(said) < 4096
        attached = await EXPORTING.picture(desk, sent.id)
        assert attached.picture
        file = await archive.files.get(attached.file_id)
        assert file
        with Image.open(BytesIO(desk.shelf.take(file.digest))) as picture:
            assert picture.size[0] == 1080 and picture.format == "PNG"
            assert picture.size[0] + picture.size[1] < 10_000


async def test_the_report_says_why_and_where_it_leads(
    database: Database, desk_for: DeskFor
) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        desk = await staff(archive, desk_for)
        sent = await send(
            archive,
            [
                Fate(many=7, city="春城", more={"read_at": NOW}),
                Fate(states=("uncertain",), reason="process ended"),
                Fate(many=2, states=("held",), reason="TelegramForbiddenError"),
                Fate(excluded="muted"),
            ],
            content=Content(text="x", links=(("https://x.cn", "x"),)).as_dict(),
        )
        held = {"held_since": NOW, "held_because": "TelegramForbiddenError"}
        await give_address(archive, sent.people[8], 77, bot_id=2, **held)
        found = await REPORTING.report(desk, sent.id)
        said = texts.report(found)
        for each in (
            "应发 10 人，送到 7 人，没有把握 1，暂停投递 2",
            "另有 1 人没有列入：自己关掉了通知公告 1",
            "已阅 7 人（占 70%）",
            "链接点击未统计",
            "没有把握，发到一半程序停了：1 人",
            "暂停投递，对方停用了机器人，或把它屏蔽了：2 人",
            "春城 7/7（100%）",
        ):
            assert each in said
        labels = [label for label, _ in keyboards.report(found)]
        assert labels[3:6] == ["提醒未读者（3）", "没有把握的（1）", "暂停投递的人（1）"]
        on_hold = texts.held(await REPORTING.held(desk, sent.id, 0))
        assert f"{NOW.month}月{NOW.day}日起：对方停用了机器人" in on_hold
        assert "Telegram" in on_hold and "Error" not in on_hold
        counted = await Reporting(counts_links=True).report(desk, sent.id)
        assert "未统计" not in texts.report(counted)


async def test_uncertain_ones_go_again_only_on_staffs_word(
    database: Database, desk_for: DeskFor
) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        desk = await staff(archive, desk_for)
        sent = await send(archive, [Fate(), Fate(many=3, states=("uncertain",))])
        asked = await REPORTING.resend(desk, sent.id, sure=False)
        assert asked.people == 3 and asked.again is None
        assert "会收到两次" in texts.resent(asked)
        (troubled,) = await REPORTING.troubled(desk)
        assert troubled.uncertain == 6 and troubled.broadcast.id == sent.id
        done = await REPORTING.resend(desk, sent.id, sure=True)
        assert done.people == 3 and done.again == 6  # the file of each as well
        again = await REPORTING.resend(desk, sent.id, sure=True)
        assert again.people == 0 and again.again is None
        assert await REPORTING.troubled(desk) == ()
        journal = await archive.journal.entries(most=5)
        assert [each.action for each in journal].count("announcement resent") == 1


async def test_the_unread_are_reminded_once_a_day(database: Database, desk_for: DeskFor) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        desk, approver = await staff(archive, desk_for), Approver()
        reminding = Reminding(approving=approver)
        sent = await send(
            archive,
            [Fate(more={"read_at": NOW}), Fate(many=2)],
            content=Content(text="交材料", links=(("https://x.cn", "x"),)).as_dict(),
            mandatory=True,
            expires_at=NOW - timedelta(hours=1),
        )
        asked = await reminding.remind(desk, sent.id, sure=False)
        assert asked.unread == 2 and asked.draft_id is None
        assert await archive.broadcasts.count() == 1
        done = await reminding.remind(desk, sent.id, sure=True)
        assert done.draft_id and approver.asked == [(done.draft_id, 1)]
        assert done.reply and done.reply.text == "送去核准了。"
        draft = await archive.broadcasts.get(done.draft_id)
        assert draft and draft.state is BroadcastState.DRAFT and draft.revision == 0
        assert draft.created_by == desk.person.id and draft.copied_from == sent.id
        assert draft.expires_at is None and draft.mandatory
        content = Content.of(draft.content)
        assert content.text == "<b>【提醒】</b>交材料" and content.confirm and content.links
        deed = Deed(did=Did.NOT_READ, subject=sent.id)
        assert Conditions.of(draft.audience) == Conditions(deeds=(deed,))
        for sure in (False, True):
            with pytest.raises(RemindedAlready):
                await reminding.remind(desk, sent.id, sure=sure)


async def test_nobody_is_reminded_of_what_is_read_under_way_or_withdrawn(
    database: Database, desk_for: DeskFor
) -> None:
    async with database.writing() as work:
        archive = Archive(work)
        desk = await staff(archive, desk_for)
        read = await send(archive, [Fate(more={"read_at": NOW}), Fate(excluded="muted")])
        with pytest.raises(NobodyUnread):
            await REMINDING.remind(desk, read.id, sure=True)
        for state in (BroadcastState.SENDING, BroadcastState.WITHDRAWN):
            sent = await send(archive, [Fate()], state=state)
            with pytest.raises(CannotRemind):
                await REMINDING.remind(desk, sent.id, sure=True)

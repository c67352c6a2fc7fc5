"""Drafts and filings as their filers see them: where they stand, what was said, the paper."""

from collections.abc import Sequence
from io import BytesIO

import pypdfium2
import pytest
from docx import Document

from forms.drafts import Place
from forms.values import Complaint
from handlers.casework.errors import FilingGone
from handlers.desk import Reply
from handlers.filing.catalogue.due import todos
from handlers.places import Place as Where
from storage.archive import Archive
from storage.filing_moves import MoveRecord
from storage.roles import Role
from tests.handlers.filing.pages.papers import asking, begun, pdf, sends
from tests.handlers.review.conftest import GIVEN, Office

FORUM, PROFILE, TALENT = "forum-report", "society-profile", "young-talent-apply"
SECRET = "评分时写的话"


def labels(reply: Reply) -> list[str]:
    return [label for label, _ in reply.buttons]


def places(reply: Reply) -> list[Where]:
    return [data.to for _, data in reply.buttons if hasattr(data, "to")]


async def page(office: Office, filing_id: str, by: str = "secretary") -> Reply:
    return await office.at(by, lambda desk: office.services.following.open(desk, filing_id))


async def listed(office: Office, number: int = 0, by: str = "secretary") -> Reply:
    return await office.at(by, lambda desk: office.services.following.list(desk, number))


async def test_what_was_returned_says_what_to_mend_and_why(office: Office) -> None:
    filing = await office.filed()
    assert "接下来由学会负责人、学会党组织负责人办理" in (await page(office, filing)).text
    await office.move(filing, "decline", by="leader")
    reply = await page(office, filing)
    assert "退回修改" in reply.text and "请修改：主题" in reply.text
    assert "学会负责人：退回修改" in reply.text and "原因：请补充材料" in reply.text
    assert labels(reply)[0] == "去修改"
    due = await office.at("secretary", lambda desk: todos(office.services.offices, desk))
    assert [each.button[1].to for each in due] == [Where.FILING]
    assert "退回修改" in due[0].text


async def test_people_are_named_by_their_roles_alone(office: Office) -> None:
    filing = await office.received()
    reply = await page(office, filing)
    assert "工作人员：受理" in reply.text
    assert "staff" not in reply.text and "leader" not in reply.text
    past = await office.at(
        "secretary", lambda desk: office.services.following.history(desk, filing, 0)
    )
    assert "意见：情况属实" in past.text


async def test_a_forum_that_is_over_leads_to_its_summary(office: Office) -> None:
    filing = await office.received()
    await office.move(filing, "file", "held")
    reply = await page(office, filing)
    assert "报「活动总结」" in reply.text
    assert labels(reply)[0] == "报活动总结"
    due = await office.at("secretary", lambda desk: todos(office.services.offices, desk))
    assert [each.button[1].id for each in due] == ["activity-summary"]


async def test_colleagues_share_the_list_and_others_do_not(office: Office) -> None:
    filing = await office.filed()
    assert "（1件）" in (await listed(office)).text
    colleague = await office.house.person("colleague at home", (Role.SECRETARY, office.home))
    office.people["second"] = colleague
    assert Where.FILING in places(await listed(office, by="second"))
    for who in ("other_secretary", "leader", "member", "guest", "staff"):
        assert Where.FILING not in places(await listed(office, by=who)), who
    with pytest.raises(FilingGone):
        await page(office, filing, by="other_secretary")


async def test_a_private_application_is_not_the_secretarys(office: Office) -> None:
    filing = await office.filed(TALENT, by="member")
    assert Where.FILING in places(await listed(office, by="member"))
    with pytest.raises(FilingGone):
        await page(office, filing, by="secretary")


async def test_many_filings_are_turned_a_page_at_a_time(office: Office) -> None:
    for _ in range(9):
        await office.filed(PROFILE)
    first, second = await listed(office), await listed(office, 2)
    assert places(first).count(Where.FILING) == 8 and places(second).count(Where.FILING) == 1
    assert "下一页" in labels(first) and "上一页" in labels(second)
    assert await listed(office, 999_998) == second


async def scored(office: Office) -> str:
    filing = await office.filed(TALENT, by="member")
    await office.move(filing, "receive", "pass")
    record = MoveRecord(
        filing_id=filing,
        move="score",
        origin="scoring",
        state="scoring",
        person_id=office.people["expert"],
        role="expert",
        at=office.house.clock.now(),
        opinion=SECRET,
    )
    async with office.house.database.writing() as work:
        archive = Archive(work)
        expert = office.people["expert"]
        await archive.experts.assign(filing, expert, by=None, now=record.at)
        await archive.moves.add(record)
    return filing


def texts_of(reply: Reply) -> str:
    return reply.text + "".join(labels(reply))


async def test_nobody_reads_what_experts_gave_here(office: Office) -> None:
    filing, following = await scored(office), office.services.following
    for who in ("member", "staff", "head"):
        shown = [
            await page(office, filing, by=who),
            await office.at(who, lambda desk: following.history(desk, filing, 0)),
        ]
        for reply in shown:
            assert SECRET not in texts_of(reply) and "评分" not in texts_of(reply)
        paper = await on_paper(office, filing, 1, by=who)
        assert SECRET not in paper and "评分" not in paper
    for use in (following.open, office.services.receipts.hand_out, office.services.sent_along.all):
        with pytest.raises(FilingGone):
            await office.at("expert", lambda desk, use=use: use(desk, filing, *_page(use)))


def _page(use: object) -> Sequence[int]:
    return () if getattr(use, "__name__", "") == "open" else (0,)


async def on_paper(office: Office, filing: str, number: int, by: str = "secretary") -> str:
    """The text of what is handed out: a PDF, or a document."""
    reply = await office.at(
        by, lambda desk: office.services.receipts.hand_out(desk, filing, number)
    )
    async with office.house.database.reading() as work:
        file = await Archive(work).files.get(reply.files[0].file_id)
    assert file and file.person_id == office.people[by] and file.forget_at
    content = office.house.shelf.take(file.digest)
    if number:
        document = Document(BytesIO(content))
        cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
        return "\n".join([*(each.text for each in document.paragraphs), *(c.text for c in cells)])
    pages = pypdfium2.PdfDocument(content)
    return "".join(each.get_textpage().get_text_range() for each in pages)


@pytest.mark.parametrize("number", [0, 1])
async def test_a_receipt_says_what_was_handed_in(office: Office, number: int) -> None:
    filing = await office.filed(contact_mobile="13800123500")
    row = await office.filing(filing)
    paper = await on_paper(office, filing, number)
    assert row.number and row.number in paper
    assert "学会内审" in paper and "云岭省材料学会" in paper
    assert "3500" in paper and "13800123500" not in paper
    assert await on_paper(office, filing, number, by="leader")
    with pytest.raises(FilingGone):
        await on_paper(office, filing, number, by="other_secretary")


async def test_others_see_it_as_it_was_handed_in(office: Office) -> None:
    """What is being mended is nobody's business yet."""
    filing = await office.filed(theme="超硬材料的新进展")
    await office.move(filing, "decline", by="leader")
    offices, following = office.services.offices, office.services.following

    async def mend(desk: object) -> None:
        case = await offices.open_own(desk, filing)  # type: ignore[arg-type]
        draft = case.draft.put(Place("theme"), "还没有想好的主题")
        await offices.keep(desk, case, draft)  # type: ignore[arg-type]

    await office.at("secretary", mend)
    own = await office.at("secretary", lambda desk: following.answers(desk, filing, 0))
    theirs = await office.at("leader", lambda desk: following.answers(desk, filing, 0))
    assert "还没有想好的主题" in own.text and "还没有想好的主题" not in theirs.text
    assert "超硬材料的新进展" in theirs.text


async def test_a_receipt_waits_for_a_number(office: Office) -> None:
    draft = await begun(office, FORUM)
    reply = await office.at(
        "secretary", lambda desk: office.services.receipts.hand_out(desk, draft, 0)
    )
    assert "还没有提交" in reply.text and not reply.files


async def test_taking_back_tells_those_it_waits_for_nothing_more(office: Office) -> None:
    filing = await office.received()
    withdrawing = office.services.withdrawing
    begun_ = await office.at("secretary", lambda desk: withdrawing.begin(desk, filing))
    assert begun_.facts["needed"] and begun_.facts["label"] == "撤回"
    with pytest.raises(Complaint, match="原因"):
        await office.at("secretary", lambda desk: withdrawing.withdraw(desk, filing, ""))
    done = await office.at("secretary", lambda desk: withdrawing.withdraw(desk, filing, "改期"))
    assert "已撤回" in done.text and Where.COPY in places(done)
    assert (await office.filing(filing)).ended
    again = await office.at("secretary", lambda desk: withdrawing.begin(desk, filing))
    assert "不能撤回了" in again.text and not again.guide
    with pytest.raises(Complaint, match="不能撤回了"):
        await office.at("secretary", lambda desk: withdrawing.withdraw(desk, filing, "改期"))


async def test_what_is_filed_cannot_be_taken_back(office: Office) -> None:
    filing = await office.received()
    await office.move(filing, "file", given=GIVEN)
    assert "撤回" not in labels(await page(office, filing))


async def test_a_draft_says_how_far_it_is_and_goes_when_told(office: Office) -> None:
    draft = await begun(office, FORUM)
    await asking(office, draft, "agenda")
    drafts = office.services.drafts
    shown = await office.at("secretary", lambda desk: drafts.page(desk, 0))
    assert "填到第" in shown.text and "还差" in shown.text
    for who in ("other_secretary", "staff", "leader"):
        with pytest.raises(FilingGone):
            await office.at(who, lambda desk: drafts.discard(desk, draft))
    asked = await office.at("secretary", lambda desk: drafts.ask_to_discard(desk, draft))
    assert "找不回来" in asked.text
    await office.at("secretary", lambda desk: drafts.discard(desk, draft))
    assert "没有没填完的表" in (await office.at("secretary", lambda d: drafts.page(d, 0))).text
    with pytest.raises(FilingGone):
        await office.at("secretary", lambda desk: drafts.discard(desk, draft))


async def test_what_was_handed_in_is_not_thrown_away(office: Office) -> None:
    filing, drafts = await office.filed(), office.services.drafts
    reply = await office.at("secretary", lambda desk: drafts.discard(desk, filing))
    assert "已经提交过" in reply.text
    assert (await office.filing(filing)).number


async def test_an_old_button_of_an_attachment_is_only_for_who_may_see_it(office: Office) -> None:
    filing, along = await office.filed(), office.services.sent_along
    async with office.house.database.reading() as work:
        paper = (await Archive(work).attachments.of(filing))[0]
    reply = await office.at("leader", lambda desk: along.open(desk, paper.id))
    async with office.house.database.reading() as work:
        file = await Archive(work).files.get(reply.files[0].file_id)
    assert file and file.person_id == office.people["leader"] and file.digest == paper.digest
    for who in ("other_secretary", "member", "expert", "guest"):
        with pytest.raises(FilingGone):
            await office.at(who, lambda desk: along.open(desk, paper.id))


async def test_a_paper_that_was_replaced_is_not_shown_any_more(office: Office) -> None:
    draft = await begun(office, FORUM)
    await asking(office, draft, "agenda")
    await sends(office, draft, pdf("旧.pdf"))
    offices = office.services.offices

    async def clear(desk: object) -> None:
        case = await offices.open_own(desk, draft)  # type: ignore[arg-type]
        await offices.keep(desk, case, case.filling.clear(case.draft, Place("agenda")))  # type: ignore[arg-type]

    await office.at("secretary", clear)
    along = office.services.sent_along
    assert "没有附件" in (await office.at("secretary", lambda d: along.all(d, draft, 0))).text

"""Files of announcements stay; a copy begins anew; a notice becomes a draft."""

import pytest

from forms.values import Complaint
from handlers.broadcast.forwarding.service import ForStaffOnly, Forwarding
from handlers.broadcast.writing.pictures import LARGEST_PICTURE, shown
from handlers.desk import Desk
from knowledge.extract import LONGEST_EXTRACT, extract
from knowledge.library import Library
from knowledge.notice import Notice
from storage.archive import Archive
from storage.broadcasts import BroadcastState
from storage.notices import NoticeRow
from storage.retention import Limits, hourly
from tests.handlers.broadcast.conftest import SECRETARIES, Newsroom

JPG = b"\xff\xd8\xff"
TEXT = (
    "云岭省科学技术协会\n云岭科协函〔2026〕9号\n关于开展<普查>的通知\n各省级学会：\n"
    "请各学会于12月20日前报送普查表，每会1份。现将有关事项通知如下。\n一、范围\n全部学会。"
)
NOTICE = Notice(
    id="a" * 32,
    title="关于开展<普查>的通知",
    document_number="云岭科协函〔2026〕9号",
    source="x.txt",
    digest="d",
    text=TEXT,
)


class Says:
    """A language model that says one thing."""

    def __init__(self, said: str | None) -> None:
        self.said = said

    async def reply(self, instructions: str, given: str, seconds: float) -> str | None:
        return self.said


async def kept(newsroom: Newsroom, identity: str) -> bool:
    """Whether its first file is still there after retention has walked."""
    async with newsroom.house.database.writing() as work:
        now = newsroom.house.clock.now()
        limits = Limits(**dict.fromkeys(Limits.__slots__, now))  # type: ignore[arg-type]
        for rule in hourly(now, limits):
            if keys := await rule.due(work, 100):
                await rule.carry_out(work, keys)
        return await Archive(work).files.get(identity) is not None


async def with_a_file(newsroom: Newsroom) -> tuple[str, str]:
    writing, identity = newsroom.services.writing, await newsroom.draft()

    async def add(desk: Desk) -> str:
        piece = await writing.add_piece(desk, identity, "表.pdf", b"%PDF-", shown=False)
        return piece.file_id

    return identity, await newsroom.at("author", add)


async def test_files_of_an_announcement_stay_as_long_as_it_does(newsroom: Newsroom) -> None:
    writing = newsroom.services.writing
    identity, file_id = await with_a_file(newsroom)
    newsroom.pass_time(days=5000)
    assert await kept(newsroom, file_id)
    copied = await newsroom.at("colleague", lambda d: writing.copy(d, identity))
    (piece,) = (await newsroom.content(copied)).pieces
    assert piece.file_id != file_id
    await newsroom.at("author", lambda d: writing.discard(d, identity, sure=False))
    await newsroom.at("author", lambda d: writing.discard(d, identity, sure=True))
    newsroom.pass_time(days=2)
    assert not await kept(newsroom, file_id)
    assert await kept(newsroom, piece.file_id)
    async with newsroom.house.database.reading() as work:
        file = await Archive(work).files.get(piece.file_id)
        assert file and file.digest in await Archive(work).files.digests()
    assert newsroom.house.shelf.take(file.digest) == b"%PDF-"


async def test_a_reminder_has_the_files_of_what_it_reminds_of(newsroom: Newsroom) -> None:
    writing, (identity, file_id) = newsroom.services.writing, await with_a_file(newsroom)
    row = await newsroom.row(identity)
    again = await newsroom.draft()
    await newsroom.put(again, content=row.content, copied_from=identity)
    await newsroom.at("author", lambda d: writing.discard(d, again, sure=True))
    newsroom.pass_time(days=2)
    assert await kept(newsroom, file_id)


async def test_files_that_were_taken_off_go(newsroom: Newsroom) -> None:
    identity, file_id = await with_a_file(newsroom)
    await newsroom.at("author", lambda d: newsroom.services.writing.drop_pieces(d, identity))
    newsroom.pass_time(days=2)
    assert not await kept(newsroom, file_id)


async def test_ten_files_and_no_more(newsroom: Newsroom) -> None:
    writing, identity = newsroom.services.writing, await newsroom.draft()

    async def add(desk: Desk) -> None:
        await writing.add_piece(desk, identity, "图.jpg", JPG, shown=True)

    for _ in range(10):
        await newsroom.at("author", add)
    with pytest.raises(Complaint) as refused:
        await newsroom.at("author", add)
    assert "最多带10个" in refused.value.sentence
    assert len((await newsroom.content(identity)).pieces) == 10


def test_what_is_shown_as_a_picture() -> None:
    assert shown(JPG, as_photo=True, door="telegram")
    assert shown(JPG, as_photo=False, door="web")
    assert not shown(JPG, as_photo=False, door="telegram")  # sent as a file on purpose
    assert not shown(b"%PDF-", as_photo=False, door="web")
    assert not shown(JPG + b"x" * LARGEST_PICTURE, as_photo=False, door="web")


async def test_a_copy_is_a_draft_without_a_history(newsroom: Newsroom) -> None:
    writing, identity = newsroom.services.writing, await newsroom.begun(BroadcastState.DONE)
    copied = await newsroom.at("third", lambda d: writing.copy(d, identity))
    row, old = await newsroom.row(copied), await newsroom.row(identity)
    assert (row.state, row.copied_from) == (BroadcastState.DRAFT, identity)
    assert row.created_by == newsroom.people["third"]
    assert (await newsroom.content(copied)) == (await newsroom.content(identity))
    assert old.content["count"] == 4 and "count" not in row.content
    assert not row.audience and await newsroom.frozen(copied) == 0
    for name in (
        "submitted_at",
        "decided_by",
        "decided_at",
        "send_at",
        "expires_at",
        "started_at",
        "finished_at",
    ):
        assert getattr(row, name) is None


async def test_a_notice_becomes_a_draft(newsroom: Newsroom) -> None:
    library = Library(vectors=None, embedder=None)
    await library.open([NOTICE])
    forwarding = Forwarding(library=library, page_url="https://chat.example.org")
    async with newsroom.house.database.writing() as work:
        values = {name: getattr(NOTICE, name) for name in NoticeRow.__slots__}
        await Archive(work).notices.keep(NoticeRow(**values), [], newsroom.house.clock.now())
    identity = await newsroom.at("author", lambda d: forwarding.forward(d, NOTICE.id))
    row, content = await newsroom.row(identity), await newsroom.content(identity)
    assert (row.state, row.notice_id) == (BroadcastState.DRAFT, NOTICE.id)
    assert content.text.startswith("<b>关于开展&lt;普查&gt;的通知</b>\n云岭科协函〔2026〕9号")
    assert "请各学会于12月20日前报送普查表，每会1份。" in content.text
    assert "如下" not in content.text
    page = f"https://chat.example.org/notices/{NOTICE.id}"
    assert content.confirm and content.links == ((page, "打开通知原文"),)
    await newsroom.put(identity, audience=SECRETARIES)
    await newsroom.ask(identity)


async def test_what_not_everybody_may_read_is_passed_on_with_care(newsroom: Newsroom) -> None:
    library = Library(vectors=None, embedder=None)
    await library.open([NOTICE])
    forwarding = Forwarding(library=library, page_url="https://chat.example.org")

    async def restrict(audience: str) -> None:
        async with newsroom.house.database.writing() as work:
            values = {name: getattr(NOTICE, name) for name in NoticeRow.__slots__}
            row = NoticeRow(**(values | {"audience": audience}))
            await Archive(work).notices.keep(row, [], newsroom.house.clock.now())

    await restrict("secretaries")
    identity = await newsroom.at("author", lambda d: forwarding.forward(d, NOTICE.id))
    content = await newsroom.content(identity)
    assert content.links == (("https://chat.example.org", "打开学会助手"),)
    told = await newsroom.at("author", lambda d: forwarding.told(d, NOTICE.id))
    assert "只选他们" in told
    await restrict("staff")
    for step in (forwarding.forward, forwarding.told):
        with pytest.raises(ForStaffOnly):
            await newsroom.at("author", lambda d, step=step: step(d, NOTICE.id))


async def test_a_language_model_says_no_number_of_its_own() -> None:
    first = "请各学会于12月20日前报送普查表，每会1份。"
    good = "请在12月20日前报送1份普查表。"
    assert await extract(NOTICE, Says(good)) == good  # type: ignore[arg-type]
    assert await extract(NOTICE, Says(f"<think>想</think>{good}")) == good  # type: ignore[arg-type]
    for said in (
        None,
        "",
        "请在12月21日前报送。",
        "请登录 https://evil.example.com 报送。",
        "好" * (LONGEST_EXTRACT + 1),
    ):
        assert await extract(NOTICE, Says(said)) == first  # type: ignore[arg-type]
    assert await extract(NOTICE, None) == first

"""Papers sent along in the middle of a form."""

import pytest

from handlers.casework.errors import FilingGone
from handlers.filing.files.attaching import Sent
from handlers.filing.memory import Memory
from handlers.filing.whole_view import waiting_of
from handlers.guiding import Act
from storage.archive import Archive
from tests.handlers.filing.conftest import talk_for
from tests.handlers.filing.pages.papers import JPG, PNG, asking, begun, pdf, photo, sends
from tests.handlers.review.conftest import Office

FORUM, TALENT, SUMMARY = "forum-report", "young-talent-apply", "activity-summary"
CHANGE = "registration-change"
LETTERS, PROOF = "expert_letters", "proof"


async def names(office: Office, filing_id: str, field: str, by: str = "secretary") -> list[str]:
    case = await office.at(by, lambda desk: office.services.offices.open(desk, filing_id))
    stored = case.draft.answers.get(field) or waiting_of(case).get(field, ())
    return [each["name"] for each in stored]


async def presses(office: Office, filing_id: str, key: str, by: str = "secretary") -> str:
    talk = talk_for(office.services.offices)
    turn = await office.at(by, lambda desk: talk.take(desk, filing_id, Act.CHOOSE, key, ""))
    return turn.text


async def resumed(office: Office, filing_id: str, by: str = "secretary") -> str:
    talk = talk_for(office.services.offices)
    turn = await office.at(by, lambda desk: talk.take(desk, filing_id, Act.RESUME, "", ""))
    return turn.text


async def test_one_that_is_enough_goes_on(office: Office) -> None:
    filing = await begun(office, FORUM)
    await asking(office, filing, "agenda")
    said = await sends(office, filing, pdf())
    assert "✓ 活动方案与议程：《议程.pdf》" in said
    assert await names(office, filing, "agenda") == ["议程.pdf"]
    assert "内部审议会议纪要" in await resumed(office, filing)
    async with office.house.database.reading() as work:
        (kept,) = await Archive(work).attachments.of(filing)
    assert office.house.shelf.take(kept.digest) == pdf().content


async def test_fewer_than_needed_wait_and_are_counted(office: Office) -> None:
    filing = await begun(office, TALENT)
    await asking(office, filing, LETTERS)
    said = await sends(office, filing, pdf("甲.pdf"), pdf("乙.pdf"))
    assert "已收到2个，至少要3个，请接着发" in said
    assert "已收到：甲.pdf、乙.pdf" in await resumed(office, filing)
    assert "还可以再发2个" in await sends(office, filing, pdf("丙.pdf"))
    assert await names(office, filing, LETTERS) == ["甲.pdf", "乙.pdf", "丙.pdf"]
    assert "已经够了" in await sends(office, filing, pdf("丁.pdf"), pdf("戊.pdf"))
    await asking(office, filing, LETTERS)
    await sends(office, filing, *(pdf(f"{n}.pdf") for n in range(5)))


async def test_one_too_many_is_refused_and_nothing_is_lost(office: Office) -> None:
    filing = await begun(office, CHANGE)
    await asking(office, filing, "cert")
    assert "已经够了" in await sends(office, filing, pdf("正本.pdf"), pdf("副本.pdf"))
    await asking_again(office, filing, "cert")
    assert "最多2个文件" in await sends(office, filing, pdf("第三份.pdf"))
    assert await names(office, filing, "cert") == ["正本.pdf", "副本.pdf"]


async def asking_again(office: Office, filing_id: str, name: str) -> None:
    """By the number of its line."""
    offices = office.services.offices

    async def edit(desk: object) -> None:
        case = await offices.open_own(desk, filing_id)  # type: ignore[arg-type]
        memory = Memory(at=name)
        await offices.keep(desk, case, case.draft, memory.plain())  # type: ignore[arg-type]

    await office.at("secretary", edit)


async def test_files_can_be_sent_anew(office: Office) -> None:
    filing = await begun(office, TALENT)
    await asking(office, filing, LETTERS)
    await sends(office, filing, pdf("错的.pdf"))
    assert "请重新发" in await presses(office, filing, "clear")
    assert "已收到" not in await resumed(office, filing)
    await sends(office, filing, pdf("对的.pdf"))
    assert await names(office, filing, LETTERS) == ["对的.pdf"]


async def test_the_same_twice_is_there_once(office: Office) -> None:
    filing = await begun(office, TALENT)
    await asking(office, filing, LETTERS)
    assert "没有重复收" in await sends(office, filing, pdf("甲.pdf"), pdf("甲.pdf"))
    assert await names(office, filing, LETTERS) == ["甲.pdf"]


async def test_pictures_without_names_are_told_apart_and_stay_together(office: Office) -> None:
    """An album answers one question, however many of its pictures there are."""
    filing = await begun(office, CHANGE)
    await asking(office, filing, "cert")
    await sends(office, filing, photo(1, "album"), photo(2, "album"))
    assert await names(office, filing, "cert") == ["图片.jpg", "图片2.jpg"]
    assert "最多2个文件" in await sends(office, filing, photo(3, "album"))


@pytest.mark.parametrize(
    ("sent", "word"),
    [
        (Sent(name="议程.pdf", content=b""), "空的"),
        (Sent(name="议程.pdf", content=b"MZ\x90\x00"), "结尾，内容却不是"),
        (
            Sent(name="议程.docx", content=b"PK\x03\x04 nothing in it"),
            "内部结构|打不开|内容却不是",
        ),
        (Sent(name="议程.exe", content=b"MZ"), "类型不对"),
        (Sent(name="议程.png", content=PNG), "类型不对"),
    ],
)
async def test_what_cannot_be_taken_is_said(office: Office, sent: Sent, word: str) -> None:
    filing = await begun(office, FORUM)
    await asking(office, filing, "agenda")
    said = await sends(office, filing, sent)
    assert any(each in said for each in word.split("|")), said
    assert await names(office, filing, "agenda") == []
    assert not office.house.shelf.folder.exists()


async def test_jpeg_is_jpg(office: Office) -> None:
    filing = await begun(office, CHANGE)
    await asking(office, filing, "cert")
    await sends(office, filing, Sent(name="正本.JPEG", content=JPG))
    assert await names(office, filing, "cert") == ["正本.jpg"]


async def test_at_another_question_it_is_said_which_wants_it(office: Office) -> None:
    filing = await begun(office, FORUM)
    said = await sends(office, filing, pdf())
    assert "「活动方案与议程」、「内部审议会议纪要」" in said
    assert "没有哪一项要这种文件" in await sends(office, filing, photo(1))


async def test_only_the_filer_and_colleagues_may_send(office: Office) -> None:
    filing = await begun(office, FORUM)
    await asking(office, filing, "agenda")
    for who in ("other_secretary", "leader", "staff", "guest", "member"):
        with pytest.raises(FilingGone):
            await sends(office, filing, pdf(), by=who)


async def test_what_was_handed_in_is_not_touched(office: Office) -> None:
    filing = await office.filed()
    before = (await office.case(filing)).draft
    await sends(office, filing, pdf("晚了.pdf"))
    assert (await office.case(filing)).draft == before

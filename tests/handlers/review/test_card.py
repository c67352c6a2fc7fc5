"""The card: what is needed, nothing that is nobody's business, never more than a message holds."""

import asyncio
from dataclasses import asdict, replace
from datetime import date
from functools import partial
from typing import Any

import pytest

from bot.rehearsal.telegram import check_text, plain
from forms.masking import mask
from handlers.casework.errors import FilingGone
from handlers.casework.handed import changes, handed_before, last_handed
from handlers.desk import Desk
from handlers.review.card import keyboards, texts
from handlers.review.card.answers import WHOLE
from handlers.review.card.fitting import MORE, fitted
from handlers.review.card.grounds import Grounds
from handlers.review.card.service import Dossier, Reviewing
from handlers.rights import NotForThisRole
from knowledge.library import Library
from knowledge.notice import Notice
from storage.archive import Archive
from storage.files import ContentGone
from storage.notices import NoticeRow
from tests.handlers.review.conftest import GIVEN, Office

TAG = "<b>&甲</b>"


async def look(office: Office, who: str, filing_id: str) -> Dossier:
    return await office.at(who, lambda desk: office.services.reviewing.look(desk, filing_id))


def told(office: Office, found: Dossier) -> str:
    text = texts.card(found, office.house.clock.now().date())
    check_text(text, formatted=True)
    return plain(text)


async def test_what_is_new_is_marked(office: Office) -> None:
    filing_id = await office.received(theme="旧的主题")
    await office.move(filing_id, "return", given=replace(GIVEN, fields=frozenset({"theme"})))

    async def mend(desk: Desk) -> None:
        case = await office.services.offices.open(desk, filing_id)
        place = next(line.place for line in case.lines() if line.label == "主题")
        draft = case.filling.accept(case.draft, place, "新的主题").draft
        await office.services.offices.keep(desk, case, draft)

    await office.at("secretary", mend)
    # What is not handed in yet is nobody's business.
    assert "新的主题" not in told(office, await look(office, "staff", filing_id))
    await office.move(filing_id, "resubmit", by="secretary")
    text = told(office, await look(office, "leader", filing_id))
    assert "改了 1 处" in text
    assert "主题：旧的主题 → 新的主题" in text
    assert "第 2 次提交" in text


async def test_a_number_whose_end_is_the_same_is_a_change_too(office: Office) -> None:
    filing_id = await office.filed(contact_mobile="13800123500")
    await office.move(filing_id, "decline", by="leader")

    async def mend(desk: Desk) -> None:
        case = await office.services.offices.open(desk, filing_id)
        place = next(line.place for line in case.lines() if line.label == "联系人手机")
        draft = case.filling.accept(case.draft, place, "13800999500").draft
        await office.services.offices.keep(desk, case, draft)

    await office.at("secretary", mend)
    await office.move(filing_id, "resubmit", by="secretary")

    async def found(desk: Desk) -> list[str]:
        case = await office.services.offices.open(desk, filing_id)
        handed = await last_handed(desk.archive, case)
        before = await handed_before(desk.archive, case, handed.number)
        assert before
        return [each.label for each in changes(case, before, handed)]

    assert await office.at("leader", found) == ["联系人手机"]


async def test_numbers_are_covered_and_shown_only_to_who_has_it(office: Office) -> None:
    filing_id = await office.filed(contact_mobile="13800123500")
    await office.move(filing_id, "confirm", by="leader")
    seen = []
    for who in ("leader", "staff", "head"):
        found = await look(office, who, filing_id)
        seen.append(told(office, found))
        for n in range(3):
            page = partial(_answers, office, filing_id, n)
            seen.append((await office.at(who, page)).text)
    assert not any("13800123500" in text for text in seen)
    assert any("••••3500" in text for text in seen)
    numbers = partial(_numbers, office, filing_id)
    assert "请先点「我来办」" in await office.at("staff", numbers)
    await office.at("staff", lambda d: office.services.handing.claim(d, filing_id))
    assert "联系人手机：13800123500" in await office.at("staff", numbers)
    assert "联系人手机：13800123500" in await office.at("head", numbers)
    assert "请先点「我来办」" in await office.at("colleague", numbers)
    with pytest.raises(NotForThisRole):
        await office.at("leader", numbers)
    async with office.house.database.reading() as work:
        entries = await Archive(work).journal.entries(about=filing_id)
    deeds = [(each.action, each.person_id) for each in entries]
    assert deeds.count(("numbers seen", office.people["staff"])) == 1
    assert deeds.count(("numbers seen", office.people["head"])) == 1
    assert "13800123500" not in str(entries)


async def _answers(office: Office, filing_id: str, n: int, desk: Desk) -> Any:
    return await office.services.filled.page(desk, filing_id, n)


async def _numbers(office: Office, filing_id: str, desk: Desk) -> str:
    """What is said, and what stands in the file; no number is in the chat."""
    said = await office.services.filled.numbers(desk, filing_id)
    assert mask(said.text) == said.text
    if not said.files:
        return said.text
    kept = await desk.archive.files.get(said.files[0].file_id)
    assert kept and kept.person_id == desk.person.id and kept.forget_at
    return desk.shelf.take(kept.digest).decode("utf-8-sig")


async def test_a_number_in_free_text_is_covered_too(office: Office) -> None:
    filing_id = await office.received(people_scope="请联系 13800123500 报名")
    text = told(office, await look(office, "staff", filing_id))
    assert "请联系 ••••3500 报名" in text
    assert "请联系 13800123500" in await office.at("staff", partial(_numbers, office, filing_id))


async def test_a_number_in_an_opinion_does_not_travel(office: Office) -> None:
    filing_id = await office.received()
    given = replace(GIVEN, reason="请打电话 13800123500")
    moved = await office.move(filing_id, "return", given=given)
    assert all("13800123500" not in each.text for each in moved.letters)
    assert any("请打电话 ••••3500" in each.text for each in moved.letters)


async def test_warnings_come_with_their_reasons(office: Office) -> None:
    filing_id = await office.filed(activity_name="超硬材料高峰论坛")
    text = told(office, await look(office, "leader", filing_id))
    assert "活动名称：超硬材料高峰论坛\n　⚠ 说明：" in text


async def test_a_leader_reads_it_in_short(office: Office) -> None:
    filing_id = await office.filed()
    text = told(office, await look(office, "leader", filing_id))
    assert "您确认以后，才会送到省科协" in text
    assert "依据" not in text
    labels = [label for label, _ in keyboards.card(await look(office, "leader", filing_id), "")]
    assert labels[:2] == ["确认报送", "退回修改"]
    assert not {"我来办", "看完整号码", "转交同事"} & set(labels)


async def test_figures_are_quoted_as_references_until_confirmed(office: Office) -> None:
    filing_id = await office.received()
    quoted = "参照有关规定，备案后多少个工作日没有不同意见即可举办：15，以省科协最新通知为准"
    assert quoted in told(office, await look(office, "staff", filing_id))
    async with office.house.database.writing() as work:
        await Archive(work).figures.set(
            "forum_silence_workdays",
            12,
            basis="云岭科协发〔2026〕3号",
            confirmed=True,
            changed_by=None,
            now=office.house.clock.now(),
        )
    text = told(office, await look(office, "staff", filing_id))
    assert "· 备案后多少个工作日没有不同意见即可举办：12（云岭科协发〔2026〕3号）" in text


class SlowLibrary(Library):
    """Never answers."""

    async def ask(self, question: str, **_more: Any) -> Any:
        await asyncio.sleep(3600)


class BrokenLibrary(Library):
    """Stumbles."""

    async def ask(self, question: str, **_more: Any) -> Any:
        raise OSError(question)


@pytest.mark.parametrize("library", [SlowLibrary, BrokenLibrary, Library])
async def test_the_card_never_waits_for_the_library(
    library: type[Library], office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.review.card.grounds.PATIENCE_SECONDS", 0.05)
    filing_id = await office.received()
    grounds = Grounds(library=library(vectors=None, embedder=None))
    reviewing = Reviewing(reading=office.services.reviewing.reading, grounds=grounds)
    found = await office.at("staff", lambda desk: reviewing.look(desk, filing_id))
    assert found.cited == ()
    assert "主要内容" in told(office, found)


async def test_the_policy_text_is_cited_from_the_library(office: Office) -> None:
    library = Library(vectors=None, embedder=None)
    said = "举办论坛活动，主办学会应在活动举办前提交论坛活动报告，实行一会一报。"
    await library.open([_notice(said)])
    filing_id = await office.received()
    row = NoticeRow(**asdict(_notice(said)))
    await office.at("staff", lambda desk: desk.archive.notices.keep(row, [], desk.now))
    grounds = Grounds(library=library)
    reviewing = Reviewing(reading=office.services.reviewing.reading, grounds=grounds)
    found = await office.at("staff", lambda desk: reviewing.look(desk, filing_id))
    text = told(office, found)
    assert "提交论坛活动报告" in text
    assert "出处：《关于规范论坛活动的通知》（云岭科协发〔2026〕5号）" in text


def _notice(said: str) -> Notice:
    text = f"关于规范论坛活动的通知\n\n一、报告要求\n{said}\n"
    return Notice(
        id="n",
        title="关于规范论坛活动的通知",
        document_number="云岭科协发〔2026〕5号",
        issued=date(2026, 1, 5),
        source="n.txt",
        digest="d",
        text=text,
    )


async def test_it_fits_into_a_message_whatever_people_write(office: Office) -> None:
    filing_id = await office.filed(activity_name=f"{TAG}年会", theme=TAG * 9)
    for _ in range(6):
        await office.move(
            filing_id, "decline", by="leader", given=replace(GIVEN, reason=TAG * 100)
        )
        await office.move(filing_id, "resubmit", by="secretary")
    found = await look(office, "leader", filing_id)
    assert f"{TAG}年会" in told(office, found)
    check_text(texts.past(found), formatted=True)
    for n in range(4):
        check_text(
            (await office.at("leader", partial(_answers, office, filing_id, n))).text,
            formatted=True,
        )


async def test_a_long_answer_is_cut_and_opened(office: Office) -> None:
    content = "交流超硬材料的制备工艺与应用进展。" * 30
    filing_id = await office.filed(content=content)
    said = await office.at("leader", partial(_answers, office, filing_id, 0))
    assert content not in said.text
    (n,) = [data.n for label, data in said.buttons if label.startswith("展开：主要内容")]
    assert n > WHOLE
    assert content in (await office.at("leader", partial(_answers, office, filing_id, n))).text
    with pytest.raises(FilingGone):
        await office.at("leader", partial(_answers, office, filing_id, WHOLE + 999))


async def test_papers_are_opened_by_who_may_and_are_their_own_copy(office: Office) -> None:
    filing_id, foreign = await office.filed(), await office.filed(by="other_secretary")
    papers = office.services.papers
    _, found = await office.at("leader", lambda desk: papers.all(desk, filing_id))
    assert len(found) >= 2

    async def open_(desk: Desk) -> tuple[str, bytes]:
        file = await papers.open(desk, found[0].id)
        kept = await desk.archive.files.get(file.file_id)
        assert kept and kept.forget_at
        return kept.person_id, desk.shelf.take(kept.digest)

    owner, content = await office.at("leader", open_)
    assert owner == office.people["leader"]
    assert content.startswith(b"%PDF")
    for who in ("other_leader", "member", "guest", "secretary"):
        with pytest.raises((FilingGone, NotForThisRole)):
            await office.at(who, open_)
    _, theirs = await office.at("other_leader", lambda desk: papers.all(desk, foreign))
    with pytest.raises(FilingGone):
        await office.at("leader", lambda desk: papers.open(desk, theirs[0].id))


async def test_a_paper_that_was_not_handed_in_is_not_opened(office: Office) -> None:
    filing_id = await office.filed()
    async with office.house.database.writing() as work:
        late = await Archive(work).attachments.add(
            filing_id,
            office.people["secretary"],
            "草稿.pdf",
            1,
            "d" * 64,
            office.house.clock.now(),
        )
    with pytest.raises(FilingGone):
        await office.at("leader", lambda desk: office.services.papers.open(desk, late.id))


async def test_a_content_that_is_gone_is_said(office: Office) -> None:
    filing_id = await office.filed()
    papers = office.services.papers
    _, found = await office.at("leader", lambda desk: papers.all(desk, filing_id))
    (office.house.shelf.folder / found[0].digest).unlink()
    with pytest.raises(ContentGone):
        await office.at("leader", lambda desk: papers.open(desk, found[0].id))


async def test_a_draft_is_nobodys_business(office: Office) -> None:
    async def begin(desk: Desk) -> str:
        return (
            await office.services.starting.beginning.start(desk, "forum-report", office.home)
        ).case.id

    filing_id = await office.at("secretary", begin)
    for who in ("leader", "staff", "head", "administrator"):
        with pytest.raises(FilingGone):
            await look(office, who, filing_id)


def test_what_does_not_fit_is_left_out_and_said() -> None:
    text = fitted([["头"], ["行" * 100] * 60, ["尾"]], 3000)
    assert text.startswith("头\n\n行")
    assert MORE in text
    assert len(text) <= 3000 + len(MORE)
    assert fitted([["头"], [], ["尾"]]) == "头\n\n尾"

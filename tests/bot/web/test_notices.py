"""The page of a notice: to be read without scripts, by whoever may, and by nobody else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.app import House
from bot.channels.notice_links import NoticeLinks, NoticePasses
from bot.channels.notice_page import Marks, html_of
from bot.channels.web_identity import signing_key
from bot.channels.web_session import WEB_BOT_ID
from handlers.notices.pages.service import Page
from handlers.notices.pages.texts import NOTHING
from knowledge.layout import lay_out
from knowledge.library import shelve
from knowledge.notice import Audience, Notice, Standing
from knowledge.passages import split
from knowledge.reading import read
from storage.archive import Archive
from storage.notices import NoticeRow, Provenance
from storage.roles import Role
from tests.bot.web.conftest import Visitor
from tests.effort import slowness, timed

TEXT = """关于<b>年检</b>的通知
云岭科协办发〔2026〕9号

各学会：
一、时间安排
（一）报送材料
各学会应于6月30日前报送年检材料。材料一式两份。
（二）现场检查
现场检查在9月进行。
二、联系方式
| 姓名 | 电话<script>alert(1)</script> |
| 何清 | 0871-1234567 |
"""
OTHER = "关于年检的新通知\n\n一、时间\n各学会应于7月31日前报送材料。\n"


def notice_of(text: str = TEXT, name: str = "a.txt", **said: Any) -> Notice:
    notice = shelve(read(text.encode(), name), name)
    return replace(notice, **said)


async def shelved(house: House, notice: Notice, file: bytes | None = None) -> Notice:
    digest = house.shelf.put(file) if file else None
    name = "通知\r\n\"';原件.docx" if file else None
    row = NoticeRow(**{each: getattr(notice, each) for each in NoticeRow.__slots__})
    async with house.database.writing() as work:
        kept = Provenance(file_name=name, file_digest=digest)
        await Archive(work).notices.keep(row, [], house.clock.now(), kept)
    await house.library.add(notice)
    return notice


async def got(visitor: Visitor, path: str) -> tuple[int, str, dict[str, str]]:
    async with visitor.web.get(f"{visitor.url}/{path}") as response:
        return response.status, await response.text(errors="replace"), dict(response.headers)


async def become(house: House, visitor: Visitor, role: Role) -> str:
    """The standing's id."""
    await visitor.hello()
    now = house.clock.now()
    async with house.database.writing() as work:
        archive = Archive(work)
        (account,) = [
            each.account
            for each in await archive.web_messages.sessions(range(1, 50))
            if not (at := await archive.people.at(WEB_BOT_ID, each.account, now))
            or not at.standings
        ]
        person = await archive.people.at(WEB_BOT_ID, account, now)
        person_id = (
            person.id
            if person
            else (await archive.people.welcome(WEB_BOT_ID, account, "何", now)).id
        )
        await archive.roles.give(person_id, role, None, now, given_by=None)
        (standing,) = await archive.roles.of(person_id, now)
        return standing.id


async def test_a_notice_is_laid_out_and_nothing_of_it_is_markup(
    house: House, visitor: Visitor
) -> None:
    notice = await shelved(house, notice_of(), b"PK file")
    status, html, headers = await got(visitor, f"notices/{notice.id}?p=2-3#p2")
    assert status == 200 and headers["Content-Type"].startswith("text/html")
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "<script" not in html and "<b>" not in html and "&lt;script&gt;" in html
    assert "云岭科协办发〔2026〕9号" in html
    assert "<h2" in html and "<h3" in html and 'href="#h' in html
    assert "何清</td><td>0871-1234567</td>" in html
    passages = house.library.passages_of(notice.id)
    for each in passages:
        assert html.count(f'id="p{each.ordinal}"') == 1, each
    for ordinal in (2, 3):
        words = passages[ordinal].text.split("\n")[0].split("\t")[0]
        assert f'<mark id="p{ordinal}">{words}' in html or 'class="marked"' in html
    status, body, headers = await got(visitor, f"notices/{notice.id}/file")
    assert (status, body) == (200, "PK file")
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E9%80%9A")
    assert (
        "\n" not in headers["Content-Disposition"]
        and "'" not in headers["Content-Disposition"].split("''")[1]
    )


async def test_who_may_not_read_it_and_what_is_not_there_are_told_the_same(
    house: House, visitors: Callable[[], Visitor]
) -> None:
    notice = await shelved(house, notice_of(audience=Audience.STAFF), b"x")
    stranger, member, staff = visitors(), visitors(), visitors()
    paths = (f"notices/{notice.id}", f"notices/{notice.id}/file", "notices/" + "0" * 32)
    await become(house, member, Role.MEMBER)
    standing = await become(house, staff, Role.STAFF)
    for visitor in (stranger, member):
        assert {(await got(visitor, each))[:2] for each in paths} == {(404, NOTHING)}
    status, html, headers = await got(staff, paths[0])
    assert status == 200 and "仅供工作人员阅读" in html
    assert headers["Cache-Control"] == "private, no-store"
    async with house.database.writing() as work:
        await Archive(work).roles.end(standing, house.clock.now(), ended_by=None)
    assert (await got(staff, paths[0]))[:2] == (404, NOTHING)
    assert (await got(stranger, "notices/%00"))[0] == 404


async def test_what_replaced_it_is_named_to_those_who_may_read_that(
    house: House, visitors: Callable[[], Visitor]
) -> None:
    after = await shelved(house, notice_of(OTHER, "b.txt", audience=Audience.STAFF))
    said = {"standing": Standing.SUPERSEDED, "replaced_by": after.id}
    notice = await shelved(house, notice_of(**said))
    stranger, staff = visitors(), visitors()
    await become(house, staff, Role.STAFF)
    _, html, _ = await got(stranger, f"notices/{notice.id}")
    assert "已被新文件替代" in html and after.title not in html and after.id not in html
    _, html, _ = await got(staff, f"notices/{notice.id}")
    assert f"已被《{after.title}》替代" in html and f'href="../notices/{after.id}"' in html


async def test_a_law_of_a_hundred_articles_is_laid_out_in_no_time() -> None:
    said = "学会应当依照章程开展活动，并在每年三月底以前报告上一年度的工作。" * 3
    text = "云岭省学会条例\n\n" + "".join(f"第{n}条 {said}\n" for n in range(1, 101))
    notice = notice_of(text, "law.txt")
    passages = split(notice)

    def laid_out() -> str:
        page = Page(notice=notice, blocks=lay_out(notice, passages))
        return html_of(page, Marks.of("50-52"))

    html, seconds = timed(laid_out)
    assert html.count("<mark") >= 3
    assert seconds < 0.05 * slowness()


@pytest.mark.parametrize("said", ["", "x", "3-", "-3", "3-5-7", "٣", "9999999", "3,5"])
def test_marks_that_nobody_made_mark_nothing(said: str) -> None:
    assert not Marks.of(said).has(3)


def test_a_link_in_telegram_opens_one_notice_for_one_person() -> None:
    passes = NoticePasses("key")
    links = NoticeLinks(page_url="https://chat.example.org", passes=passes)
    text = '出处：《通知》\n<a href="notices/abc?p=3-5#p3">看</a>'
    opened = links.opened(text, 77)
    assert opened.startswith(
        '出处：《通知》\n<a href="https://chat.example.org/notices/abc?p=3-5&amp;k='
    )
    token = opened.split("k=")[1].split("#")[0]
    assert passes.account(token, "abc") == 77 and opened.endswith('#p3">看</a>')
    assert passes.account(token, "abd") is None
    assert NoticePasses("other").account(token, "abc") is None
    assert "k=" not in links.opened(text, -100)
    private = NoticeLinks(page_url="http://127.0.0.1:8080", passes=passes)
    assert private.opened(text, 77) == "出处：《通知》"
    assert private.opened('有 <a href="notices/abc">《通知》</a>。', 77) == "有 《通知》。"


def test_a_pass_is_signed_with_the_key_of_this_installation(tmp_path: Any) -> None:
    key = signing_key(tmp_path)
    assert NoticePasses(key).account(NoticePasses(key).issue(5, "a"), "a") == 5


def test_a_day_in_a_fact_is_written_out() -> None:
    notice = notice_of(issued=date(2026, 3, 2), effective=date(2026, 4, 1))
    html = html_of(Page(notice=notice, blocks=()), Marks())
    assert "2026年3月2日" in html and "2026年4月1日" in html

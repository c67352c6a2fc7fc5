"""The pages of notices under attack: forged passes, odd paths, markup everywhere, odd methods."""

import re
import time
from http import HTTPStatus

import pytest
from itsdangerous import TimestampSigner, URLSafeTimedSerializer

from bot.channels.form_pass import Passes
from bot.channels.notice_links import DAY_SECONDS, NoticeLinks, NoticePasses
from bot.channels.web_identity import signing_key
from handlers.notices.pages.texts import NOTHING
from knowledge.notice import Audience
from storage.archive import Archive
from storage.roles import Role
from tests.bot.web.conftest import Visitor
from tests.bot.web.test_forms import TOKEN, both
from tests.bot.web.test_notices import TEXT, notice_of, shelved

__all__ = ["both"]
BOT, STAFF, MEMBER = int(TOKEN.partition(":")[0]), 71, 72
EVIL = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'{x}${y}</title>"
ODD_IDS = (
    "0" * 64, "0" * 65, "0" * 9000, "..%2f..%2fetc%2fpasswd", "%00", "a%00b",
    "a%0d%0aSet-Cookie:%20x=1", "<script>", "%3Cscript%3E", "'%20or%20'1'='1", "{id}", "*", "%",
    "%ff%fe", "通知", "1%2f..%2fapi", "a;b", "a%20b",
)  # fmt: skip
ODD_MARKS = (
    "1-999999999", "9" * 5000, "-1", "3-1", "1,2", "%00", "<b>", "%3Cscript%3E", "1-1-1", "१",
)  # fmt: skip


async def got(visitor: Visitor, path: str, method: str = "GET") -> tuple[int, str, dict[str, str]]:
    async with visitor.web.request(method, f"{visitor.url}/{path}") as response:
        said = await response.text(errors="replace")
        return response.status, said, dict(response.headers)


def strict(headers: dict[str, str]) -> None:
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] in ("private, no-store", "private, no-cache", "no-cache")
    assert "Set-Cookie" not in headers


async def known(visitor: Visitor, account: int, role: Role) -> str:
    """Somebody of Telegram; the standing's id."""
    house = visitor.house
    now = house.clock.now()
    async with house.database.writing() as work:
        archive = Archive(work)
        person = await archive.people.welcome(BOT, account, "何", now)
        await archive.roles.give(person.id, role, None, now, given_by=None)
        (standing,) = await archive.roles.of(person.id, now)
        return standing.id


def old_pass(monkeypatch: pytest.MonkeyPatch, passes: NoticePasses, notice_id: str) -> str:
    then = int(time.time()) - DAY_SECONDS - 60
    with monkeypatch.context() as patch:
        patch.setattr(TimestampSigner, "get_timestamp", lambda _self: then)
        return passes.issue(STAFF, notice_id)


async def test_a_pass_opens_one_notice_for_whom_it_was_made(
    both: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    notice = await shelved(both.house, notice_of(audience=Audience.STAFF), b"PK secret")
    other = await shelved(both.house, notice_of(f"{TEXT}别的。", "b.txt", audience=Audience.STAFF))
    standing = await known(both, STAFF, Role.STAFF)
    await known(both, MEMBER, Role.MEMBER)
    key = signing_key(both.house.settings.data)
    passes, page = NoticePasses(key), f"notices/{notice.id}"
    good = passes.issue(STAFF, notice.id)
    status, html, headers = await got(both, f"{page}?k={good}")
    assert (status, headers["Cache-Control"]) == (200, "private, no-store")
    strict(headers)
    assert f"{notice.id}/file?k=" in html
    assert (await got(both, f"{page}/file?k={good}"))[1] == "PK secret"
    head, _, rest = good.partition(".")
    bad = {
        "of another notice": passes.issue(STAFF, other.id),
        "of a member": passes.issue(MEMBER, notice.id),
        "of nobody": passes.issue(99, notice.id),
        "of a number that is none": URLSafeTimedSerializer(key, salt="notice page").dumps(
            ["x", notice.id]
        ),
        "of another shape": URLSafeTimedSerializer(key, salt="notice page").dumps({"a": 1}),
        "expired": old_pass(monkeypatch, passes, notice.id),
        "of another key": NoticePasses("guessed").issue(STAFF, notice.id),
        "of another purpose": Passes(key).issue(STAFF),
        "a file's ticket": Passes(key).ticket(STAFF, f"/{page}"),
        "changed": f"{head[:-1]}{'A' if head[-1] != 'A' else 'B'}.{rest}",
        "cut": good[:-1],
        "lengthened": f"{good}A",
        "empty": "",
        "huge": "A" * 6000,
        "odd": "%00%ff%0d%0a..%2f{}<>",
    }
    for what, said in bad.items():
        for path in (f"{page}?k={said}", f"{page}/file?k={said}"):
            status, html, headers = await got(both, path)
            assert (status, html) == (404, NOTHING), what
            strict(headers)
    async with both.house.database.writing() as work:
        await Archive(work).roles.end(standing, both.house.clock.now(), ended_by=None)
    for path in (f"{page}?k={good}", f"{page}/file?k={good}"):  # played again, without the role
        assert (await got(both, path))[:2] == (404, NOTHING)


async def test_addresses_nobody_made_lead_nowhere(visitor: Visitor) -> None:
    notice = await shelved(visitor.house, notice_of())
    for each in ODD_IDS:
        for path in (f"notices/{each}", f"notices/{each}/file"):
            status, said, headers = await got(visitor, path)
            assert status in (400, 404), path
            if status == HTTPStatus.NOT_FOUND:  # else it is not even an address
                assert "<" not in said
                strict(headers)
    for each in ODD_MARKS:
        status, html, headers = await got(visitor, f"notices/{notice.id}?p={each}")
        assert status == 200 and "<script>" not in html
        strict(headers)


async def test_only_reading_is_possible(visitor: Visitor) -> None:
    notice = await shelved(visitor.house, notice_of(), b"x")
    hidden = await shelved(
        visitor.house, notice_of("关于别的事的通知\n\n请看里面的内容。", audience=Audience.STAFF)
    )
    for path in (f"notices/{notice.id}", f"notices/{notice.id}/file"):
        for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"):
            status, said, headers = await got(visitor, path, method)
            assert status == HTTPStatus.METHOD_NOT_ALLOWED, method
            assert "Access-Control-Allow-Origin" not in headers and "年检" not in said
        status, said, headers = await got(visitor, path, "HEAD")
        assert (status, said) == (200, "")
        strict(headers)
    assert (await got(visitor, f"notices/{hidden.id}", "HEAD"))[0] == 404
    row = await _row(visitor, notice.id)
    assert row is not None


async def _row(visitor: Visitor, notice_id: str) -> object:
    async with visitor.house.database.reading() as work:
        return await Archive(work).notices.get(notice_id)


async def test_whatever_a_notice_says_of_itself_is_text(visitor: Visitor) -> None:
    facts = {"title": EVIL, "document_number": EVIL, "issuer": EVIL, "addressees": EVIL}
    text = f"一、{EVIL}\n{EVIL}\n| {EVIL} | b |\n二、{EVIL}\n三、x\n内容。\n"
    successor = await shelved(visitor.house, notice_of(text, "s.txt", **facts))
    notice = await shelved(
        visitor.house,
        notice_of(
            text + "后。", "e.txt", **facts, standing="superseded", replaced_by=successor.id
        ),
        b"x",
    )
    status, html, headers = await got(visitor, f"notices/{notice.id}?k={EVIL}&p=1")
    assert status == 200
    strict(headers)
    tags = set(re.findall(r"<\s*([a-z0-9]+)", html))
    assert not tags & {"script", "img", "svg", "iframe", "form", "base", "object"}
    assert not re.search(r"<[^>]*\son[a-z]+\s*=", html)
    assert html.count("<title>") == 1 and html.count("</title>") == 1
    places = re.findall(r'(?:href|src)="([^"]*)"', html)
    assert all(re.match(r"(?:\.\./|#|[0-9a-f]{32}/file|/)", each) for each in places), places


def test_a_link_is_made_of_ids_only_whatever_stands_in_a_message() -> None:
    links = NoticeLinks(page_url="https://chat.example.org", passes=NoticePasses("key"))
    for said in (
        '<a href="notices/a?p=1&quot;&gt;&lt;script&gt;">看</a>',
        '<a href="notices/../../api/x">看</a>',
        "<a href=\"notices/x' onclick='y\">看</a>",
    ):
        opened = links.opened(said, 5)
        assert "<script" not in opened
        assert re.fullmatch(r'<a href="https://chat\.example\.org/notices/[^"<>]*">看</a>', opened)
    escaped = "&lt;a href=&quot;notices/abc&quot;&gt;看&lt;/a&gt;"
    assert links.opened(escaped, 5) == escaped  # of a document: text, no link

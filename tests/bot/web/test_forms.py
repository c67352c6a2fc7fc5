"""A whole form over HTTP: who may see it, who may not, and what is saved."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from aiohttp import ClientSession, CookieJar, FormData
from pydantic import SecretStr

from bot.app import build_house
from bot.channels.web_door import WebDoor
from bot.channels.web_session import WEB_BOT_ID
from bot.hall import configured_doors
from bot.rehearsal.clock import MovedClock
from bot.settings import Settings
from handlers.casework.offices import Offices
from handlers.filing.whole_view import WAITING, kept_beside
from knowledge.library import Library
from storage.archive import Archive
from storage.filings import Filings
from storage.roles import Role
from tests.bot.filings import arrive, begin, draft_of
from tests.bot.web.conftest import Visitor
from tests.stagehands import leave_settings_behind

FORUM, TALENT = "forum-report", "young-talent-apply"
PDF = b"%PDF-1.4 fictional"
TOKEN = "7000000001:fictional-token-for-tests"
BOT = 7000000001
Json = dict[str, Any]
Visitors = Callable[[], Visitor]


@dataclass(kw_only=True)
class Filer:
    """Somebody with a form open."""

    visitor: Visitor
    filing: str
    headers: dict[str, str]

    @property
    def path(self) -> str:
        return f"{self.visitor.url}/api/filings/{self.filing}"

    async def look(self, query: str = "") -> tuple[int, Json]:
        async with self.visitor.web.get(f"{self.path}{query}", headers=self.headers) as response:
            return response.status, await _json(response)

    async def does(self, step: Json, tail: str = "", **headers: str) -> tuple[int, Json]:
        sent = {"Origin": self.visitor.url, **self.headers, **headers}
        async with self.visitor.web.post(
            f"{self.path}{tail}", json=step, headers=sent
        ) as response:
            return response.status, await _json(response)

    async def saves(self, place: str, text: str, **more: Any) -> tuple[int, Json]:
        return await self.does({"do": "save", "place": place, "text": text, **more})

    async def sends(
        self, place: str, name: str, content: bytes, instead: str = ""
    ) -> tuple[int, Json]:
        form = FormData(quote_fields=False)
        form.add_field("file", BytesIO(content), filename=name)
        path = f"{self.path}/files?{urlencode({'place': place, 'instead': instead})}"
        headers = {"Origin": self.visitor.url, **self.headers}
        async with self.visitor.web.post(path, data=form, headers=headers) as response:
            return response.status, await _json(response)


async def _json(response: Any) -> Json:
    text = await response.text()
    try:
        told: Json = json.loads(text)
    except ValueError:
        told = {"error": text}
    return told


def account_of(visitor: Visitor) -> int:
    """The account in the visitor's cookie: its signed text begins with it."""
    (cookie,) = [each for each in visitor.web.cookie_jar if each.key == "xuehui"]
    door = visitor.house.doors[0]
    assert isinstance(door, WebDoor)
    account = door.pages.cookies._signer.loads(cookie.value)
    return int(account)


async def filer(visitor: Visitor, form: str = FORUM) -> Filer:
    await visitor.hello()
    house, now = visitor.house, visitor.house.clock.now()
    person = await arrive(house.database, WEB_BOT_ID, account_of(visitor), now)
    filing = await begin(house.database, person, form, now)
    return Filer(visitor=visitor, filing=filing, headers={})


def entry(view: Json, place: str) -> Json:
    entries = (each for section in view["sections"] for each in section["entries"])
    found: Json = next(each for each in entries if each["place"] == place)
    return found


async def test_a_field_is_saved_and_the_page_follows(visitor: Visitor) -> None:
    mine = await filer(visitor)
    status, told = await mine.look()
    assert status == 200
    view = told["view"]
    assert (view["title"], view["state"], view["editable"]) == (
        "论坛活动报告（一会一报）",
        "草稿",
        True,
    )
    status, told = await mine.saves("mode", "线下", seen="")
    assert status == 200
    assert entry(told["view"], "venue")["required"]
    assert told["view"]["revision"] == view["revision"] + 1
    draft = await draft_of(visitor.house.database, mine.filing)
    assert draft.answers["mode"] == "offline"
    assert (await mine.look(f"?revision={told['view']['revision']}"))[0] == 204
    assert (await mine.look(f"?revision={view['revision']}"))[0] == 200


async def test_what_cannot_be_taken_is_a_sentence_and_nothing_is_written(visitor: Visitor) -> None:
    mine = await filer(visitor)
    status, told = await mine.saves("start_at", "2020年1月1日 9:00")
    assert status == 422
    assert "应在今天之后" in told["error"]
    for place in ("nonsense", "speakers.x.y", "handling", "speakers"):
        status, told = await mine.saves(place, "x")
        assert status == 422, place
        assert told["error"].endswith("。")
    assert set((await draft_of(visitor.house.database, mine.filing)).answers) == {"society_id"}


async def test_what_was_changed_elsewhere_is_not_written_over(visitor: Visitor) -> None:
    mine = await filer(visitor)
    assert (await mine.saves("theme", "新材料", seen=""))[0] == 200
    status, told = await mine.saves("theme", "旧材料", seen="")
    assert status == 409
    assert "别处改过" in told["error"]
    assert (await mine.saves("theme", "旧材料", seen="新材料"))[0] == 200


async def test_a_row_that_has_moved_is_not_written_into(visitor: Visitor) -> None:
    mine = await filer(visitor)
    await mine.does({"do": "paste", "place": "speakers.0.name", "text": "甲一\n乙二\n丙三"})
    _, told = await mine.look()
    stamps = [row["stamp"] for row in entry(told["view"], "speakers")["rows"]]
    gone = {"do": "remove_row", "place": "speakers.0", "row": stamps[0]}
    assert (await mine.does(gone))[0] == 200
    assert (await mine.does(gone))[0] == 409
    late = {"place": "speakers.1.title", "seen": "", "row": stamps[1]}
    assert (await mine.does({"do": "save", "text": "题目", **late}))[0] == 409
    rows = (await draft_of(visitor.house.database, mine.filing)).rows("speakers")
    assert rows == [{"name": "乙二"}, {"name": "丙三"}]


async def test_two_who_save_at_once_lose_nothing(visitor: Visitor) -> None:
    mine = await filer(visitor)
    said = {f"speakers.{n}.name": f"沈{n}" for n in range(3)}
    await mine.does({"do": "paste", "place": "speakers.0.name", "text": "a\nb\nc"})
    fields = {
        "theme": "新材料",
        "activity_name": "材料学术年会",
        "venue": "会议中心",
        "mode": "线下",
    }
    await mine.saves("mode", "线下")
    answers = await asyncio.gather(*(mine.saves(*each) for each in (said | fields).items()))
    assert [status for status, _ in answers] == [200] * len(answers)
    draft = await draft_of(visitor.house.database, mine.filing)
    assert [row["name"] for row in draft.rows("speakers")] == ["沈0", "沈1", "沈2"]
    assert draft.answers["venue"] == "会议中心"


async def test_a_write_in_between_is_tried_again(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = await filer(visitor)
    keep, lost = Filings.keep, [True]

    async def beaten(self: Filings, *given: Any, **more: Any) -> Any:
        return None if lost and lost.pop() else await keep(self, *given, **more)

    monkeypatch.setattr(Filings, "keep", beaten)
    assert (await mine.saves("theme", "新材料"))[0] == 200
    lost += [True] * 3
    assert (await mine.saves("theme", "旧材料"))[0] == 409
    draft = await draft_of(visitor.house.database, mine.filing)
    assert draft.answers["theme"] == "新材料"


async def test_another_person_finds_nothing_and_a_stranger_is_not_let_in(
    visitors: Visitors,
) -> None:
    mine = await filer(visitors())
    other = visitors()
    theirs = Filer(visitor=other, filing=mine.filing, headers={})
    assert (await theirs.look())[0] == 401
    await other.hello()
    for _ in range(2):
        status, told = await theirs.look()
        assert (status, "没有找到" in told["error"]) == (404, True)
        assert (await theirs.saves("theme", "偷改"))[0] == 404
        assert (await theirs.sends("agenda", "x.pdf", PDF))[0] == 404
        assert (await theirs.does({}, "/done"))[0] == 404
        await filer(other)  # a secretary, of the same society even
    assert (await other.status(f"/api/filings/{'0' * 32}")) == 404


async def test_an_ended_session_is_a_stranger(visitor: Visitor) -> None:
    mine = await filer(visitor)
    async with visitor.house.database.writing() as work:
        await Archive(work).web_messages.close_account(
            account_of(visitor), visitor.house.clock.now()
        )
    assert (await mine.look())[0] == 401


async def test_who_is_no_secretary_any_more_may_not_change_it(visitor: Visitor) -> None:
    mine = await filer(visitor)
    now = visitor.house.clock.now()
    async with visitor.house.database.writing() as work:
        archive = Archive(work)
        person = await archive.people.at(WEB_BOT_ID, account_of(visitor), now)
        assert person is not None
        for standing in person.standings:
            await archive.roles.end(standing.id, now, ended_by=None)
        await archive.roles.give(person.id, Role.EXPERT, None, now, given_by=None)
    status, told = await mine.saves("theme", "新材料")
    assert status == 403
    assert "身份" in told["error"]


async def test_foreign_pages_and_odd_bodies_are_refused(visitor: Visitor) -> None:
    mine = await filer(visitor)
    step = {"do": "save", "place": "theme", "text": "x"}
    assert (await mine.does(step, Origin="https://evil.example"))[0] == 403
    for odd in (
        {"do": "_own", "place": "x"},
        {"do": "done", "place": "x"},
        [],
        {**step, "more": 1},
    ):
        assert (await mine.does(odd))[0] == 400
    huge = {**step, "text": "长" * 99_000}
    assert (await mine.does(huge))[0] == 413
    headers = {"Origin": visitor.url}
    for body, kind, status in (
        (b"do=save", "text/plain", 415),
        (b"{", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
    ):
        sent = {**headers, "Content-Type": kind}
        async with visitor.web.post(mine.path, data=body, headers=sent) as response:
            assert response.status == status
            assert "看懂" in await response.text()
    async with visitor.web.post(mine.path, json=step) as response:
        assert response.status == 403  # no origin at all


async def test_requests_are_limited(visitor: Visitor) -> None:
    mine = await filer(visitor)
    told = [(await mine.look("?revision=1"))[0] for _ in range(301)]
    assert set(told[:300]) == {204}
    assert told[300] == 429


async def test_files_come_wait_are_replaced_and_go(visitor: Visitor) -> None:
    mine = await filer(visitor, TALENT)
    for n in range(2):
        status, told = await mine.sends("expert_letters", f"信{n}.pdf", PDF + b"%d" % n)
        assert status == 200
    assert [each["name"] for each in entry(told["view"], "expert_letters")["value"]] == [
        "信0.pdf",
        "信1.pdf",
    ]
    database = visitor.house.database
    assert "expert_letters" not in (await draft_of(database, mine.filing)).answers
    _, told = await mine.sends("expert_letters", "信2.pdf", PDF + b"2")
    draft = await draft_of(database, mine.filing)
    assert [each["name"] for each in draft.answers["expert_letters"]] == [
        "信0.pdf",
        "信1.pdf",
        "信2.pdf",
    ]
    first = sha256(PDF + b"0").hexdigest()
    _, told = await mine.sends("expert_letters", "新信.pdf", PDF + b"3", instead=first)
    names = [each["name"] for each in entry(told["view"], "expert_letters")["value"]]
    assert names == ["新信.pdf", "信1.pdf", "信2.pdf"]
    async with visitor.web.get(f"{mine.path}/files/{sha256(PDF + b'1').hexdigest()}") as response:
        assert (response.status, await response.read()) == (200, PDF + b"1")
        assert response.headers["Content-Disposition"].startswith("attachment")
    path = f"{mine.path}/files/{sha256(PDF + b'3').hexdigest()}?place=expert_letters"
    async with visitor.web.delete(path, headers={"Origin": visitor.url}) as response:
        assert response.status == 200
    assert "expert_letters" not in (await draft_of(database, mine.filing)).answers


async def test_files_that_do_not_fit_leave_nothing_behind(visitor: Visitor) -> None:
    mine = await filer(visitor)
    shelf = visitor.house.shelf.folder
    for name, content, word in (
        ("议程.exe", PDF, "类型"),
        ("议程.pdf", b"", "空的"),
        ("议程.pdf", b"x" * (20 * 1024 * 1024 + 1), "20 兆"),
    ):
        status, told = await mine.sends("agenda", name, content)
        assert (status, word in told["error"]) == (422, True)
    assert (await mine.sends("theme", "议程.pdf", PDF))[0] == 422
    assert not shelf.exists() or list(shelf.iterdir()) == []


async def test_a_file_is_given_to_nobody_else(visitors: Visitors) -> None:
    mine = await filer(visitors())
    await mine.sends("agenda", "议程.pdf", PDF)
    other = await filer(visitors())
    digest = sha256(PDF).hexdigest()
    assert await other.visitor.status(f"/api/filings/{mine.filing}/files/{digest}") == 404
    assert await other.visitor.status(f"/api/filings/{other.filing}/files/{digest}") == 404
    assert await mine.visitor.status(f"/api/filings/{mine.filing}/files/{digest}") == 200


async def test_waiting_files_outlive_the_chat(visitor: Visitor) -> None:
    """The chat writes down where it stands, and knows nothing of them."""
    mine = await filer(visitor, TALENT)
    await mine.sends("expert_letters", "信.pdf", PDF)
    house, now = visitor.house, visitor.house.clock.now()
    offices: Offices = house.services.offices
    async with house.database.writing() as work:
        archive = Archive(work)
        filing = await archive.filings.get(mine.filing)
        assert filing is not None
        case = await offices.case(archive, filing, now)
        desk: Any = type("At", (), {"archive": archive, "now": now})()
        kept = await offices.keep(desk, case, case.draft, {"trail": ["x"]})
        assert list(kept_beside(kept)[WAITING]) == ["expert_letters"]


# ---- from inside Telegram


def init_data(user: int | None, at: float, token: str = TOKEN) -> str:
    told = {"auth_date": str(int(at)), "query_id": "AAE"}
    if user is not None:
        told["user"] = json.dumps({"id": user, "first_name": "沈"}, ensure_ascii=False)
    check = "\n".join(f"{key}={told[key]}" for key in sorted(told))
    secret = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    return urlencode(
        {**told, "hash": hmac.new(secret, check.encode(), hashlib.sha256).hexdigest()}
    )


@pytest.fixture
async def both(
    tmp_path: Path, clock: MovedClock, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Visitor]:
    """The page of a house that has a Telegram bot too, which need not be reached here."""
    leave_settings_behind(monkeypatch, tmp_path)
    settings = Settings(data=tmp_path / "data", web_port=0, telegram_token=SecretStr(TOKEN))
    library = Library(vectors=None, embedder=None)
    house = build_house(
        settings, library, hang=lambda house: configured_doors(house)[:1], clock=clock
    )
    await house.open()
    (door,) = house.doors
    assert isinstance(door, WebDoor)
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as web:
        yield Visitor(web=web, house=house, url=f"http://127.0.0.1:{door.port}")
    await house.close()


async def passes(visitor: Visitor, said: str) -> tuple[int, Json]:
    post = visitor.web.post(
        f"{visitor.url}/api/form-pass", json={"init_data": said}, headers={"Origin": visitor.url}
    )
    async with post as response:
        return response.status, await _json(response)


async def test_telegrams_word_opens_the_persons_own_form(both: Visitor, clock: MovedClock) -> None:
    house, now = both.house, clock.now()
    person = await arrive(house.database, BOT, 4711, now)
    filing = await begin(house.database, person, FORUM, now)
    status, told = await passes(both, init_data(4711, now.timestamp()))
    assert status == 200
    mine = Filer(visitor=both, filing=filing, headers={"X-Form-Pass": told["pass"]})
    assert (await mine.saves("theme", "新材料"))[0] == 200
    await mine.sends("agenda", "议程.pdf", PDF)
    path = f"/api/filings/{filing}/files/{sha256(PDF).hexdigest()}"
    assert await both.status(path) == 401
    _, told = await mine.does({}, path.removeprefix(f"/api/filings/{filing}") + "/ticket")
    assert await both.status(f"{path}?ticket={told['ticket']}") == 200
    assert (
        await both.status(f"/api/filings/{filing}/files/{'0' * 64}?ticket={told['ticket']}") == 401
    )
    status, told = await passes(both, init_data(4712, now.timestamp()))
    theirs = Filer(visitor=both, filing=filing, headers={"X-Form-Pass": told["pass"]})
    assert (await theirs.look())[0] == 401  # nobody we know


async def test_a_browser_gets_no_ticket(visitor: Visitor) -> None:
    """A ticket names an account of Telegram, and somebody there has the browser's number."""
    mine = await filer(visitor)
    await mine.sends("agenda", "议程.pdf", PDF)
    path = f"/files/{sha256(PDF).hexdigest()}"
    status, told = await mine.does({}, f"{path}/ticket")
    assert status == 403 and "ticket" not in told
    assert await visitor.status(f"/api/filings/{mine.filing}{path}") == 200


async def test_forged_and_old_words_are_refused(both: Visitor, clock: MovedClock) -> None:
    now = clock.now()
    good = init_data(4711, now.timestamp())
    for bad in (
        "",
        "hash=x",
        "%%%",
        good.replace("4711", "4712"),
        init_data(4711, now.timestamp(), token="7000000001:another"),
        init_data(4711, (now - timedelta(days=1, minutes=1)).timestamp()),
        init_data(4711, (now + timedelta(hours=1)).timestamp()),
        init_data(None, now.timestamp()),
    ):
        assert (await passes(both, bad))[0] == 401, bad
    assert (await passes(both, 7))[0] == 400  # type: ignore[arg-type]
    forged = Filer(visitor=both, filing="0" * 32, headers={"X-Form-Pass": "forged"})
    assert (await forged.look())[0] == 401


async def test_only_telegrams_page_may_frame_the_form_and_only_with_a_bot(
    both: Visitor, visitor: Visitor
) -> None:
    path = f"/form/{'0' * 32}"
    for house, ancestors in ((both, "https://web.telegram.org"), (visitor, "'none'")):
        async with house.web.get(f"{house.url}{path}") as response:
            told = response.headers["Content-Security-Policy"]
            assert response.status == 200
        assert told.endswith(f"frame-ancestors {ancestors}")
        assert "script-src 'self';" in told
        async with house.web.get(f"{house.url}/") as response:
            assert response.headers["Content-Security-Policy"].endswith("frame-ancestors 'none'")
    assert (await passes(visitor, init_data(1, 0)))[0] == 400

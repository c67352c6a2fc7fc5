"""A link becomes a file when it is public, small and readable, and is refused for what it is."""

import asyncio
import gzip
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientTimeout, web
from aiohttp.test_utils import TestServer

from bot.fetched_name import file_name
from bot.fetching import WebFetcher
from bot.public_hosts import is_public
from handlers.notices.refusal_texts import sentence
from knowledge.reading.errors import NotFetched, TooLarge, Why

CLOSING = web.AppKey("closing", asyncio.Event)
PAGE = "<html><body><h1>关于年检的通知</h1></body></html>".encode()
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


async def answer(request: web.Request) -> web.StreamResponse:
    what = request.match_info["what"]
    if what.startswith("hop"):
        raise web.HTTPFound(f"/hop{int(what[3:]) - 1}" if what != "hop0" else "/page.shtml")
    if what == "inside":
        raise web.HTTPFound("http://10.0.0.1/secret")
    if what == "file":
        raise web.HTTPFound("file:///etc/passwd")
    if what == "large":
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(40):
            await response.write(bytes(1000))
        return response
    if what == "packed":
        packed = gzip.compress(bytes(10**6))
        return web.Response(body=packed, headers={"Content-Encoding": "gzip"})
    if what == "slow":
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(b"a")
        await request.app[CLOSING].wait()
        return response
    if what == "film":
        return web.Response(body=b"\0\1", content_type="video/mp4")
    if what == "gone":
        raise web.HTTPNotFound
    return web.Response(body=PAGE, content_type="text/html", charset="utf-8")


@pytest.fixture
async def server() -> AsyncIterator[TestServer]:
    app = web.Application()
    app[CLOSING] = asyncio.Event()
    app.router.add_get("/{what}", answer)
    async with TestServer(app) as running:
        yield running
        app[CLOSING].set()


def fetcher(server: TestServer, patience: float = 30) -> WebFetcher:
    """As in real life, but for the loopback address and the port."""
    return WebFetcher(
        largest=20_000,
        ports=frozenset({80, 443, server.port or 0}),
        timeout=ClientTimeout(total=patience),
        allowed=lambda address: address in ("127.0.0.1", "::1") or is_public(address),
    )


async def test_a_page_is_fetched_through_redirects(server: TestServer) -> None:
    found = await fetcher(server).fetch(f"{server.make_url('/hop3')}#附件")
    assert (found.name, found.content) == ("page.html", PAGE)
    assert found.url == str(server.make_url("/page.shtml"))


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("hop6", Why.REDIRECTS),
        ("inside", Why.PRIVATE),
        ("file", Why.SCHEME),
        ("film", Why.KIND),
        ("gone", Why.STATUS),
        ("slow", Why.SLOW),
    ],
)
async def test_what_is_no_file_says_why(path: str, why: Why, server: TestServer) -> None:
    with pytest.raises(NotFetched) as refused:
        patience = 0.1 if why is Why.SLOW else 30
        await fetcher(server, patience).fetch(str(server.make_url(f"/{path}")))
    assert refused.value.why is why
    assert sentence(refused.value).endswith("。")


@pytest.mark.parametrize("path", ["large", "packed"])
async def test_no_more_than_the_limit_is_read(path: str, server: TestServer) -> None:
    with pytest.raises(TooLarge) as refused:
        await fetcher(server).fetch(str(server.make_url(f"/{path}")))
    assert refused.value.size < 20_000 + 70_000


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://example.org/a.doc", Why.SCHEME),
        ("file:///etc/passwd", Why.SCHEME),
        ("example.org/a.html", Why.SCHEME),
        ("http://", Why.ADDRESS),
        ("http://[::1", Why.ADDRESS),
        ("http://a:99999/", Why.ADDRESS),
        ("http://" + "a" * 3000, Why.ADDRESS),
        ("http://me:secret@example.org/", Why.CREDENTIALS),
        ("http://example.org@127.0.0.1/", Why.CREDENTIALS),
        ("http://example.org:22/", Why.PORT),
        ("http://127.0.0.1/", Why.PRIVATE),
        ("http://localhost/", Why.PRIVATE),
        ("http://127.1/", Why.PRIVATE),
        ("http://2130706433/", Why.PRIVATE),
        ("http://0x7f.0.0.1/", Why.PRIVATE),
        ("http://１２７.0.0.1/", Why.PRIVATE),
        ("http://127。0。0。1/", Why.PRIVATE),
        ("http://0.0.0.0/", Why.PRIVATE),
        ("http://[::1]/", Why.PRIVATE),
        ("http://[::ffff:127.0.0.1]/", Why.PRIVATE),
        ("http://[64:ff9b::a00:1]/", Why.PRIVATE),
        ("http://[fe80::1]/", Why.PRIVATE),
        ("http://169.254.169.254/latest/meta-data", Why.PRIVATE),
        ("http://192.168.1.1/", Why.PRIVATE),
        ("https://100.64.0.1/", Why.PRIVATE),
        ("http://224.0.0.1/", Why.PRIVATE),
    ],
)
async def test_nothing_inside_the_house_is_asked(url: str, why: Why) -> None:
    with pytest.raises(NotFetched) as refused:
        await WebFetcher().fetch(url)
    assert refused.value.why is why


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("path", "kind", "told", "name"),
    [
        ("/tz/art_12.jsp?id=1", "text/html; charset=gbk", None, "art_12.html"),
        ("/", "text/html", None, "example.org.html"),
        ("/a.doc", "application/msword", None, "a.doc"),
        ("/a.wps", "application/msword", None, "a.wps"),
        ("/%E9%80%9A%E7%9F%A5.pdf", "application/octet-stream", None, "通知.pdf"),
        ("/download?id=3", "application/octet-stream", None, "download.pdf"),
        ("/x", DOCX, "年检通知.docx".encode().decode("latin-1"), "年检通知.docx"),
        ("/x", DOCX, "年检通知.docx".encode("gb18030").decode("latin-1"), "年检通知.docx"),
        ("/x", DOCX, "../../etc/通知", "etc 通知.docx"),
        ("/x.docm", "application/octet-stream", None, "x.docm"),
        ("/a.pdf", "text/html", None, "a.html"),
        ("/a.mp4", "video/mp4", None, None),
    ],
)
def test_names_people_would_know(path: str, kind: str, told: str | None, name: str | None) -> None:
    found = file_name(f"http://example.org{path}", {"Content-Type": kind}, b"%PDF-1.7", told)
    assert found == name

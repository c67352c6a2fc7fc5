"""Files behind links: public ones only, and never more than a notice can be."""

import asyncio
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin

import aiohttp
from aiohttp import ClientResponse, ClientTimeout
from aiohttp.helpers import is_ip_address
from yarl import URL

from bot.fetched_name import file_name
from bot.public_hosts import NotPublic, PublicResolver, is_public
from handlers.notices.fetching import Fetched
from knowledge.reading.errors import NotFetched, TooLarge, Why
from knowledge.reading.looks import HEAD

LARGEST = 20 * 2**20
MOST_REDIRECTS = 5
PIECE = 64 * 2**10
LONGEST_URL = 2000
TIMEOUT = ClientTimeout(total=60, connect=10, sock_read=20)
PACKED, GZIP_OR_ZLIB = ("gzip", "x-gzip", "deflate"), 47
REDIRECTS = (301, 302, 303, 307, 308)
HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; Xuehui)",
    "Accept": "text/html,application/xhtml+xml,application/pdf,*/*;q=0.8",
    "Accept-Encoding": "identity",
    "Accept-Language": "zh-CN,zh;q=0.9",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WebFetcher:
    """Follows a link as the Fetcher of the rooms; proxies of the environment are not used."""

    largest: int = LARGEST
    ports: frozenset[int] = frozenset({80, 443})
    timeout: ClientTimeout = TIMEOUT
    allowed: Callable[[str], bool] = field(default=is_public)

    async def fetch(self, url: str) -> Fetched:
        """Raises NotFetched or TooLarge."""
        try:
            connector = aiohttp.TCPConnector(
                resolver=PublicResolver(self.allowed), use_dns_cache=False, force_close=True
            )
            async with aiohttp.ClientSession(
                connector=connector, timeout=self.timeout, headers=HEADERS, trust_env=False,
                cookie_jar=aiohttp.DummyCookieJar(), auto_decompress=False,
            ) as session:  # fmt: skip
                async with asyncio.timeout(self.timeout.total):  # of the whole way, not a step
                    return await self._follow(session, url)
        except NotPublic as error:
            raise NotFetched(url, Why.PRIVATE) from error
        except TimeoutError as error:
            raise NotFetched(url, Why.SLOW) from error
        except aiohttp.ClientConnectorDNSError as error:
            raise NotFetched(url, Why.UNKNOWN_HOST) from error
        except (aiohttp.InvalidURL, ValueError) as error:
            raise NotFetched(url, Why.ADDRESS) from error
        except (aiohttp.ClientError, OSError) as error:
            raise NotFetched(url, Why.UNREACHABLE) from error

    async def _follow(self, session: aiohttp.ClientSession, url: str) -> Fetched:
        address = url.strip()
        for _ in range(MOST_REDIRECTS + 1):
            self._refuse_address(address, url)
            async with session.get(address, allow_redirects=False) as response:
                onward = response.headers.get("Location")
                if response.status not in REDIRECTS or not onward:
                    return await self._taken(response, address, url)
                address = urljoin(address, onward)
        raise NotFetched(url, Why.REDIRECTS)

    def _refuse_address(self, address: str, given: str) -> None:
        """Before anything is asked; names are looked at again by the resolver."""
        try:
            found = URL(address)
            port = found.port
        except ValueError as error:
            raise NotFetched(given, Why.ADDRESS) from error
        if found.scheme not in ("http", "https"):
            raise NotFetched(given, Why.SCHEME)
        if not found.host or len(address) > LONGEST_URL:
            raise NotFetched(given, Why.ADDRESS)
        if found.user or found.password:
            raise NotFetched(given, Why.CREDENTIALS)
        if port not in self.ports:
            raise NotFetched(given, Why.PORT)
        if is_ip_address(found.raw_host) and not self.allowed(found.raw_host or ""):
            raise NotFetched(given, Why.PRIVATE)

    async def _taken(self, response: ClientResponse, address: str, given: str) -> Fetched:
        if response.status != 200:
            raise NotFetched(given, Why.STATUS, response.status)
        content = bytearray()
        if (response.content_length or 0) > self.largest:
            raise TooLarge(given, response.content_length or 0, self.largest)
        async for piece in response.content.iter_chunked(PIECE):
            content += piece
            if len(content) > self.largest:
                raise TooLarge(given, len(content), self.largest)
        whole = self._unpacked(bytes(content), response, given)
        told = response.content_disposition
        name = file_name(address, response.headers, whole[:HEAD], told.filename if told else None)
        if name is None:
            raise NotFetched(given, Why.KIND)
        return Fetched(name=name, content=whole, url=address)

    def _unpacked(self, content: bytes, response: ClientResponse, given: str) -> bytes:
        """Packed though we asked for it plain: unpacked as far as the limit, and no byte more."""
        coding = response.headers.get("Content-Encoding", "identity").lower()
        if coding in ("identity", ""):
            return content
        if coding not in PACKED:
            raise NotFetched(given, Why.KIND)
        try:
            unpacked = zlib.decompressobj(GZIP_OR_ZLIB).decompress(content, self.largest + 1)
        except zlib.error as error:
            raise NotFetched(given, Why.KIND) from error
        if len(unpacked) > self.largest:
            raise TooLarge(given, len(unpacked), self.largest)
        return unpacked

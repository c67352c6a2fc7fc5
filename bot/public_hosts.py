"""Which addresses are public: nothing of the house's own network is ever asked for a file."""

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

NAT64 = IPv6Network("64:ff9b::/96")


class NotPublic(Exception):
    """A host that stands, or says it stands, inside some network."""


class PublicResolver(AbstractResolver):
    """Refuses a name as soon as one of its addresses is not public.

    The connection goes to the addresses that were looked at here: a name that changes its mind
    between a check and a connection gains nothing.
    """

    def __init__(self, allowed: Callable[[str], bool]) -> None:
        self._allowed = allowed
        self._names = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = await self._names.resolve(host, port, family)
        if not all(self._allowed(each["host"]) for each in found):
            raise NotPublic
        return found

    async def close(self) -> None:
        await self._names.close()


def is_public(address: str) -> bool:
    """An IP address anybody could reach; also looked at inside the ways IPv6 has to carry IPv4.

    Other ways to write one, such as 127.1 or 2130706433, are nothing an honest link needs.
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        carried = _carried(found)
        if carried is not None:
            return is_public(str(carried))
    return found.is_global and not found.is_multicast and not found.is_reserved


def _carried(address: IPv6Address) -> IPv4Address | None:
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)

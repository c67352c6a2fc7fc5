"""Addresses of the page, with what is said when it opens."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLinks:
    """`address` is where people open the page."""

    address: str

    async def page(self, payload: str) -> str:
        return f"{self.address}/?start={payload}"

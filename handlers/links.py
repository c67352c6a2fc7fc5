"""Links that bring somebody in with a few letters of their own, as a room sees them."""

from typing import Protocol


class Links(Protocol):
    """`payload` is what a room's CommandStart handler gets: A-Z, a-z, 0-9, _ and -, up to 64."""

    async def page(self, payload: str) -> str: ...

    async def telegram(self, payload: str) -> str | None:
        """None where there is no Telegram, or its name cannot be found out now."""
        ...

    def form_page(self, filing_id: str) -> str:
        """Where a whole form is filled in; only its filer sees anything there."""
        ...

"""The use case of the corner: how far it is."""

from dataclasses import dataclass

from handlers.broadcast.gone_out import gone_out
from handlers.broadcast.watching.progress import Progress, progress_of
from handlers.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Watching:
    """`page_url` is where the web door is."""

    page_url: str

    async def progress(self, desk: Desk, broadcast_id: str) -> Progress:
        broadcast = await gone_out(desk, broadcast_id)
        return await progress_of(desk.archive, broadcast, desk.now)

    def page(self, broadcast_id: str) -> str:
        return page_of(self.page_url, broadcast_id)


def page_of(page_url: str, broadcast_id: str) -> str:
    return f"{page_url}/sending/{broadcast_id}"

"""A file behind a link, as the rooms see it."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a link led to; `name` has the ending its content has, `url` is where it was found."""

    name: str
    content: bytes
    url: str


class Fetcher(Protocol):
    """Gets public files and pages, and nothing from inside the house's own network."""

    async def fetch(self, url: str) -> Fetched:
        """Raises NotFetched or TooLarge of `knowledge.reading.errors`, and nothing else."""

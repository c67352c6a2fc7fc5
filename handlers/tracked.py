"""Links of an announcement that can be counted: signed, and only ever to what it says itself."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hmac import compare_digest

from handlers.announced import FIRST_LINK, Content
from storage.broadcasts import Broadcast
from storage.encryption import Vault

PATH = "/r/"
KIND = "announced link"
SIGNATURE = 20
TOKEN = re.compile(rf"([0-9a-z]{{1,13}})-(\d{{2,3}})-([0-9a-f]{{{SIGNATURE}}})", re.ASCII)
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
LARGEST = 2**63


class LinkForged(Exception):
    """Nobody here has made this link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracking:
    """`address` is where the public reaches the page; without it links stay as they are."""

    address: str
    vault: Vault

    @property
    def counts(self) -> bool:
        return bool(self.address)

    def links(self, _broadcast_id: str, recipient_id: int, content: Content) -> Mapping[int, str]:
        """The address of each link button for one recipient, who says which it is of."""
        if not self.address:
            return {}
        return {
            number: f"{self.address}{PATH}{self.token(recipient_id, number)}"
            for number in range(FIRST_LINK, FIRST_LINK + len(content.links))
        }

    def token(self, recipient_id: int, button: int) -> str:
        said = f"{_short(recipient_id)}-{button}"
        return f"{said}-{self.vault.index(KIND, said)[:SIGNATURE]}"

    def read(self, token: str) -> tuple[int, int]:
        """The recipient and the button; raises LinkForged. Also with a key being replaced."""
        found = TOKEN.fullmatch(token)
        if not found:
            raise LinkForged
        signatures = self.vault.indices(KIND, f"{found[1]}-{found[2]}")
        if not any(compare_digest(each[:SIGNATURE], found[3]) for each in signatures):
            raise LinkForged
        return int(found[1], 36) % LARGEST, int(found[2])


def target_of(broadcast: Broadcast, button: int) -> str | None:
    """Where this link leads now; it may have been corrected since."""
    links = Content.of(broadcast.content).links
    place = button - FIRST_LINK
    return links[place][0] if 0 <= place < len(links) else None


def _short(number: int) -> str:
    digits = ""
    while number or not digits:
        number, last = divmod(number, len(DIGITS))
        digits = DIGITS[last] + digits
    return digits

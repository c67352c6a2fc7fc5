"""What an invitation is found by: a long token in a link, six digits to be typed."""

from datetime import datetime
from secrets import randbelow, token_urlsafe

from storage.archive import Archive

TOKEN_BYTES = 24  # 192 bits in 32 characters: with its prefix it fits into Telegram's 64
INVITATION = "i_"  # what a link's payload begins with when it brings an invitation
AT_ONCE, ROUNDS = 10, 100


class NoCodeLeft(Exception):
    """Nearly every code of six digits is in use; nobody has seen that happen."""


def fresh_token() -> str:
    return token_urlsafe(TOKEN_BYTES)


def invitation_payload(token: str) -> str:
    """What stands after `start=` in a link."""
    return f"{INVITATION}{token}"


async def fresh_code(archive: Archive, now: datetime) -> str:
    """Six digits under which nothing open can be found; raises NoCodeLeft."""
    for _ in range(ROUNDS):
        codes = [f"{randbelow(1_000_000):06}" for _ in range(AT_ONCE)]
        taken = await archive.invitations.codes_in_use(codes, now)
        if free := [code for code in codes if code not in taken]:
            return free[0]
    raise NoCodeLeft

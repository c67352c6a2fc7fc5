"""Codes to type and tokens to follow, from the system's own randomness."""

import secrets
from datetime import datetime

from storage.archive import Archive

TOKEN_BYTES = 16  # 128 bits; 22 characters, so that a prefix still fits into a start link
DRAWN_AT_ONCE = 5


def fresh_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


async def fresh_code(archive: Archive, now: datetime) -> str:
    """Six digits under which nothing open can be found."""
    while True:
        drawn = [f"{secrets.randbelow(10**6):06}" for _ in range(DRAWN_AT_ONCE)]
        taken = await archive.invitations.codes_in_use(drawn, now)
        if free := [code for code in drawn if code not in taken]:
            return free[0]

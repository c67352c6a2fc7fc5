"""Tokens nobody guesses, codes nobody else holds."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from handlers.people import codes
from storage.archive import Archive
from storage.clock import SystemClock
from storage.engine import Database

NOW = SystemClock().now()


def test_tokens_are_long_and_fit_into_a_link() -> None:
    tokens = {codes.fresh_token() for _ in range(100)}
    assert len(tokens) == 100
    for token in tokens:
        assert codes.TOKEN_BYTES * 8 >= 128
        assert len(token) <= 40
        assert re.fullmatch(r"i_[\w-]{1,62}", codes.invitation_payload(token), re.ASCII)


async def test_codes_in_use_are_left_alone(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = iter([7] * 9 + [8])

    def draw(_below: int, numbers: Iterator[int] = drawn) -> int:
        return next(numbers, 7)

    monkeypatch.setattr(codes, "randbelow", draw)
    async with database.writing() as work:
        archive = Archive(work)
        person = await archive.people.welcome(1, 1, "甲", NOW)
        await archive.login_codes.give(person.id, "000007", NOW + timedelta(minutes=10))
        assert await codes.fresh_code(archive, NOW) == "000008"
        with pytest.raises(codes.NoCodeLeft):
            await codes.fresh_code(archive, NOW)
        assert await codes.fresh_code(archive, NOW + timedelta(hours=1)) == "000007"

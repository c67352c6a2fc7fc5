"""Whoever has nothing to do with a filing gets nothing of it, by whichever way in."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from bot.forms_room import FormsServices
from handlers.desk import Desk
from handlers.filing.whole import Said
from handlers.guiding import LOST, Act
from storage.archive import Archive
from storage.roles import Role
from tests.security.office import (
    FOREIGN,
    Office,
    ask_experts,
    begun,
    crowd,
    house,
    office,
    outcome,
    talk_of,
)

__all__ = ["house", "office"]
Call = Callable[[FormsServices, Desk, str], Awaitable[Any]]
THEME = Said(place="theme", text="改掉")
READING: dict[str, Call] = {
    "open": lambda s, d, f: s.following.open(d, f),
    "history": lambda s, d, f: s.following.history(d, f, 0),
    "answers": lambda s, d, f: s.following.answers(d, f, 0),
    "receipt": lambda s, d, f: s.receipts.hand_out(d, f, 1),
    "papers": lambda s, d, f: s.sent_along.all(d, f, 0),
}
FILLING: dict[str, Call] = {
    "view": lambda s, d, f: s.whole.view(d, f),
    "revision": lambda s, d, f: s.whole.revision(d, f),
    "save": lambda s, d, f: s.whole.save(d, f, THEME),
    "paste": lambda s, d, f: s.whole.paste(d, f, THEME),
    "done": lambda s, d, f: s.whole.done(d, f),
    "detach": lambda s, d, f: s.whole_files.detach(d, f, "agenda", "0" * 64),
    "workbook": lambda s, d, f: s.form_sheets.of_draft(d, f, word=False),
    "withdraw": lambda s, d, f: s.withdrawing.begin(d, f),
    "withdraw now": lambda s, d, f: s.withdrawing.withdraw(d, f, "不办了"),
    "copy": lambda s, d, f: s.starting.copy(d, f),
}
DROPPING: dict[str, Call] = {
    "drop": lambda s, d, f: s.drafts.ask_to_discard(d, f),
    "drop now": lambda s, d, f: s.drafts.discard(d, f),
}
REVIEWING: dict[str, Call] = {
    "card": lambda s, d, f: s.reviewing.look(d, f),
    "filled": lambda s, d, f: s.filled.page(d, f, 0),
    "numbers": lambda s, d, f: s.filled.numbers(d, f),
    "claim": lambda s, d, f: s.handing.claim(d, f),
    "move": lambda s, d, f: s.judging.begin(d, f, 0),
}
STAFF = ("staff", "colleague", "head", "administrator")
LEADERS = ("leader", "party_head")


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'office.db'}"


class Undone(Exception):
    """What was tried is not kept."""


async def opened_by(office: Office, call: Call, filing_id: str) -> set[str]:
    found = set()
    for who in office.people:
        with pytest.raises(Undone):
            async with office.house.database.writing() as work:
                desk = await office.desk(who, Archive(work))
                if await outcome(call(office.services, desk, filing_id)) == "open":
                    found.add(who)
                raise Undone
    return found


async def test_a_draft_is_its_filers_alone(office: Office) -> None:
    await crowd(office)
    draft = await begun(office)
    await ask_experts(office, draft)
    for name, call in (READING | FILLING | DROPPING | REVIEWING).items():
        expected = set() if name in REVIEWING else {"secretary"}
        assert await opened_by(office, call, draft) == expected, name


async def test_what_was_handed_in_is_seen_by_those_concerned(office: Office) -> None:
    await crowd(office)
    filing = await office.filed()
    await ask_experts(office, filing)
    own = {"secretary", "second"}
    reviewers = {*STAFF, *LEADERS}
    for name, call in READING.items():
        assert await opened_by(office, call, filing) == own | reviewers, name
    for name, call in FILLING.items():
        assert await opened_by(office, call, filing) == own, name
    for name, call in DROPPING.items():
        assert await opened_by(office, call, filing) == {"secretary"}, name
    for name, call in REVIEWING.items():
        staff_only = name in ("numbers", "claim")
        assert await opened_by(office, call, filing) == set(STAFF if staff_only else reviewers)


async def test_the_conversation_of_another_is_lost(office: Office) -> None:
    """A forged name of a conversation, and a press that was copied."""
    await crowd(office)
    talk, draft = talk_of(office), await begun(office)
    for who in (*FOREIGN, "second", *LEADERS, *STAFF):
        for act in (Act.SAY, Act.CHOOSE, Act.CONFIRM, Act.CANCEL, Act.LOOK):
            turn = await office.at(who, lambda desk, act=act: talk.take(desk, draft, act, "1", ""))
            assert turn.over and turn.text == LOST, who


async def test_the_number_of_a_filing_opens_nothing(office: Office) -> None:
    """By number, as by any number that was never given."""
    await crowd(office)
    filing = await office.filing(await office.filed())
    for who in FOREIGN:
        for number in (filing.number, "HX-2026-999999"):
            step = office.at(who, lambda d, n=number: office.services.following.by_number(d, n))
            assert await outcome(step) == "shut"


async def test_who_files_and_works_here_reviews_nothing_of_it(office: Office) -> None:
    office.people["both"] = await office.house.person(
        "both", (Role.SECRETARY, office.home), (Role.STAFF_HEAD, None)
    )
    filing = await office.filed(by="both")
    await office.move(filing, "confirm", by="leader")
    for name, call in REVIEWING.items():
        assert "both" not in await opened_by(office, call, filing), name
    assert "both" in await opened_by(office, READING["answers"], filing)

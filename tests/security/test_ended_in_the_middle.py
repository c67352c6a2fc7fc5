"""A role that ends in the middle of a filing or of a review counts from the next step on."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from forms.values import Complaint
from handlers.casework.moving import NOTHING
from handlers.desk import Desk
from handlers.filing import texts
from handlers.filing.files.attaching import Sent
from handlers.filing.whole import Said
from handlers.guiding import Act
from handlers.review.pressing import seen
from handlers.rights import NotForThisRole
from tests.handlers.review.conftest import GIVEN
from tests.security.office import Office, begun, end_roles, house, office, outcome, talk_of

__all__ = ["house", "office"]
Step = Callable[[Desk], Awaitable[Any]]


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'office.db'}"


async def test_in_the_middle_of_a_form(office: Office) -> None:
    talk, draft = talk_of(office), await begun(office)
    turn = await office.at("secretary", lambda desk: talk.begin(desk, draft))
    assert not turn.over
    before = await office.filing(draft)
    await end_roles(office, "secretary")
    for act in (Act.SAY, Act.CHOOSE, Act.SKIP, Act.BACK, Act.CONFIRM, Act.LOOK):
        turn = await office.at(
            "secretary", lambda desk, act=act: talk.take(desk, draft, act, "沈知微", "")
        )
        assert (turn.text, turn.over) == (texts.NOT_ANY_MORE, True)
    assert await office.filing(draft) == before
    services, said = office.services, Said(place="theme", text="x")
    sent = Sent(name="议程.pdf", content=b"%PDF-1.4 fictional")
    steps: tuple[Step, ...] = (
        lambda desk: services.whole.view(desk, draft),
        lambda desk: services.whole.save(desk, draft, said),
        lambda desk: services.form_sheets.of_draft(desk, draft, word=True),
        lambda desk: services.incoming.attaching.take(desk, draft, sent),
    )
    for step in steps:
        assert await outcome(office.at("secretary", step)) == "shut"


async def test_with_a_complete_draft_it_is_not_handed_in(office: Office) -> None:
    filing = await office.filed()
    await office.move(filing, "decline", by="leader")
    await end_roles(office, "secretary")
    for move in ("resubmit", "withdraw"):
        with pytest.raises(Complaint):
            await office.move(filing, move, by="secretary")
    services = office.services
    steps: tuple[Step, ...] = (
        lambda desk: services.withdrawing.withdraw(desk, filing, "不办了"),
        lambda desk: services.starting.copy(desk, filing),
    )
    for step in steps:
        assert await outcome(office.at("secretary", step)) == "shut"
    assert (await office.filing(filing)).state == "returned"


async def test_ones_own_draft_may_still_be_thrown_away(office: Office) -> None:
    draft = await begun(office)
    await end_roles(office, "secretary")
    reply = await office.at("secretary", lambda d: office.services.drafts.discard(d, draft))
    assert "已删去" in reply.text


@pytest.mark.parametrize(("who", "move"), [("leader", "confirm"), ("staff", "receive")])
async def test_in_the_middle_of_a_review(office: Office, who: str, move: str) -> None:
    """Between the card and the last press."""
    filing = await office.filed()
    if who == "staff":
        await office.move(filing, "confirm", by="leader")
    case = await office.case(filing)
    await end_roles(office, who)

    async def decide(desk: Desk) -> None:
        await office.services.judging.decide(desk, filing, seen(case), move, GIVEN)

    with pytest.raises(NotForThisRole):
        await office.at(who, decide)
    assert (await office.filing(filing)).state == case.filing.state


async def test_old_presses_do_nothing_after_a_return(office: Office) -> None:
    """受理 of before, pressed again after it came back and was handed in anew."""
    filing = await office.filed()
    await office.move(filing, "confirm", by="leader")
    old = await office.case(filing)
    await office.move(filing, "receive", "return")
    await office.move(filing, "resubmit", by="secretary")
    await office.move(filing, "confirm", by="leader")
    reply = await office.at(
        "colleague",
        lambda d: office.services.judging.decide(d, filing, seen(old), "receive", NOTHING),
    )
    assert "没有再办" in reply.text
    assert (await office.filing(filing)).state == "submitted"

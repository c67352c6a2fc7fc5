"""Every use case around experts and figures, called as every role."""

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, fields
from typing import Any

import pytest

from bot.scoring_room import ScoringServices
from forms.moving import Given
from forms.values import Complaint
from handlers.casework.errors import FilingGone
from handlers.desk import Desk
from handlers.rights import Action, NotForThisRole, may
from storage.people import Person
from storage.roles import Role
from tests.handlers.scoring.conftest import TALENT, House
from tests.handlers.scoring.test_objections import SAID, on_notice

Allowed = Callable[[Person], bool]
Call = Callable[[ScoringServices, Desk, "Found"], Awaitable[Any]]
OPINION = "工作扎实，成果突出，目标明确。"
FORM = TALENT.id


@dataclass(frozen=True, kw_only=True)
class Found:
    """What there is to try it on."""

    scoring: str
    notice: str
    objection: str
    expert: str


class Undone(Exception):
    """What was tried is not kept."""


def right(action: Action) -> Allowed:
    return lambda person: may(person, action)


def anybody(_person: Person) -> bool:
    return True


def head(person: Person) -> bool:
    """Whose word is the last: not an administrator's, who keeps the machine."""
    return person.holds(Role.STAFF_HEAD)


async def forms(services: ScoringServices, desk: Desk, _found: Found) -> Any:
    return services.ranking.forms(desk)


REVIEW, SCORE = right(Action.REVIEW), right(Action.SCORE)
SEE, KEEP = right(Action.SEE_FIGURES), right(Action.KEEP_FIGURES)
CASES: dict[str, tuple[Allowed, Call]] = {
    "scoring.waiting": (SCORE, lambda s, d, f: s.scoring.waiting(d)),
    "scoring.card": (SCORE, lambda s, d, f: s.scoring.card(d, f.scoring)),
    "scoring.score": (SCORE, lambda s, d, f: s.scoring.score(d, f.scoring, 80, OPINION)),
    "scoring.recuse": (SCORE, lambda s, d, f: s.scoring.recuse(d, f.scoring, "是我的学生")),
    "assigning.look": (REVIEW, lambda s, d, f: s.assigning.look(d, f.scoring)),
    "assigning.ask": (REVIEW, lambda s, d, f: s.assigning.ask(d, f.scoring, f.expert)),
    "assigning.begin": (REVIEW, lambda s, d, f: s.assigning.begin(d, FORM)),
    "assigning.plan": (REVIEW, lambda s, d, f: s.assigning.plan(d, FORM, 3)),
    "assigning.spread": (REVIEW, lambda s, d, f: s.assigning.spread(d, FORM, 3)),
    "ranking.forms": (REVIEW, forms),
    "ranking.board": (REVIEW, lambda s, d, f: s.ranking.board(d, FORM)),
    "ranking.export": (REVIEW, lambda s, d, f: s.ranking.export(d, FORM)),
    "ranking.ready": (head, lambda s, d, f: s.ranking.ready(d, FORM, "pass_over")),
    "ranking.move_all": (
        head,
        lambda s, d, f: s.ranking.move_all(
            d, FORM, "pass_over", [f.scoring], Given(reason="名额有限")
        ),
    ),
    "publishing.notices": (anybody, lambda s, d, f: s.publishing.notices(d)),
    "publishing.notice": (anybody, lambda s, d, f: s.publishing.notice(d, TALENT)),
    "publishing.names": (anybody, lambda s, d, f: s.publishing.names(d, ())),
    "publishing.one": (anybody, lambda s, d, f: s.publishing.one(d, f.notice)),
    "publishing.document": (REVIEW, lambda s, d, f: s.publishing.document(d, FORM)),
    "objecting.notices": (anybody, lambda s, d, f: s.objecting.notices(d)),
    "objecting.about": (anybody, lambda s, d, f: s.objecting.about(d, f.notice)),
    "objecting.file": (anybody, lambda s, d, f: s.objecting.file(d, f.notice, **SAID)),
    "objecting.waiting": (REVIEW, lambda s, d, f: s.objecting.waiting(d)),
    "objecting.look": (REVIEW, lambda s, d, f: s.objecting.look(d, f.objection)),
    "objecting.settle": (
        REVIEW,
        lambda s, d, f: s.objecting.settle(d, f.objection, "object", "有人反映"),
    ),
    "figuring.all": (SEE, lambda s, d, f: s.figuring.all(d)),
    "figuring.groups": (SEE, lambda s, d, f: s.figuring.groups(d)),
    "figuring.find": (SEE, lambda s, d, f: s.figuring.find(d, "公示")),
    "figuring.one": (SEE, lambda s, d, f: s.figuring.one(d, "publicity_days")),
    "figuring.begin": (KEEP, lambda s, d, f: s.figuring.begin(d, "publicity_days")),
    "figuring.read": (KEEP, lambda s, d, f: s.figuring.read(d, "publicity_days", "9")),
    "figuring.set": (
        KEEP,
        lambda s, d, f: s.figuring.set(d, "publicity_days", 9, basis="文号", confirmed=True),
    ),
    "figuring.confirm": (KEEP, lambda s, d, f: s.figuring.confirm(d, "publicity_days", "文号")),
    "figuring.reset": (KEEP, lambda s, d, f: s.figuring.reset(d, "publicity_days", sure=True)),
}
# What only tells a form or a follow-up of a step that was allowed before.
NO_STEPS = {"assigning.form", "scoring.all_scored"}


def test_every_step_is_tried(house: House) -> None:
    steps = {
        f"{each.name}.{name}"
        for each in fields(house.services)
        for name, member in inspect.getmembers(getattr(house.services, each.name))
        if inspect.ismethod(member) and not name.startswith("_")
    }
    assert steps == CASES.keys() | NO_STEPS


async def furnish(house: House, role: Role) -> Found:
    """An expert has been asked; the other roles have not."""
    roles = [role] if role is not Role.GUEST else []
    await house.person("某人", *roles, society="云岭省物理学会")
    scoring, notice = await house.candidate("江望舒"), await on_notice(house, "何若谷")
    await house.person("访客")
    async with house.desk("访客") as desk:
        await house.services.objecting.file(desk, notice, **SAID)
        [objection] = await desk.archive.objections.of(notice)
    async with house.desk("干事") as desk:
        for name in ("某人", "专家甲") if role is Role.EXPERT else ("专家甲",):
            await house.services.assigning.ask(desk, scoring, house.people[name])
    expert = house.people["专家乙"]
    return Found(scoring=scoring, notice=notice, objection=objection.id, expert=expert)


@pytest.mark.parametrize("role", Role)
async def test_who_may_take_which_step(house: House, role: Role) -> None:
    """Refused by right, never by chance; whoever may is not refused."""
    found, wrong = await furnish(house, role), []
    for name, (allowed, call) in CASES.items():
        try:
            async with house.desk("某人") as desk:
                person = desk.person
                await call(house.services, desk, found)
                raise Undone
        except Undone:
            outcome = True
        except (NotForThisRole, FilingGone):
            outcome = False
        except Complaint:
            outcome = True
        if outcome is not allowed(person):
            wrong.append((name, outcome))
    assert wrong == []

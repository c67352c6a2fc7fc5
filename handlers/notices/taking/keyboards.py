"""Where what was sent in leads."""

from collections.abc import Sequence

from handlers.callbacks import Go
from handlers.desk import Button
from handlers.notices.naming import cut
from handlers.notices.taking.duplicates import Alike
from handlers.notices.words import ACTS, AUDIENCES, CHOSEN
from handlers.paging import turning
from handlers.place_words import LABELS
from handlers.places import Place
from knowledge.reading.reading import Act
from storage.intakes import Intake, IntakeState
from storage.notice_relations import Relation

AS_NEW, APART, ASIDE = 1, 2, 3  # the numbers of Place.INTAKE; none shows it
OF_INTAKE = "i."  # before the id where an outline of an intake is wanted
DEADLINES = "notices"  # the id under which the deadlines' room shows what it finds in notices
LONGEST = 40
ADD: Button = (LABELS[Place.ADD_NOTICE], Go(to=Place.ADD_NOTICE))
SHELF: Button = (LABELS[Place.NOTICES], Go(to=Place.NOTICES))
INTAKES: Button = (LABELS[Place.INTAKES], Go(to=Place.INTAKES))


def card(identity: str, nearest: Alike | None, *, replaces: bool) -> tuple[Button, ...]:
    """First what decides: whether it is a new version, or that it is taken in."""
    buttons: list[Button] = []
    if nearest:
        apart = "两份都留" if nearest.year else "另存一份"
        buttons.append(("换成新版本", Go(to=Place.INTAKE, id=identity, n=AS_NEW)))
        buttons.append((apart, Go(to=Place.INTAKE, id=identity, n=APART)))
    else:
        buttons.append(("收录", Go(to=Place.TAKE_IN, id=identity)))
    buttons.append(("改内容", Go(to=Place.CHANGE_INTAKE, id=identity)))
    buttons.append(("看全部大纲", Go(to=Place.NOTICE_OUTLINE, id=f"{OF_INTAKE}{identity}")))
    if replaces:
        buttons.append(("不是新版本", Go(to=Place.INTAKE, id=identity, n=APART)))
    buttons.append(("先放一放", Go(to=Place.INTAKE, id=identity, n=ASIDE)))
    buttons.append(("放弃", Go(to=Place.DROP_INTAKE, id=identity)))
    return tuple(buttons)


def reading(identity: str) -> tuple[Button, ...]:
    return (INTAKES, ("不用读了", Go(to=Place.DROP_INTAKE, id=identity)))


def who(identity: str) -> tuple[Button, ...]:
    """Readers by their number, from 1."""
    buttons: list[Button] = [
        (AUDIENCES[each], Go(to=Place.TAKE_IN, id=identity, n=number))
        for number, each in enumerate(CHOSEN, 1)
    ]
    return (*buttons, back_to(identity))


def back_to(identity: str) -> Button:
    return "回到核对", Go(to=Place.INTAKE, id=identity)


def outline(identity: str, number: int, pages: int) -> tuple[Button, ...]:
    def to(n: int) -> Go:
        return Go(to=Place.NOTICE_OUTLINE, id=f"{OF_INTAKE}{identity}", n=n)

    return (*turning(to, number, pages), back_to(identity))


def one(identity: str, label: str = "打开看") -> Button:
    return label, Go(to=Place.NOTICE, id=identity)


def taken(identity: str, relations: Sequence[Relation], *, dues: bool) -> tuple[Button, ...]:
    found = [relation(each) for each in relations]
    if dues:
        found.append(("从通知里找期限", Go(to=Place.DEADLINES, id=DEADLINES)))
    return (*found, one(identity, "看这份通知"), ADD, SHELF)


def relation(said: Relation) -> Button:
    label = f"核对：{ACTS[Act(said.act)]}《{said.title}》"
    return label[:LONGEST], Go(to=Place.RELATION, id=said.id)


def waiting(intakes: Sequence[Intake], titles: Sequence[str]) -> tuple[Button, ...]:
    buttons: list[Button] = [
        (f"{cut(title, LONGEST)}（{_stage(intake)}）", Go(to=Place.INTAKE, id=intake.id))
        for intake, title in zip(intakes, titles, strict=True)
    ]
    return (*buttons, ADD, SHELF)


def _stage(intake: Intake) -> str:
    sent = intake.created_at
    stage = "等您核对" if intake.state is IntakeState.READ else "正在读"
    return f"{sent.month}月{sent.day}日送来，{stage}"

"""Where the pages of a renewal lead."""

from functools import partial

from handlers.callbacks import Go
from handlers.desk import Button
from handlers.paging import turning
from handlers.people.member_buttons import on_roster
from handlers.people.renewal.service import Everywhere, Here, Progress
from handlers.places import Place
from handlers.rights import Action, may
from storage.people import Person

PROGRESS: tuple[Button, ...] = (("看进度", Go(to=Place.RENEWAL)),)


def everywhere(found: Everywhere, person: Person) -> tuple[Button, ...]:
    buttons: list[Button] = [
        (
            f"{each.society[:40]} {each.percent}%（未更新 {each.open}）",
            Go(to=Place.RENEWAL, id=each.society_id),
        )
        for each in found.societies
    ]
    buttons += turning(partial(to_page, ""), found.number, found.pages)
    if found.societies:
        buttons.append(("导出进度表", Go(to=Place.EXPORT_RENEWAL)))
    if may(person, Action.RUN_RENEWAL):
        way = Place.CLOSE_RENEWAL if found.campaign else Place.OPEN_RENEWAL
        buttons.append(("结束动态更新" if found.campaign else "开启动态更新", Go(to=way)))
    return tuple(buttons)


def here(found: Here) -> tuple[Button, ...]:
    society_id = found.progress.society_id
    return (
        *on_roster(found.members),
        *turning(partial(to_page, society_id), found.number, found.pages),
        ("会员名册", Go(to=Place.ROSTER, id=society_id)),
    )


def to_page(society_id: str, number: int) -> Go:
    return Go(to=Place.RENEWAL, id=society_id, n=number)


def sure() -> tuple[Button, ...]:
    return (
        ("确定结束", Go(to=Place.CLOSE_RENEWAL, n=1)),
        ("先不结束", Go(to=Place.RENEWAL)),
    )


def to_secretary(found: Progress) -> Button:
    return ("看进度和名单", Go(to=Place.RENEWAL, id=found.society_id))

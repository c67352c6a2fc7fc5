"""Where the pages of a renewal lead."""

from handlers.callbacks import Go
from handlers.desk import Button
from handlers.people.fields import told_apart
from handlers.people.renewal.service import Everywhere, Here, Progress
from handlers.places import Place
from handlers.rights import Action, may
from storage.members import Member
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
    buttons += pages("", found.number, found.pages)
    if found.societies:
        buttons.append(("导出进度表", Go(to=Place.EXPORT_RENEWAL)))
    if may(person, Action.RUN_RENEWAL):
        way = Place.CLOSE_RENEWAL if found.campaign else Place.OPEN_RENEWAL
        buttons.append(("结束动态更新" if found.campaign else "开启动态更新", Go(to=way)))
    return tuple(buttons)


def here(found: Here) -> tuple[Button, ...]:
    society_id = found.progress.society_id
    return (
        *((told_apart(each), Go(to=Place.MEMBER, id=each.id)) for each in found.members),
        *pages(society_id, found.number, found.pages),
        ("会员名册", Go(to=Place.ROSTER, id=society_id)),
    )


def pages(society_id: str, number: int, many: int) -> list[Button]:
    found = list[Button]()
    if number > 0:
        found.append(("上一页", Go(to=Place.RENEWAL, id=society_id, n=number - 1)))
    if number + 1 < many:
        found.append(("下一页", Go(to=Place.RENEWAL, id=society_id, n=number + 1)))
    return found


def sure() -> tuple[Button, ...]:
    return (
        ("确定结束", Go(to=Place.CLOSE_RENEWAL, n=1)),
        ("先不结束", Go(to=Place.RENEWAL)),
    )


def to_secretary(found: Progress) -> Button:
    return ("看进度和名单", Go(to=Place.RENEWAL, id=found.society_id))


def to_member(member: Member) -> tuple[Button, ...]:
    return (
        ("信息没有变化", Go(to=Place.STILL_RIGHT, id=member.id)),
        ("要更正", Go(to=Place.CORRECT_MINE, id=member.id)),
    )

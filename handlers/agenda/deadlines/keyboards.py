"""Where the calendar of deadlines leads."""

from handlers.agenda.deadlines.late import Calendar, Entry, Late
from handlers.agenda.deadlines.service import Proposed, Shown
from handlers.callbacks import Go
from handlers.days import short_day
from handlers.desk import Button
from handlers.paging import turning
from handlers.place_words import LABELS
from handlers.places import Place
from storage.deadlines import PREFIX

BACK: Button = (LABELS[Place.DEADLINES], Go(to=Place.DEADLINES))
ADD: Button = ("设一个期限", Go(to=Place.ADD_DEADLINE))
NOTICES = "notices"  # the id under which candidates are shown
FIND: Button = ("从通知里找", Go(to=Place.DEADLINES, id=NOTICES))
LONGEST = 40
# Before the key of what is looked at, when a table or a draft is wanted.
TABLE, DRAFT = "x.", "r."


def calendar(found: Calendar) -> tuple[Button, ...]:
    buttons: list[Button] = [
        (f"核对：{each.title}"[:LONGEST], Go(to=Place.DEADLINE, id=each.id))
        for each in found.waiting
    ]
    buttons += [_entry(each) for each in found.entries]
    buttons += turning(lambda n: Go(to=Place.DEADLINES, n=n), found.number, found.pages)
    return (*buttons, ADD, FIND)


def _entry(entry: Entry) -> Button:
    label = f"{short_day(entry.due)} {entry.what}"[:LONGEST]
    if entry.deadline_id:
        return label, Go(to=Place.DEADLINE, id=entry.deadline_id)
    return label, Go(to=Place.LATE, id=entry.key)


def late(found: Late) -> tuple[Button, ...]:
    key, buttons = found.entry.key, list[Button]()
    if found.entry.left:
        buttons.append(("给没办的发提醒", Go(to=Place.LATE, id=f"{DRAFT}{key}")))
        buttons.append(("导出没办的名单", Go(to=Place.LATE, id=f"{TABLE}{key}")))
    buttons += turning(lambda n: Go(to=Place.LATE, id=key, n=n), found.number, found.pages)
    if found.entry.deadline_id:
        buttons.append(("看这个期限", Go(to=Place.DEADLINE, id=found.entry.deadline_id)))
    return (*buttons, BACK)


def one(found: Shown) -> tuple[Button, ...]:
    identity, buttons = found.deadline.id, list[Button]()
    if found.deadline.confirmed_at is None:
        buttons.append(("核对无误，开始提醒", Go(to=Place.CONFIRM_DEADLINE, id=identity)))
    else:
        buttons.append(("看谁没办", Go(to=Place.LATE, id=f"{PREFIX}{identity}")))
    buttons.append(("修改", Go(to=Place.CHANGE_DEADLINE, id=identity)))
    buttons.append(("取消这个期限", Go(to=Place.CANCEL_DEADLINE, id=identity)))
    return (*buttons, BACK)


def sure(found: Shown) -> tuple[Button, ...]:
    identity = found.deadline.id
    return (
        ("确定取消", Go(to=Place.CANCEL_DEADLINE, id=identity, n=1)),
        ("先不取消", Go(to=Place.DEADLINE, id=identity)),
    )


def proposed(found: Proposed) -> tuple[Button, ...]:
    buttons: list[Button] = [
        (
            f"{short_day(each.due)} {each.title}"[:LONGEST],
            Go(to=Place.ADD_DEADLINE, id=each.notice_id, n=each.place),
        )
        for each in found.candidates
    ]
    buttons += turning(
        lambda n: Go(to=Place.DEADLINES, id=NOTICES, n=n), found.number, found.pages
    )
    return (*buttons, ADD, BACK)


def drafted(identity: str | None) -> tuple[Button, ...]:
    if identity is None:
        return (BACK,)
    return (("打开草稿", Go(to=Place.BROADCAST, id=identity)), BACK)

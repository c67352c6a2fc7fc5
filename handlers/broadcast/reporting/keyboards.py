"""Where a report leads."""

from collections.abc import Sequence

from handlers.broadcast.reporting.report import Report
from handlers.broadcast.reporting.service import Held, Listed, Resent, Troubled
from handlers.callbacks import Go
from handlers.desk import Button
from handlers.paging import turning
from handlers.places import Place
from storage.arrivals import Arrival
from storage.watches import ENDED

PICTURE = 1
LONGEST = 40


def report(found: Report) -> tuple[Button, ...]:
    identity, over = found.broadcast.id, found.broadcast.state in ENDED
    buttons: list[Button] = [
        ("看图", Go(to=Place.EXPORT_REPORT, id=identity, n=PICTURE)),
        ("下载表格", Go(to=Place.EXPORT_REPORT, id=identity)),
        ("看名单", Go(to=Place.RECIPIENTS, id=identity)),
    ]
    if found.unread and over:
        label = f"提醒未读者（{found.unread}）"
        buttons.append((label, Go(to=Place.REMIND_UNREAD, id=identity)))
    if unsure := found.of(Arrival.UNCERTAIN):
        buttons.append((f"没有把握的（{unsure}）", Go(to=Place.UNSURE, id=identity)))
    if found.on_hold:
        buttons.append((f"暂停投递的人（{found.on_hold}）", Go(to=Place.ON_HOLD, id=identity)))
    there: Button = ("回到这条通知", Go(to=Place.BROADCAST, id=identity))
    return (*buttons, ("刷新", Go(to=Place.REPORT, id=identity)), there)


def back(broadcast_id: str) -> Button:
    return "看报告", Go(to=Place.REPORT, id=broadcast_id)


def people(found: Listed) -> tuple[Button, ...]:
    return _paged(found, Place.RECIPIENTS)


def unsure(found: Listed) -> tuple[Button, ...]:
    resend: Button = ("再发一次", Go(to=Place.RESEND, id=found.broadcast.id))
    return (*((resend,) if found.total else ()), *_paged(found, Place.UNSURE))


def troubled(found: Sequence[Troubled]) -> tuple[Button, ...]:
    return tuple(
        (each.broadcast.title[:LONGEST], Go(to=Place.REPORT, id=each.broadcast.id))
        for each in found
    )


def held(found: Held) -> tuple[Button, ...]:
    return _paged(found, Place.ON_HOLD)


def _paged(found: Listed | Held, place: Place) -> tuple[Button, ...]:
    identity = found.broadcast.id
    ways = turning(lambda n: Go(to=place, id=identity, n=n), found.number, found.pages)
    return (*ways, back(identity))


def resent(found: Resent) -> tuple[Button, ...]:
    identity = found.broadcast.id
    if not found.people or found.again is not None:
        return (back(identity),)
    return (
        ("确定再发", Go(to=Place.RESEND, id=identity, n=1)),
        ("先不发", Go(to=Place.UNSURE, id=identity)),
    )


def sure_to_remind(broadcast_id: str) -> tuple[Button, ...]:
    return (
        ("确定提醒", Go(to=Place.REMIND_UNREAD, id=broadcast_id, n=1)),
        ("先不提醒", Go(to=Place.REPORT, id=broadcast_id)),
    )


def draft(draft_id: str) -> tuple[Button, ...]:
    return (("看这条提醒", Go(to=Place.BROADCAST, id=draft_id)),)

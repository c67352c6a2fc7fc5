"""Where an announcement leads, by how far it has come and who looks."""

from collections.abc import Sequence
from enum import IntEnum

from handlers.broadcast.cast import STARTED, Cast
from handlers.broadcast.writing.groups import GROUPS, STATES
from handlers.broadcast.writing.service import Listed, View
from handlers.callbacks import Go
from handlers.desk import Button
from handlers.markup import opening
from handlers.paging import turning
from handlers.place_words import LABELS
from handlers.places import Place
from storage.broadcasts import Broadcast, BroadcastState
from storage.people import Person

TO_ALL: Button = ("全部通知", Go(to=Place.BROADCASTS))
WRITE: Button = ("写通知", Go(to=Place.ADD_BROADCAST))
FORWARD: Button = ("转发通知", Go(to=Place.FORWARD_NOTICE))
LISTS: Button = (LABELS[Place.SAVED_LISTS], Go(to=Place.SAVED_LISTS))
PAGES = 1000  # `n` of a page of a group: so many times the group's number, from 1, and the page
LONGEST = 40


class Part(IntEnum):
    """What of an announcement is to be changed: the number of EDIT_BROADCAST."""

    TEXT = 1
    PIECES = 2
    NO_PIECES = 3
    BUTTONS = 4
    LINK = 5
    FORM = 6
    CONFIRM = 7
    POLL = 8
    NO_BUTTONS = 9
    MANDATORY = 10
    TAKE_BACK = 11


class Time(IntEnum):
    """Which of its times: the number of SCHEDULE."""

    SEND = 0
    EXPIRE = 1


def overview(counts: Sequence[int]) -> tuple[Button, ...]:
    groups = tuple(
        (f"{group.title}（{count}）", Go(to=Place.BROADCASTS, n=PAGES * n))
        for n, (group, count) in enumerate(zip(GROUPS, counts, strict=True), 1)
        if count
    )
    return (WRITE, FORWARD, LISTS, *groups)


def listed(found: Listed) -> tuple[Button, ...]:
    first = PAGES * (found.group + 1)
    rows = tuple((label_of(each), Go(to=Place.BROADCAST, id=each.id)) for each in found.rows)
    pages = turning(
        lambda number: Go(to=Place.BROADCASTS, n=first + number), found.number, found.pages
    )
    return (*rows, *pages, TO_ALL)


def label_of(row: Broadcast) -> str:
    """Its title; and how it stands, where its group holds several ways."""
    title = opening(row.title, LONGEST) or "（没有正文）"
    several = next(len(group.states) for group in GROUPS if row.state in group.states) > 1
    return f"{title}（{STATES[row.state]}）" if several else title


def token(cast: Cast, *, sure: bool = False) -> int:
    """Says which text was looked at: what has changed since cannot be sent with it."""
    return cast.row.revision * 2 + sure


def one(view: View, person: Person) -> tuple[Button, ...]:
    cast = view.cast
    match cast.state:
        case BroadcastState.DRAFT:
            ways = _draft(view)
        case BroadcastState.WAITING:
            ways = _waiting(cast, person)
        case BroadcastState.READY:
            ways = [_to("停发", Place.STOP_BROADCAST, cast), _look(cast)]
        case _:
            ways = _started(cast, person)
    if cast.state is not BroadcastState.DRAFT:  # a draft is changed, not copied
        ways.append(_to("复制一份", Place.COPY_BROADCAST, cast))
    return (*ways, TO_ALL)


def _draft(view: View) -> list[Button]:
    cast = view.cast
    send = "送核准" if view.needs_approval else "发送"
    return [
        _part("改内容" if cast.content.text else "写内容", Part.TEXT, cast),
        _part("加图片或附件", Part.PIECES, cast),
        _part("加按钮", Part.BUTTONS, cast),
        _to("发给谁", Place.AUDIENCE, cast),
        _to("什么时候发", Place.SCHEDULE, cast, Time.SEND),
        _look(cast),
        _test(cast),
        _to(send, Place.ASK_APPROVAL, cast, token(cast)),
        _to("到期不再发", Place.SCHEDULE, cast, Time.EXPIRE),
        _part("只发愿收的" if cast.row.mandatory else "必须送达", Part.MANDATORY, cast),
        _to("删除草稿", Place.DISCARD_BROADCAST, cast),
    ]


def _waiting(cast: Cast, person: Person) -> list[Button]:
    common = [_look(cast), _test(cast)]
    if person.id in cast.makers:
        return [*common, _part("拿回来改", Part.TAKE_BACK, cast)]
    return [*decide(cast), *common, _part("拿回来改", Part.TAKE_BACK, cast)]


def decide(cast: Cast) -> list[Button]:
    """What the second person is asked."""
    return [
        _to("同意发送", Place.APPROVE, cast, token(cast)),
        _to("退回", Place.DISAPPROVE, cast, token(cast)),
    ]


def _started(cast: Cast, person: Person) -> list[Button]:
    ways: list[Button] = []
    if cast.mend and cast.mend.get("by") != person.id:
        ways += decide_mend(cast)
    if cast.state is BroadcastState.SENDING:
        ways.append(_to("暂停", Place.PAUSE, cast))
    if cast.state is BroadcastState.PAUSED:
        ways.append(_to("接着发", Place.RESUME, cast))
    if cast.row.started_at:
        ways.append(_to("看报告", Place.REPORT, cast))
    if cast.state in (BroadcastState.SENDING, BroadcastState.PAUSED):
        ways.append(_to("看进度", Place.PROGRESS, cast))
        ways.append(_to("停发", Place.STOP_BROADCAST, cast))
    if cast.state in STARTED and cast.row.started_at:
        ways.append(_to("更正", Place.CORRECT_BROADCAST, cast))
        ways.append(_to("撤回", Place.WITHDRAW_BROADCAST, cast))
    return [*ways, _look(cast)]


def decide_mend(cast: Cast) -> list[Button]:
    return [
        _to("同意更正", Place.APPROVE, cast, token(cast)),
        _to("不同意更正", Place.DISAPPROVE, cast, token(cast)),
    ]


def buttons(cast: Cast) -> tuple[Button, ...]:
    """The page of its own buttons."""
    content = cast.content
    confirm = "不要已阅" if content.confirm else "要已阅"
    some = content.links or content.forms or content.choices or content.confirm
    rest = [_part("去掉全部按钮", Part.NO_BUTTONS, cast)] if some else []
    return (
        _part("加链接", Part.LINK, cast),
        _part("加表单", Part.FORM, cast),
        _part(confirm, Part.CONFIRM, cast),
        _part("改投票" if content.choices else "加投票", Part.POLL, cast),
        *rest,
        back(cast.id),
    )


def back(broadcast_id: str) -> Button:
    return "回到这条通知", Go(to=Place.BROADCAST, id=broadcast_id)


def looked(cast: Cast) -> tuple[Button, ...]:
    """Below a preview."""
    return (_test(cast), back(cast.id))


def no_pieces(cast: Cast) -> tuple[Button, ...]:
    return (_part("去掉图片和附件", Part.NO_PIECES, cast), back(cast.id))


def sure_to_discard(cast: Cast) -> tuple[Button, ...]:
    return (_to("确定删除", Place.DISCARD_BROADCAST, cast, 1), back(cast.id))


def _look(cast: Cast) -> Button:
    return _to("预览", Place.PREVIEW, cast)


def _test(cast: Cast) -> Button:
    return _to("先发给自己看", Place.TEST_SEND, cast)


def _part(label: str, part: Part, cast: Cast) -> Button:
    return label, Go(to=Place.EDIT_BROADCAST, id=cast.id, n=part)


def _to(label: str, place: Place, cast: Cast, n: int = 0) -> Button:
    return label, Go(to=place, id=cast.id, n=n)

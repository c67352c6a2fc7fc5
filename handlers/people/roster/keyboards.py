"""Where the pages of a roster lead."""

from handlers.callbacks import Go
from handlers.desk import Button
from handlers.paging import turning
from handlers.people.fields import STATES, told_apart
from handlers.people.roster.service import Overview, Page
from handlers.people.roster.texts import is_open
from handlers.places import Place
from handlers.rights import Action, may
from storage.members import Member, MemberState
from storage.people import Person

# A button carries one number: which members (0: none, 1: all, 2–5: of one state), and the page.
SORTS: tuple[MemberState | None, ...] = (None, *MemberState)
STEP = 100_000
KEEPING = (
    ("添加一位会员", Place.ADD_MEMBER),
    ("下载导入模板", Place.MEMBER_TEMPLATE),
    ("导入名册", Place.IMPORT_MEMBERS),
)
EXPORTING = (
    ("导出名册（号码只有末四位）", Place.EXPORT_ROSTER),
    ("导出名册（完整号码）", Place.EXPORT_ROSTER_WHOLE),
)


def to_page(society_id: str, state: MemberState | None, number: int) -> Go:
    return Go(to=Place.ROSTER, id=society_id, n=(SORTS.index(state) + 1) * STEP + number)


def read_page(n: int) -> tuple[MemberState | None, int] | None:
    """What `to_page` wrote; None for the roster's front page."""
    sort, number = divmod(n, STEP)
    return (SORTS[sort - 1], number) if 0 < sort <= len(SORTS) else None


def overview(found: Overview, person: Person) -> tuple[Button, ...]:
    society_id, buttons = found.society_id, list[Button]()
    if found.total:
        buttons.append((f"看全部（{found.total} 人）", to_page(society_id, None, 0)))
        buttons += [
            (f"只看{STATES[state]}（{many} 人）", to_page(society_id, state, 0))
            for state in MemberState
            if (many := found.counts.get(state, 0))
        ]
        buttons.append(("按姓名找人", Go(to=Place.FIND_MEMBER, id=society_id)))
    ways = [*(KEEPING if may(person, Action.KEEP_ROSTER, society_id) else ())]
    if may(person, Action.EXPORT_ROSTER, society_id) and found.total:
        ways += EXPORTING
    if may(person, Action.INVITE, society_id):
        ways.append(("邀请会员", Place.INVITE_MEMBER))
    ways.append(("动态更新进度", Place.RENEWAL))
    return (*buttons, *((label, Go(to=place, id=society_id)) for label, place in ways))


def page(found: Page) -> tuple[Button, ...]:
    society_id, number = found.overview.society_id, found.number
    return (
        *members(found.members),
        *turning(lambda other: to_page(society_id, found.state, other), number, found.pages),
        back(society_id),
    )


def members(found: tuple[Member, ...]) -> tuple[Button, ...]:
    return tuple(
        (f"{told_apart(each)} · {STATES[each.state]}", Go(to=Place.MEMBER, id=each.id))
        for each in found
    )


def member(found: Member, person: Person) -> tuple[Button, ...]:
    buttons = list[Button]()
    if may(person, Action.KEEP_ROSTER, found.society_id):
        if found.state is MemberState.LEFT:
            buttons.append(("恢复会籍", Go(to=Place.MEMBER_BACK, id=found.id)))
        else:
            if is_open(found.state):
                buttons.append(("标为已核实", Go(to=Place.MEMBER_CHECKED, id=found.id)))
            buttons.append(("更改信息", Go(to=Place.CHANGE_MEMBER, id=found.id)))
            buttons.append(("标为已退会", Go(to=Place.MEMBER_LEFT, id=found.id)))
            if found.person_id is None:
                buttons.append(("邀请本人认证", Go(to=Place.INVITE_MEMBER, id=found.id)))
    return (*buttons, back(found.society_id))


def sure(found: Member) -> tuple[Button, ...]:
    return (
        ("确定，标为已退会", Go(to=Place.MEMBER_LEFT, id=found.id, n=1)),
        ("不，回到会员信息", Go(to=Place.MEMBER, id=found.id)),
    )


def back(society_id: str) -> Button:
    return ("回到名册", Go(to=Place.ROSTER, id=society_id))

"""What a report says; everything that came from outside is escaped."""

from collections.abc import Iterator, Sequence
from html import escape

from handlers.broadcast.reporting.report import Report, Share, percent, percent_text
from handlers.broadcast.reporting.service import Held, Listed, Resent, Troubled
from handlers.broadcast.reporting.words import ARRIVALS, why, why_held
from handlers.broadcast.watching.texts import STATES, bar
from handlers.days import short_day
from handlers.doors import door_of
from storage.arrivals import Arrival
from storage.following import Line, OnHold

MOST_PLACES = 8
SHORT_BAR = 5  # with its words it fits a line of a telephone
LONGEST_NAME, LONGEST_SOCIETY = 20, 30
HEAD = "<b>发送报告</b>：{title}（{state}）"
SENT = "应发 {people:,} 人，送到 {sent:,} 人{others}。"
LEFT_OUT = "另有 {many:,} 人没有列入：{why}。"
READ = "已阅 {read:,} 人（占 {percent}）{clicked}{answered}。"
CLICKED = "，点开过 {many:,} 人"
ANSWERED = "，选了的 {many:,} 人"
NOT_COUNTED = "链接点击未统计：没有设置公开的网页地址。"
POLL = "<b>投票</b>"
CHOICE = "{bar} {choice}：{many:,} 人（{percent}）"
WHY = "<b>没收到的原因</b>"
REASON = "• {arrival}{why}：{many:,} 人"
BY_CITY, BY_DISCIPLINE = "<b>按城市</b>（已阅/应发）", "<b>按学科</b>（已阅/应发）"
PLACE = "{place} {read:,}/{people:,}（{percent}）"
UNKNOWN = "未填"
AND_MORE = "还有 {many} 个，见表格"
LISTED = "<b>{title}</b>：共 {total:,} 人，第 {number}/{pages} 页。有问题的排在前面。"
UNSURE = (
    "<b>没有把握是否送到的</b>：{total:,} 人。\n"
    "发的时候断了线，或者程序停了，可能收到了，也可能没有。先问一问再说；"
    "要再发，就点「再发一次」，有人会收到两次。"
)
TROUBLED = "<b>没发出或没有把握的通知</b>。打开一条，看看是谁、为什么："
NO_TROUBLE = "近来的通知都发出去了，没有要处理的。"
NONE_UNSURE = "这条通知没有「没有把握」的，不用再发。"
HELD = (
    "<b>暂停投递的人</b>：{total:,} 个入口。\n"
    "对方停用了机器人，所以先不往那里发；对方再来说一句话，就自动恢复，没过期的通知会补上。"
)
NONE_HELD = "没有暂停投递的人。"
ON_HOLD = "• {name}{society}，{door}，{day}起：{why}"
ERASED = "（已注销）"
PICTURE, TABLE = "报告做成了图。", "报告做成了表格：一张「汇总」，一张「名单」。"
SURE = "要给这 {people:,} 人再发一次吗？其中有人可能已经收到，会收到两次。"
RESENT = "好的，正在再发给这 {people:,} 人。发完再看报告。"


def report(found: Report) -> str:
    """Cut in no place: what does not fit is in the table."""
    state = STATES.get(found.broadcast.state, "")
    parts = [HEAD.format(title=escape(found.broadcast.title), state=state)]
    parts += _arrived(found)
    parts += [_read(found)]
    if not found.clicks_are_counted:
        parts.append(NOT_COUNTED)
    for block in (_poll(found), _why(found)):
        parts += ["", *block] if block else []
    for title, shares in ((BY_CITY, found.cities), (BY_DISCIPLINE, found.disciplines)):
        parts += ["", title, _places(shares)] if any(each.place for each in shares) else []
    return "\n".join(parts)


def _arrived(found: Report) -> Iterator[str]:
    others = "".join(
        f"，{ARRIVALS[each]} {found.of(each):,}"
        for each in Arrival
        if each not in (Arrival.SENT, Arrival.LEFT_OUT) and found.of(each)
    )
    yield SENT.format(people=found.people, sent=found.of(Arrival.SENT), others=others)
    reasons = [
        f"{why(arrival, reason)} {many:,}"
        for (arrival, reason), many in found.reasons.items()
        if arrival is Arrival.LEFT_OUT
    ]
    if reasons:
        yield LEFT_OUT.format(many=found.of(Arrival.LEFT_OUT), why="，".join(reasons))


def _read(found: Report) -> str:
    has_targets = bool(found.content.forms or found.content.links)
    return READ.format(
        read=found.read,
        percent=percent_text(found.read, found.people),
        clicked=CLICKED.format(many=found.clicked) if has_targets else "",
        answered=ANSWERED.format(many=found.answered) if found.choices else "",
    )


def _poll(found: Report) -> list[str]:
    whole = sum(many for _, many in found.choices)
    lines = [
        CHOICE.format(
            bar=bar(percent(many, whole), SHORT_BAR),
            choice=escape(choice),
            many=many,
            percent=percent_text(many, whole),
        )
        for choice, many in found.choices
    ]
    return [POLL, *lines] if lines else []


def _why(found: Report) -> list[str]:
    lines = []
    for (arrival, reason), many in found.reasons.items():
        if arrival is not Arrival.LEFT_OUT:
            said = why(arrival, reason)
            told = f"，{said}" if said else ""
            lines.append(REASON.format(arrival=ARRIVALS[arrival], why=told, many=many))
    return [WHY, *lines] if lines else []


def _places(shares: Sequence[Share]) -> str:
    shown = [
        PLACE.format(
            place=_name(each.place) or UNKNOWN,
            read=each.read,
            people=each.people,
            percent=percent_text(each.read, each.people),
        )
        for each in shares[:MOST_PLACES]
    ]
    if more := len(shares) - MOST_PLACES if len(shares) > MOST_PLACES else 0:
        shown.append(AND_MORE.format(many=more))
    return "，".join(shown)


def people(found: Listed) -> str:
    head = LISTED.format(
        title=escape(found.broadcast.title),
        total=found.total,
        number=found.number + 1,
        pages=found.pages,
    )
    return "\n".join([head, *map(line, found.lines)])


def line(found: Line) -> str:
    """「• 周远（云岭省材料学会）：没发出，对方停用了机器人」."""
    said = why(found.arrival, found.reason)
    read = "，已阅" if found.read_at else ""
    told = f"，{said}" if said else ""
    who = f"{_name(found.name) or ERASED}{_of(found.society)}"
    return f"• {who}：{ARRIVALS[found.arrival]}{told}{read}"


def _name(name: str, most: int = LONGEST_NAME) -> str:
    return escape(name if len(name) <= most else f"{name[: most - 1]}…")


def _of(society: str) -> str:
    return f"（{_name(society, LONGEST_SOCIETY)}）" if society else ""


def unsure(found: Listed) -> str:
    if not found.total:
        return NONE_UNSURE
    return "\n".join([UNSURE.format(total=found.total), *map(line, found.lines)])


def troubled(found: Sequence[Troubled]) -> str:
    if not found:
        return NO_TROUBLE
    return "\n".join([TROUBLED, *map(_troubled, found)])


def _troubled(found: Troubled) -> str:
    parts = [
        f"{what} {many:,}"
        for what, many in (("没发出", found.failed), ("没有把握", found.uncertain))
        if many
    ]
    return f"• {escape(found.broadcast.title)}：{'，'.join(parts)}"


def held(found: Held) -> str:
    if not found.total:
        return NONE_HELD
    return "\n".join([HELD.format(total=found.total), *map(_on_hold, found.addresses)])


def _on_hold(found: OnHold) -> str:
    return ON_HOLD.format(
        name=_name(found.name),
        society=_of(found.society),
        door=door_of(found.bot_id),
        day=short_day(found.since),
        why=why_held(found.reason),
    )


def resent(found: Resent) -> str:
    if not found.people:
        return NONE_UNSURE
    return (SURE if found.again is None else RESENT).format(people=found.people)

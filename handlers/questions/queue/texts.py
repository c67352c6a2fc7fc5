"""What staff see of the questions that wait; everything from outside is escaped."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from html import escape

from handlers.citing import cut, source
from handlers.questions.groups import Group
from handlers.questions.queue.service import Opened, Page
from handlers.questions.words import LONGEST_REPLY, moment, quoted, rated, waited
from handlers.rating_words import TIERS
from handlers.roles import LABELS, standings_text
from storage.people import Person
from storage.questions import Question, Reason
from storage.roles import Role

NONE_WAITING = "没有等待答复的问题。"
HEAD = "<b>共 {count} 个问题等待答复</b>{page}"
MISSED_HEAD = (
    "<b>没答上来的问题</b>{page}\n没有人来找工作人员，但通知里没有找到明确的答案。问得最多的在前："
)
UNASKED = "另有 {count} 个没答上来的问题，没有人来找工作人员，有空可以看看。"
NO_MISSED = "没有没答上来的问题。"
FOOT = "点一个，看详情、答复。"
SHOWN_WORDINGS, SHOWN_LINE = 5, 60
ASKED_STAFF, DOWN = "请工作人员回答", "没答好"
SETTLED_BY_YOU = "您正在答这个问题。"
HELD_BY = "{name}正在答这个问题；过了一天没有答复，别人可以接着答。"
RELEASED = "好的，放回去了，别的同事可以来答。"


def page(found: Page, now: datetime) -> str:
    turn = f"（第 {found.number + 1}/{found.pages} 页）" if found.pages > 1 else ""
    if found.missed:
        head = MISSED_HEAD.format(page=turn) if found.groups else NO_MISSED
        return "\n".join([head, *(_missed_line(each) for each in found.groups)])
    lines = [HEAD.format(count=found.waiting, page=turn) if found.waiting else NONE_WAITING]
    lines += [_waiting_line(each, now) for each in found.groups]
    if found.unasked:
        lines.append(UNASKED.format(count=found.unasked))
    return "\n".join([*lines, FOOT] if found.groups else lines)


def _waiting_line(group: Group, now: datetime) -> str:
    facts = [f"等了{waited(group.since, now)}", *_times(len(group.waiting)), *_reasons(group)]
    return f"• {escape(cut(group.head.text, SHOWN_LINE))}（{'，'.join(facts)}）"


def _missed_line(group: Group) -> str:
    facts = [*_times(len(group.members)), TIERS.get(group.head.tier, group.head.tier)]
    return f"• {escape(cut(group.head.text, SHOWN_LINE))}（{'，'.join(facts)}）"


def _times(count: int) -> list[str]:
    return [f"{count} 次"] if count > 1 else []


def _reasons(group: Group) -> list[str]:
    """Why it is here, each reason with how many."""
    words = Counter(DOWN if each.reason == Reason.DOWN else ASKED_STAFF for each in group.waiting)
    return [f"{word}{f' {many} 人' if many > 1 else ''}" for word, many in words.items()]


def one(found: Opened, now: datetime) -> str:
    group = found.group
    lines = [
        f"<b>问题</b>：{quoted(group.head.text)}",
        *_wordings(group),
        f"为什么在这里：{'、'.join(_reasons(group)) or '没答上来'}，{_tier(group.head)}",
        *_ratings(group),
        f"谁问的：{_who(found)}",
        f"最早：{moment(group.since)}" + _waits(group, now),
        *_answered(found),
        *_held(found.holder),
    ]
    return "\n".join(lines)


def _tier(question: Question) -> str:
    return f"当时的回答：{TIERS.get(question.tier, question.tier)}"


def _wordings(group: Group) -> Iterator[str]:
    others = [each for each in group.wordings if each != group.head.text]
    if others:
        yield f"一共问了 {len(group.members)} 次，还有这样问的："
        yield from (f"• {quoted(each)}" for each in others[:SHOWN_WORDINGS])
    elif len(group.members) > 1:
        yield f"一共问了 {len(group.members)} 次。"


def _ratings(group: Group) -> Iterator[str]:
    said = Counter(rated(each.rating, each.rating_reason) for each in group.members)
    words = [f"{word} {many} 次" for word, many in said.items() if word]
    if words:
        yield f"评价：{'、'.join(words[:SHOWN_WORDINGS])}"


def _who(found: Opened) -> str:
    named = [_named(each) for each in found.askers]
    kinds = Counter(_kind(each) for each in found.others)
    others = [f"{kind} {many} 人" for kind, many in kinds.items()]
    return "、".join([*named, *others]) or LABELS[Role.GUEST]


def _named(person: Person) -> str:
    return f"{escape(person.name)}（{escape(standings_text(person.standings))}）"


def _kind(person: Person) -> str:
    """Of whoever did not ask for a person: what they are, not who."""
    return (
        "、".join(dict.fromkeys(LABELS[each.role] for each in person.standings))
        or LABELS[Role.GUEST]
    )


def _waits(group: Group, now: datetime) -> str:
    return f"，已等{waited(group.since, now)}" if group.waiting else ""


def _answered(found: Opened) -> Iterator[str]:
    for citation in found.citations:
        yield source(citation)
    if found.group.head.reply:
        yield f"上次的答复：{escape(cut(found.group.head.reply, LONGEST_REPLY))}"


def _held(holder: str | None) -> Iterator[str]:
    if holder is not None:
        yield SETTLED_BY_YOU if holder == "" else HELD_BY.format(name=escape(holder))

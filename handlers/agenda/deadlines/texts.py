"""What is said of deadlines to staff; everything from people and notices is escaped."""

from collections.abc import Iterator, Mapping
from datetime import date
from html import escape
from itertools import groupby

from handlers.agenda.deadlines.candidates import Candidate
from handlers.agenda.deadlines.late import Calendar, Entry, Late
from handlers.agenda.deadlines.service import Proposed, Shown
from handlers.days import day, short_day
from storage.audiences import Conditions
from storage.deadlines import Deadline

HEAD = "期限日历"
NOTHING = "今后一年还没有期限。可以设一个，或者从通知里找。"
WAITING = "<b>等您核对</b>（核对以前不会提醒任何人）"
OVERDUE = "已经逾期"
LINE = "• {when} {what}：已办 {done}，没办 {left}"
FOOT = "点一条，看谁办了、谁没办。"
LATE_HEAD = "<b>{what}</b>\n{due}（{days}）：已办 {done} 个学会，没办 {left} 个。"
LATE_ONES, ALL_DONE = "<b>还没办的学会</b>", "都办好了。"
TODAY, LEFT, PAST = "就是今天", "还有 {many} 天", "逾期 {many} 天"
EXPORTED = "没办的学会都在这张表里，附有秘书姓名。"
NOBODY_LATE = "都办好了，不用再提醒。"
DRAFTED = (
    "写好了一条提醒的草稿，发给没办的 {many} 个学会的秘书，<b>还没有发出</b>。\n"
    "请打开看一看，改好以后再发。"
)
ONE = (
    "<b>{title}</b>\n期限：{due}（{days}）\n"
    "给谁：{whom}，共 {many} 个学会的秘书\n怎样算办好：{how}"
)
BY_FORM, BY_TICK = "报了「{form}」就算", "秘书自己点「记为已办」"
BASIS, FROM = "依据：{basis}", "原话：「{sentence}」"
NOT_CONFIRMED = "还没有开始提醒。请再核对一遍，没问题就点「核对无误，开始提醒」。"
CONFIRMED = "已经核对，正在提醒。已办 {done}，没办 {left}。"
ADDED = "记下了。"
STARTED = "好的，从现在起在秘书的「我的待办」里，到期前会按日子提醒。"
CHANGED, TOLD = "改好了。", "提醒过的 {many} 人会收到变动的通知。"
SURE = "要取消「{title}」（{due}）吗？取消以后不再提醒{told}。"
TOLD_TOO = "，提醒过的人会收到一次通知"
CANCELLED = "取消了。"
PROPOSED = (
    "<b>通知里像是期限的句子</b>\n"
    "这些是按字面找出来的，可能不准。请看清原话，是的就点它，再核对一遍。"
)
NONE_PROPOSED = "通知里没有找到新的、今后的期限。可以自己设一个。"
PROPOSAL = "• {due}：「{sentence}」——《{notice}》"
ASK_TITLE = "要大家办什么？写一句话，例如：报送学术活动计划。"
ASK_TITLE_FOUND = "原话：「{sentence}」\n要大家办什么？可以用下面这句，也可以自己写。"
ASK_DUE = "最晚哪一天？例如：6月30日，下月15号。"
PAST_DUE = "这一天已经过去了，请填今天或以后的日子。"
ASK_FORM = "怎样算办好？报哪张表，或者不用填表、由秘书自己点「记为已办」。"
TICKED = "不用填表，自己记"
ASK_WHOM = "给哪些学会？"
ASK_WHICH = {
    "disciplines": "哪些学科？可以选几个，用顿号隔开。",
    "cities": "哪些城市？可以选几个，用顿号隔开。",
    "societies": "哪些学会？请发名称，几个用顿号隔开，例如：材料学会、化学会。",
}
WHOM = {
    "all": "全部学会",
    "disciplines": "按学科",
    "cities": "按城市",
    "societies": "指定几个学会",
}
NO_SUCH = "名录里没有找到「{said}」。请核对名称，再发一次。"
SEVERAL = "「{said}」对得上几个学会：{names}。请写得全一些，再发一次。"
NOBODY = "这样一个学会也没有，请重新选。"
ASK_NOTICE = "依据哪份通知？点一份。"
NO_NOTICE = "请从下面选一份，或发「跳过」。"
ASK_SENTENCE = "原话是哪一句？从通知里复制过来；没有就发「跳过」。"
NOT_IN_NOTICE = "通知里没有找到这句话。请从原文里复制，或发「跳过」。"
CHANGE_TITLE = "要办的事现在是：{title}\n新的说法？不改发「跳过」。"
CHANGE_DUE = "期限现在是{due}。改到哪一天？不改发「跳过」。"
NOTHING_CHANGED = "两项都没有改。要改哪一项，请写上新的内容。"
CHECK = "请核对，没问题就点「确定」："


def calendar(found: Calendar, today: date) -> str:
    page = f"（第 {found.number + 1}/{found.pages} 页）" if found.pages > 1 else ""
    lines = [f"<b>{HEAD}</b>{page}"]
    if found.waiting:
        lines += [WAITING, *(f"• {_waiting(each)}" for each in found.waiting)]
    if not found.entries:
        return "\n".join([*lines, NOTHING])
    for month, entries in groupby(found.entries, lambda each: _month(each, today)):
        lines += ["", f"<b>{month}</b>", *map(_line, entries)]
    return "\n".join([*lines, "", FOOT])


def _waiting(deadline: Deadline) -> str:
    return f"{day(deadline.due_on)} {escape(deadline.title)}"


def _month(entry: Entry, today: date) -> str:
    return OVERDUE if entry.due < today else f"{entry.due.year}年{entry.due.month}月"


def _line(entry: Entry) -> str:
    return LINE.format(
        when=short_day(entry.due),
        what=escape(entry.what),
        done=entry.done,
        left=len(entry.left),
    )


def days_left(due: date, today: date) -> str:
    left = (due - today).days
    if not left:
        return TODAY
    return LEFT.format(many=left) if left > 0 else PAST.format(many=-left)


def late(found: Late, today: date) -> str:
    entry = found.entry
    head = LATE_HEAD.format(
        what=escape(entry.what),
        due=day(entry.due),
        days=days_left(entry.due, today),
        done=entry.done,
        left=len(entry.left),
    )
    if not entry.left:
        return f"{head}\n{ALL_DONE}"
    page = f"（第 {found.number + 1}/{found.pages} 页）" if found.pages > 1 else ""
    single = len({due for _, due in entry.left}) == 1
    names = (
        f"• {escape(home.name)}{'' if single else f'（{short_day(due)}）'}"
        for home, due in found.left
    )
    basis = entry.matters[0].basis
    lines = [head, BASIS.format(basis=escape(basis)) if basis else "", f"{LATE_ONES}{page}"]
    return "\n".join([*filter(None, lines), *names])


def one(found: Shown, today: date, before: str = "") -> str:
    deadline, matter = found.deadline, found.matter
    lines = [before, *_facts(found, today)]
    if deadline.sentence or deadline.notice_id:
        lines.append(BASIS.format(basis=escape(matter.basis)))
    if deadline.confirmed_at is None:
        lines.append(NOT_CONFIRMED)
    else:
        left = len(matter.left)
        lines.append(CONFIRMED.format(done=len(matter.concerned) - left, left=left))
    return "\n".join(filter(None, lines))


def _facts(found: Shown, today: date) -> Iterator[str]:
    form = found.form
    names = {home.id: home.name for home in found.matter.concerned}
    yield ONE.format(
        title=escape(found.deadline.title),
        due=day(found.deadline.due_on),
        days=days_left(found.deadline.due_on, today),
        whom=whom_in_words(found.whom, names),
        many=len(found.matter.concerned),
        how=how_done(escape(form.title) if form else ""),
    )


def how_done(form: str) -> str:
    """`form` is a title, escaped."""
    return BY_FORM.format(form=form) if form else BY_TICK


def whom_in_words(whom: Conditions, names: Mapping[str, str]) -> str:
    """「全部学会」, 「材料、化学学科的学会」; escaped."""
    societies = tuple(names.get(each, "") for each in whom.societies[:5])
    more = "等" if len(whom.societies) > 5 else ""
    sorts = (
        (whom.disciplines, "学科的学会"),
        (whom.cities, "的学会"),
        (societies, more),
    )
    said = [
        f"{'、'.join(escape(each) for each in values if each)}{ending}"
        for values, ending in sorts
        if values
    ]
    return "，".join(said) or WHOM["all"]


def changed(many: int) -> str:
    return CHANGED + (TOLD.format(many=many) if many else "")


def cancelled(many: int) -> str:
    return CANCELLED + (TOLD.format(many=many) if many else "")


def sure(found: Shown) -> str:
    deadline = found.deadline
    told = TOLD_TOO if deadline.is_on else ""
    return SURE.format(title=escape(deadline.title), due=day(deadline.due_on), told=told)


def proposed(found: Proposed) -> str:
    if not found.candidates:
        return NONE_PROPOSED
    page = f"（第 {found.number + 1}/{found.pages} 页）" if found.pages > 1 else ""
    return "\n".join([f"{PROPOSED}{page}", *map(_proposal, found.candidates)])


def _proposal(candidate: Candidate) -> str:
    return PROPOSAL.format(
        due=day(candidate.due),
        sentence=escape(candidate.sentence[:200]),
        notice=escape(candidate.notice[:60]),
    )


def drafted(many: int) -> str:
    return DRAFTED.format(many=many) if many else NOBODY_LATE

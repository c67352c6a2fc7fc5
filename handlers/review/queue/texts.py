"""What is said about the queue; everything from people is escaped."""

from collections.abc import Mapping
from datetime import date
from html import escape

from forms.specification import Catalogue
from handlers.casework.overdue import due_words
from handlers.days import short_day
from handlers.review.queue.picking import By, Pick
from handlers.review.queue.service import Queue
from storage.filings import Filing

TITLE = "待办审核"
LABELS = {By.ALL: "全部", By.MINE: "我的", By.FREE: "未分配", By.LATE: "超期"}
SORTS = {By.FORM: "按表单看", By.CITY: "按城市看"}
NONE = "现在没有要您办的。有新的会马上告诉您。"
NONE_HERE = "这里没有。点「全部」看其他的。"
FIND = "要找某一件，发「审核」加学会、编号或题目里的字，例如：审核 年会。"
WHICH = {By.FORM: "要看哪一张表？", By.CITY: "要看哪个市的？"}
LONGEST_TITLE = 40


def queue(found: Queue, catalogue: Catalogue, today: date) -> str:
    lines = [_head(found), *_counts(found), *_pick(found, catalogue)]
    if not found.filings:
        lines.append(NONE_HERE if found.counts[By.ALL] else NONE)
    for n, each in enumerate(found.filings, 1):
        lines.append(f"{n}. {_line(each, found, catalogue, today)}")
    if found.counts[By.ALL]:
        lines.append(FIND)
    return "\n".join(lines)


def _head(found: Queue) -> str:
    page = f"（第 {found.number + 1}/{found.pages} 页）" if found.pages > 1 else ""
    return f"<b>{TITLE}</b>　共 {found.count} 件{page}"


def _counts(found: Queue) -> list[str]:
    if not found.staff:
        return []
    return ["　".join(f"{LABELS[by]} {count}" for by, count in found.counts.items())]


def _pick(found: Queue, catalogue: Catalogue) -> list[str]:
    said = picked(found.pick, catalogue, found.society)
    return [f"只看：{escape(said)}"] if said else []


def picked(pick: Pick, catalogue: Catalogue, society: str = "") -> str:
    """The filter in words; plain text."""
    match pick.by:
        case By.ALL:
            return ""
        case By.FORM:
            form = catalogue.forms.get(pick.value)
            return form.title if form else ""
        case By.SOCIETY:
            return society
        case By.CITY:
            return pick.value
        case By.WORDS:
            return f"含「{pick.value}」的"
    return LABELS[pick.by]


def _line(each: Filing, found: Queue, catalogue: Catalogue, today: date) -> str:
    state = catalogue.workflows[each.workflow].label(each.state)
    facts = [f"{state}，{short_day(each.entered_at)}起", due_words(each, today)]
    if each.assigned_to and (name := found.names.get(each.assigned_to)):
        facts.append(f"{escape(name)}办")
    about = escape(title(each, catalogue))
    return f"<b>{escape(who(each))}</b>{about}\n　{'；'.join(filter(None, facts))}"


def who(each: Filing) -> str:
    return f"{each.society}：" if each.society else ""


def title(each: Filing, catalogue: Catalogue) -> str:
    """「论坛活动报告（一会一报） · 超硬材料学术年会」, plain text, not too long."""
    form = catalogue.forms.get(each.form)
    subject = f" · {each.title}" if each.title else ""
    return f"{form.title if form else ''}{subject}"[:LONGEST_TITLE]


def button(each: Filing, catalogue: Catalogue) -> str:
    """Plain text: what tells it from the others first."""
    form = catalogue.forms.get(each.form)
    about = each.title or (form.title if form else "")
    return f"{each.society or ''} {about}".strip()[:LONGEST_TITLE]


def sorts(counts: Mapping[str, int], by: By) -> str:
    return WHICH[by] if counts else NONE

"""The digest of staff, as it is read."""

from collections.abc import Sequence
from datetime import date
from html import escape

from handlers.agenda.reminders.letters import LONGEST_TITLE, date_of
from handlers.callbacks import Go
from handlers.days import short_day
from handlers.desk import Button
from handlers.duties.staff_daily import Matter, StaffLetter
from handlers.letters import Letter
from handlers.place_words import LABELS
from handlers.places import Place
from handlers.replies import numbered

LATE_ONES = "late"  # the queue's own word for what is overdue
MOST, MOST_NAMES = 5, 3
HEAD = "<b>工作摘要</b>（{today}）"
FILED = "• 新收申报 {filed} 件"
OVERDUE = "• 超期未审 {overdue} 件"
QUESTIONS = "• 待答问题 {questions} 个"
OLD_QUESTIONS = "• 其中等了一天以上的 {old_questions} 个"
WAITING = "• 等待核准的通知 {waiting} 条"
FAILED = "• 没有送到的消息 {failed} 条"
UNCERTAIN = "• 没有把握是否送到的消息 {uncertain} 条"
SOON = "<b>七天内到期</b>"
LATE = "<b>逾期未办</b>（超过三个工作日）"
MATTER = "• {what}（{due}）：{many} 个学会还没有办，{names}"
MORE = "• 另有 {many} 项，看「期限日历」"
AND_MORE = "等"
UNWANTED = "不想收到？发「提醒设置」。"
TO_LATE, TO_QUESTIONS, TO_UNSURE = "看超期的", "待答问题", "看没送到的"


def letter(found: StaffLetter, today: date) -> Letter:
    common = found.common
    parts = [
        "\n".join([HEAD.format(today=short_day(today)), *_counts(found)]),
        _matters(SOON, common.soon, today),
        _matters(LATE, common.late, today),
        UNWANTED,
    ]
    text = "\n\n".join(filter(None, parts))
    return Letter(person_id=found.person_id, text=text, keyboard=numbered(_buttons(found)))


def _counts(found: StaffLetter) -> list[str]:
    """What there is none of is not mentioned."""
    recent, common = found.recent, found.common
    lines = (
        (FILED, "filed", recent.filed),
        (OVERDUE, "overdue", common.overdue),
        (QUESTIONS, "questions", common.questions),
        (OLD_QUESTIONS, "old_questions", common.old_questions),
        (WAITING, "waiting", common.waiting),
        (FAILED, "failed", recent.failed),
        (UNCERTAIN, "uncertain", recent.uncertain),
    )
    return [line.format(**{name: count}) for line, name, count in lines if count]


def _matters(head: str, matters: Sequence[Matter], today: date) -> str:
    if not matters:
        return ""
    lines = [head, *(_matter(each, today) for each in matters[:MOST])]
    if len(matters) > MOST:
        lines.append(MORE.format(many=len(matters) - MOST))
    return "\n".join(lines)


def _matter(found: Matter, today: date) -> str:
    names = "、".join(escape(each) for each in found.societies[:MOST_NAMES])
    return MATTER.format(
        what=escape(found.what[:LONGEST_TITLE]),
        due=date_of(found.due, today),
        many=len(found.societies),
        names=names + (AND_MORE if len(found.societies) > MOST_NAMES else ""),
    )


def _buttons(found: StaffLetter) -> list[Button]:
    recent, common = found.recent, found.common
    ways: tuple[tuple[object, Button], ...] = (
        (recent.filed, (LABELS[Place.QUEUE], Go(to=Place.QUEUE))),
        (common.overdue, (TO_LATE, Go(to=Place.QUEUE, id=LATE_ONES))),
        (common.questions, (TO_QUESTIONS, Go(to=Place.QUESTIONS))),
        (common.waiting, (LABELS[Place.BROADCASTS], Go(to=Place.BROADCASTS))),
        (recent.failed or recent.uncertain, (TO_UNSURE, Go(to=Place.UNSURE))),
        (common.soon or common.late, (LABELS[Place.DEADLINES], Go(to=Place.DEADLINES))),
        (True, (LABELS[Place.REMINDERS], Go(to=Place.REMINDERS))),
    )
    return [button for wanted, button in ways if wanted]

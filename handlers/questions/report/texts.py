"""The report on a page; everything from people is escaped."""

from collections.abc import Callable, Iterator, Sequence
from html import escape

from handlers.citing import cut
from handlers.days import short_day
from handlers.questions.report.figures import Asked
from handlers.questions.report.service import Report
from handlers.questions.report.words import TITLE, percent, span
from handlers.rating_words import TIERS

HEAD = f"<b>{TITLE}</b>（近 {{days}} 天）"
NONE = "这段时间还没有人提问。"
TOTAL = "共 {total} 个问题：{tiers}"
SHARE = "答上来的占 {share}（有明确规定，或工作人员已答复）"
STAFF = "等待答复 {waiting} 个；工作人员已答复 {replied} 个，等待时间中位数：{wait}"
RATED = "评价：👍 {up} 次，👎 {down} 次"
WEEKS = "每周：{weeks}"
MOST, UNANSWERED, DISLIKED = "问得最多", "没答上来的", "没答好的"
EXPORTED = "都在这张表里：一页是问题（没有姓名），一页是数字。"
SHOWN, SHOWN_WEEKS, LONGEST = 6, 6, 50


def page(report: Report) -> str:
    return "\n".join([HEAD.format(days=report.days), *_lines(report)])


def _lines(report: Report) -> Iterator[str]:
    found = report.figures
    if not found.total:
        yield NONE
        return
    tiers = "，".join(f"{TIERS[tier]} {count}" for tier, count in found.tiers.items())
    yield TOTAL.format(total=found.total, tiers=tiers)
    yield SHARE.format(share=percent(found.share))
    yield STAFF.format(waiting=found.waiting, replied=found.replied, wait=span(found.wait))
    yield RATED.format(up=found.up, down=found.down)
    weeks = (f"{short_day(day)}起 {count}" for day, count in found.weeks[:SHOWN_WEEKS])
    yield WEEKS.format(weeks="，".join(weeks))
    yield from _some(MOST, found.matters, lambda each: each.times)
    yield from _some(UNANSWERED, found.unanswered, lambda each: each.unanswered)
    yield from _some(DISLIKED, found.disliked, lambda each: each.down)


def _some(head: str, matters: Sequence[Asked], count: Callable[[Asked], int]) -> Iterator[str]:
    if matters:
        yield f"\n<b>{head}</b>"
        for each in matters[:SHOWN]:
            yield f"• {escape(cut(each.text, LONGEST))}（{count(each)} 次）"

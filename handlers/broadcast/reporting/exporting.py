"""The report to be passed on: as a table, and as a picture."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from forms.sheets.book import Leaf, write_book
from handlers.attachments import safe_name
from handlers.broadcast.gone_out import gone_out
from handlers.broadcast.reporting.drawing import draw
from handlers.broadcast.reporting.report import Report, Share, gather, percent
from handlers.broadcast.reporting.words import ARRIVALS, why
from handlers.broadcast.watching.texts import STATES
from handlers.desk import Attached, Desk
from handlers.noting import note
from storage.arrivals import Arrival
from storage.following import Line

KEPT = timedelta(days=7)
BATCH = 5000
SUMMARY, LIST = "汇总", "名单"
SUMMARY_HEADINGS = ("项目", "内容", "人数", "占比（%）")
LIST_HEADINGS = (
    "序号",
    "姓名",
    "学会",
    "城市",
    "学科",
    "状态",
    "原因",
    "阅读时间",
    "点开时间",
    "选择",
)
ERASED = "（已注销）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporting:
    """`counts_links`: links lead through our own address."""

    counts_links: bool

    async def table(self, desk: Desk, broadcast_id: str) -> Attached:
        found = await self._report(desk, broadcast_id)
        lines = await self._lines(desk, found)
        leaves = [
            Leaf(title=SUMMARY, headings=SUMMARY_HEADINGS, rows=summary(found)),
            Leaf(title=LIST, headings=LIST_HEADINGS, rows=listed(found, lines)),
        ]
        content = await asyncio.to_thread(write_book, leaves)
        name = f"{_title(found)}-发送报告-{desk.now:%Y%m%d}.xlsx"
        file = await desk.keep(name, content, desk.now + KEPT)
        await note(desk, "announcement report exported", found.broadcast.id, count=len(lines))
        return Attached(file_id=file.id)

    async def picture(self, desk: Desk, broadcast_id: str) -> Attached:
        found = await self._report(desk, broadcast_id)
        content = await asyncio.to_thread(draw, found)
        file = await desk.keep(f"{_title(found)}-发送报告.png", content, desk.now + KEPT)
        return Attached(file_id=file.id, picture=True)

    async def _report(self, desk: Desk, broadcast_id: str) -> Report:
        broadcast = await gone_out(desk, broadcast_id)
        return await gather(desk.archive, broadcast, desk.now, counts_links=self.counts_links)

    async def _lines(self, desk: Desk, found: Report) -> list[Line]:
        lines: list[Line] = []
        while batch := await desk.archive.following.lines(
            found.broadcast.id, most=BATCH, skip=len(lines)
        ):
            lines += batch
            await asyncio.sleep(0)  # others are served between two batches
        return lines


def _title(found: Report) -> str:
    return safe_name(re.sub(r"[\\/]", "-", found.broadcast.title))[:40]


def summary(found: Report) -> Iterator[tuple[object, ...]]:
    """What the chat shows, and what does not fit there."""
    yield "标题", found.broadcast.title, None, None
    yield "状态", STATES.get(found.broadcast.state, ""), None, None
    yield "开始发送", found.broadcast.started_at, None, None
    yield "发完", found.broadcast.finished_at, None, None
    yield "应发", None, found.people, None
    for arrival in Arrival:
        if arrival is Arrival.SENT or found.of(arrival):
            many = found.of(arrival)
            is_part = arrival is not Arrival.LEFT_OUT
            yield "发送", ARRIVALS[arrival], many, percent(many, found.people) if is_part else None
    yield "已阅", None, found.read, percent(found.read, found.people)
    clicks = None if found.clicks_are_counted else "链接点击未统计"
    yield "点开", clicks, found.clicked, percent(found.clicked, found.people)
    for choice, many in found.choices:
        yield "投票", choice, many, percent(many, found.answered)
    for (arrival, reason), many in found.reasons.items():
        if said := why(arrival, reason):
            yield f"{ARRIVALS[arrival]}的原因", said, many, None
    yield from _shares("城市", found.cities)
    yield from _shares("学科", found.disciplines)


def _shares(what: str, shares: tuple[Share, ...]) -> Iterator[tuple[object, ...]]:
    for each in shares:
        place = each.place or "未填"
        yield f"{what}：应发", place, each.people, None
        yield f"{what}：已阅", place, each.read, percent(each.read, each.people)


def listed(found: Report, lines: list[Line]) -> Iterator[tuple[object, ...]]:
    choices = found.content.choices
    for n, each in enumerate(lines, 1):
        chosen = each.answer is not None and 0 < each.answer <= len(choices)
        yield (
            n,
            each.name or ERASED,
            each.society,
            each.city,
            each.discipline,
            ARRIVALS[each.arrival],
            why(each.arrival, each.reason),
            each.read_at,
            each.clicked_at,
            choices[(each.answer or 1) - 1] if chosen else "",
        )

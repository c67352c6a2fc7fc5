"""What is said about several at once; everything from people is escaped."""

from collections.abc import Sequence
from html import escape

from forms.specification import Catalogue
from handlers.review.batch.service import MOST, Offer, Result, Sheet
from handlers.review.queue.texts import title, who

WHICH = "<b>批量办理</b>\n不用写意见的可以一次办几件。要办哪一种？"
NONE = "现在没有可以批量办理的。"
LOST = "这份清单已经过去了，请重新选择。"
NOTHING_TICKED = "还没有选。请点一件或几件，再点「办理选中的」。"
TICK, OFF = "☑ ", "☐ "


def sheet(found: Sheet, catalogue: Catalogue) -> str:
    name = catalogue.workflows[found.ticks.workflow].name
    lines = [f"<b>{escape(name)}：{escape(found.move.label)}</b>"]
    lines.append(
        f"共 {len(found.filings)} 件，已选 {len(found.ticked)} 件。点一件选上，再点取消。"
    )
    if len(found.filings) == MOST:
        lines.append(f"一次最多 {MOST} 件，办完再办后面的。")
    return "\n".join(lines)


def confirm(found: Sheet, catalogue: Catalogue) -> str:
    lines = [f"<b>请核对</b>：对下面 {len(found.ticked)} 件办理「{escape(found.move.label)}」。"]
    lines += [
        f"{n}. {escape(who(each))}{escape(title(each, catalogue))}"
        for n, each in enumerate(found.ticked, 1)
    ]
    return "\n".join(lines)


def done(found: Sheet, results: Sequence[Result], catalogue: Catalogue) -> str:
    count = sum(not each.hindrance for each in results)
    lines = [f"「{escape(found.move.label)}」办好 {count} 件，没办 {len(results) - count} 件。"]
    lines += [_result(each, catalogue) for each in results]
    return "\n".join(lines)


def _result(each: Result, catalogue: Catalogue) -> str:
    about = f"{escape(who(each.filing))}{escape(title(each.filing, catalogue))}"
    return f"✗ {about}（{each.hindrance}）" if each.hindrance else f"✓ {about}"


def offer(each: Offer) -> str:
    return f"{each.name}：{each.move.label}（{each.count}）"

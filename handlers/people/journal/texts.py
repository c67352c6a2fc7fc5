"""What the corner says; everything that came from outside is escaped here."""

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from handlers.days import day
from handlers.journal_words import Names, action_words, detail_words, door_words
from storage.journal import Entry, Examined, Link

EXPORTED = "操作日志共 {count} 条，在这个表格里，最新的在最上面。我们这边的这份一天后自动删除。"
HEAD = "<b>操作日志</b>{about}"
WHOLE = "日志完整，共 {count} 条。"
BROKEN = (
    "<b>注意：日志从第 {number} 条起对不上</b>，这一条或它前面的可能被改过、删过。"
    "请保留现场，与备份核对。"
)
EMPTY = "还没有相关的记录。"
GONE, COMMAND_LINE, HOUSE = "已注销的用户", "命令行", "系统"
LONGEST_NAME, LONGEST_DETAIL = 40, 160
OPAQUE = re.compile(r"[0-9a-f]{32,64}")
SILENT = ("digest", "id", "source", "wording")


def page(report: Examined, links: Sequence[Link], names: Names, *, about: str, number: int) -> str:
    said = ""
    if about:
        said = f" · 只看{escape(cut(names.get(about, GONE), LONGEST_NAME))}"
    if number:
        said += f"（第 {number + 1} 页）"
    lines = [f"• {line(link.entry, names)}" for link in links]
    return "\n".join([HEAD.format(about=said), state(report), "", *(lines or [EMPTY])])


def state(report: Examined) -> str:
    if report.broken_at is not None:
        return BROKEN.format(number=report.broken_at)
    return WHOLE.format(count=report.count)


def exported(count: int) -> str:
    return EXPORTED.format(count=count)


def line(entry: Entry, names: Names) -> str:
    """「11月24日 09:15 王某（网页）：结束身份，对象 … · 原为…」; ids are not for people."""
    parts = [action_words(entry.action)]
    if entry.object != entry.person_id and (named := names.get(entry.object)):
        parts.append(f"「{cut(named, LONGEST_NAME)}」")
    if detail := cut(detail_words(_shown(entry.detail, names), names), LONGEST_DETAIL):
        parts.append(f"（{detail}）")
    who, door = who_did(entry, names), door_words(entry.door)
    via = "" if who in (COMMAND_LINE, HOUSE) else f"（{door}）"
    return escape(f"{day(entry.at)} {entry.at:%H:%M} {who}{via}：{''.join(parts)}")


def who_did(entry: Entry, names: Names) -> str:
    if entry.person_id:
        return cut(names.get(entry.person_id, GONE), LONGEST_NAME)
    return COMMAND_LINE if entry.door == "command line" else HOUSE


def cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


def _shown(detail: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """Without what says nothing to a reader: numbers of rows, digests, file names."""
    return {
        name: value
        for name, value in detail.items()
        if name not in SILENT
        and not (isinstance(value, str) and value not in names and OPAQUE.fullmatch(value))
    }

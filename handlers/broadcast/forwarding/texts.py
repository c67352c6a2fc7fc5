"""A notice in the words of an announcement; everything of the notice is escaped."""

from collections.abc import Sequence
from datetime import date
from html import escape

from handlers.days import day
from knowledge.notice import Audience, Notice

LONGEST_TITLE = 200
TITLE = "<b>转发通知</b>\n要转发哪一份？点一下就做成草稿，改好再发。"
NONE = "现在还没有收录通知，没有可以转发的。可以先「写通知」。"
LINE = "• 《{title}》{number}"
FORWARDED = (
    "做成草稿了，标题、文号、摘要都来自原通知，已经带上「已阅」。"
    "请核对摘要，要改就点「改内容」，再选发给谁。"
)
WHOLE = "全文请在学会助手里发「有哪些通知」，也可以直接打字提问。"
DUE = "期限：{what}，{by}前"
OPEN = "打开学会助手"
OPEN_NOTICE = "打开通知原文"


ONLY_FOR = {
    Audience.MEMBERS: "这份通知只有会员能看，选发给谁时请只选会员和秘书。",
    Audience.SECRETARIES: "这份通知只有学会秘书和负责人能看，选发给谁时请只选他们。",
}


def notices(found: Sequence[Notice]) -> str:
    return "\n".join([TITLE, *map(_line, found)]) if found else NONE


def _line(notice: Notice) -> str:
    number = f"（{escape(notice.document_number)}）" if notice.document_number else ""
    return LINE.format(title=escape(notice.title[:80]), number=number)


def forwarded(
    notice: Notice, extract: str, due: Sequence[tuple[str, date]], label: str = ""
) -> str:
    head = [f"<b>{escape(notice.title[:LONGEST_TITLE])}</b>"]
    if notice.document_number:
        head.append(escape(notice.document_number[:80]))
    if label:
        head.append(f"〔{escape(label)}〕")
    dates = [DUE.format(what=escape(title), by=day(by)) for title, by in due[:5]]
    parts = ["\n".join(head), escape(extract), "\n".join(dates), WHOLE]
    return "\n\n".join(filter(None, parts))

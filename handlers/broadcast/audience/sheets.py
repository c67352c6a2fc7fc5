"""A table of names that staff send: read in the sandbox, matched, added to the audience."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from html import escape
from typing import Any

from forms.masking import mask
from forms.refusal_texts import sentence
from forms.refusals import FileRefused, TooManyRows
from forms.rosters import NAMES
from forms.sheets import Row, template, write_rows
from forms.sheets.reader import SheetReader
from forms.values import Complaint
from handlers.broadcast.audience import guides, keyboards
from handlers.broadcast.audience.matching import Matched, Missed, match
from handlers.broadcast.audience.service import Addressing
from handlers.broadcast.drafts import draft
from handlers.callbacks import Go
from handlers.desk import Attached, Desk, Reply
from handlers.guide import Draft, Guide, Option, Question
from handlers.noting import note
from handlers.places import Place
from handlers.rights import Action, require
from storage.conditions import Conditions

SHEET, LIST_NAME = "audience-sheet", "list-name"
MOST_NAMES = 5_000
SHOWN = 8
KEPT, TEMPLATE_KEPT = timedelta(days=7), timedelta(days=1)
HEADINGS = ("行号", "姓名", "学会", "原因")
SEND = (
    "表格有三列：<b>姓名</b>、<b>学会</b>（全称）、手机号（可以不填，同名的人靠它分清）。\n"
    "要空表，点下面的按钮。"
)
ASK = "请把填好的名单表格（.xlsx）发给我。"
NO_FILE = "请发表格文件（.xlsx）。不发了，发「取消」。"
TEMPLATE = "这是名单的空表。填好后发给我就行。"
EMPTY = "《{name}》里没有填写内容。请填好后再发一次。"
FOUND = "《{name}》看完了：找到{many}人，已经加进收件人。"
FOUND_FOR_LIST = "《{name}》看完了：找到{many}人。"
NOBODY = "《{name}》看完了：一个人也没有对上。"
MISSED = "没对上的有{many}行："
LINE = "第{number}行 {name}（{society}）：{why}"
WITH_FILE = "只列出前{shown}行，全部没对上的行在表格里，改好后可以再发。"
AGAIN = "再发一张表格"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSheets:
    """The use cases of whoever has names; without an announcement they become a list."""

    reader: SheetReader
    addressing: Addressing

    async def ask_for(self, desk: Desk, broadcast_id: str) -> Reply:
        await _require(desk, broadcast_id)
        buttons = (keyboards.template(broadcast_id),)
        return Reply(text=SEND, buttons=buttons, guide=SHEET, facts={"id": broadcast_id})

    async def template(self, desk: Desk) -> Reply:
        require(desk.person, Action.BROADCAST)
        until = desk.now + TEMPLATE_KEPT
        file = await desk.keep("通知名单模板.xlsx", template(NAMES), until)
        return Reply(text=TEMPLATE, files=(Attached(file_id=file.id),))

    async def take(self, desk: Desk, name: str, content: bytes) -> Reply:
        """Asked for again where it cannot be read."""
        open_ = await desk.archive.drafts.get(desk.person.id, SHEET) or {"facts": {"id": ""}}
        broadcast_id = str(open_["facts"]["id"])
        await _require(desk, broadcast_id)
        await desk.archive.work.let_go()  # nobody has to wait while a table is read
        try:
            rows = await self._read(name, content)
        except FileRefused as refusal:
            return Reply(text=sentence(refusal), guide=SHEET)
        if not rows:
            return Reply(text=EMPTY.format(name=escape(name)), guide=SHEET)
        await desk.archive.drafts.drop(desk.person.id, SHEET)
        matched = await match(desk.archive, rows, desk.now)
        counts = {"count": len(matched.people), "bad": len(matched.missed)}
        await note(desk, "names matched", broadcast_id or "lists", **counts)
        files = await _left_over(desk, matched.missed)
        if not matched.people:
            text = said(NOBODY, name, matched)
            again = (AGAIN, Go(to=Place.PEOPLE_SHEET, id=broadcast_id))
            return Reply(text=text, buttons=(again,), files=files)
        if not broadcast_id:
            facts = {"people": list(matched.people)}
            text = said(FOUND_FOR_LIST, name, matched)
            return Reply(text=text, files=files, guide=LIST_NAME, facts=facts)
        reply = await self._added(desk, broadcast_id, matched)
        text = f"{said(FOUND, name, matched)}\n\n{reply.text}"
        return replace(reply, text=text, files=files)

    async def _added(self, desk: Desk, broadcast_id: str, matched: Matched) -> Reply:
        row = await draft(desk, broadcast_id)
        before = Conditions.of(row.audience).people
        fresh = [each for each in matched.people if each not in set(before)]
        await self.addressing.add(desk, broadcast_id, "people", fresh)
        return await guides.looked_at(self.addressing, desk, broadcast_id)

    async def _read(self, name: str, content: bytes) -> list[Row]:
        rows: list[Row] = []
        async with self.reader.open(NAMES, content, name) as sheet:
            async for row in sheet.rows:
                rows.append(row)
                if len(rows) > MOST_NAMES:
                    raise TooManyRows(MOST_NAMES)
        return rows


def sheet_guide() -> Guide:
    """Only a file is an answer: it is taken by the router, beside the questions."""

    async def ask(_draft: Draft, _desk: Desk) -> tuple[str, Sequence[Option]]:
        return ASK, ()

    async def read(_said: str, _draft: Draft, _desk: Desk) -> Any:
        raise Complaint(NO_FILE)

    async def finish(_draft: Draft, _desk: Desk) -> Reply:
        raise Complaint(NO_FILE)

    return Guide(
        name=SHEET,
        title="名单表格",
        questions=(Question(name="file", ask=ask, read=read),),
        finish=finish,
    )


def said(head: str, name: str, matched: Matched) -> str:
    lines = [head.format(name=escape(name), many=len(matched.people))]
    if matched.missed:
        lines.append(MISSED.format(many=len(matched.missed)))
        lines += [_line(each) for each in matched.missed[:SHOWN]]
    if len(matched.missed) > SHOWN:
        lines.append(WITH_FILE.format(shown=SHOWN))
    return "\n".join(lines)


def _line(missed: Missed) -> str:
    name, society = (escape(mask(each)[:40]) for each in (missed.name, missed.society))
    return LINE.format(number=missed.number, name=name, society=society, why=escape(missed.why))


async def _left_over(desk: Desk, missed: Sequence[Missed]) -> tuple[Attached, ...]:
    if len(missed) <= SHOWN:
        return ()
    rows = [(each.number, each.name, each.society, each.why) for each in missed]
    content = write_rows(HEADINGS, rows, "没对上的行")
    file = await desk.keep("没对上的行.xlsx", content, desk.now + KEPT)
    return (Attached(file_id=file.id),)


async def _require(desk: Desk, broadcast_id: str) -> None:
    if broadcast_id:
        await draft(desk, broadcast_id)
    else:
        require(desk.person, Action.KEEP_LISTS)

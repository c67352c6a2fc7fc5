"""What was sent along with a filing, to be looked at again."""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from html import escape
from typing import Any

from forms.specification import FieldSpec, FieldType
from handlers.callbacks import Go
from handlers.casework.case import Case
from handlers.casework.errors import FilingGone
from handlers.casework.offices import Offices
from handlers.desk import Attached, Button, Desk, Reply
from handlers.filing.files.texts import size
from handlers.filing.mine.seeing import seen
from handlers.noting import note
from handlers.paging import page_among, page_of, turning
from handlers.place_words import LABELS
from handlers.places import Place
from storage.attachments import Attachment

KEPT = timedelta(days=1)
NONE = "「{title}」没有附件。"
LIST = "「{title}」的附件，点一个就发给您："
HERE = "《{name}》，在这里保留一天，请自己存好。"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentAlong:
    """The use cases: the list, and one of them as a file of one's own."""

    offices: Offices

    async def all(self, desk: Desk, filing_id: str, number: int) -> Reply:
        case, _ = await seen(self.offices, desk, filing_id)
        found = await papers(desk, case)
        number, pages = page_among(len(found), number)
        shown = page_of(found, number)
        lines = [(LIST if found else NONE).format(title=escape(case.title))]
        lines += [f"• {escape(label)}：{escape(each.name)}" for label, each in shown]
        buttons: list[Button] = [
            (f"{each.name[-24:]}（{size(each.size)}）", Go(to=Place.ATTACHMENT, id=each.id))
            for _, each in shown
        ]
        buttons += turning(lambda n: Go(to=Place.ATTACHMENTS, id=case.id, n=n), number, pages)
        return Reply(text="\n".join(lines), buttons=(*buttons, *_back(case)))

    async def open(self, desk: Desk, attachment_id: str) -> Reply:
        """For everybody who may see the filing it belongs to; raises FilingGone, ContentGone."""
        found = await desk.archive.attachments.get(attachment_id)
        if found is None:
            raise FilingGone
        case, _ = await seen(self.offices, desk, found.filing_id)
        if found.id not in {each.id for _, each in await papers(desk, case)}:
            raise FilingGone
        await desk.archive.work.let_go()  # opening what is sealed takes a while
        content = await asyncio.to_thread(desk.shelf.take, found.digest)
        file = await desk.keep(found.name, content, desk.now + KEPT)
        await note(desk, "attachment opened", case.id)
        text = HERE.format(name=escape(found.name))
        return Reply(text=text, files=(Attached(file_id=file.id),), buttons=_back(case))


async def papers(desk: Desk, case: Case) -> list[tuple[str, Attachment]]:
    """Those that stand in an answer, with the labels of their questions."""
    known = {each.digest: each for each in await desk.archive.attachments.of(case.id)}
    labels: dict[str, list[str]] = {}
    for digest, label in _named(case):
        labels.setdefault(digest, []).append(label)
    return [("、".join(said), known[at]) for at, said in labels.items() if at in known]


def _named(case: Case) -> Iterator[tuple[str, str]]:
    """What is hidden by another answer is no part of the filing."""
    draft, look = case.draft, case.filling.look(case.draft)
    for field in case.form.fields:
        if not look.relevant(field):
            continue
        if field.fields:
            for row in draft.rows(field.name):
                for inner in field.fields:
                    yield from _of(inner, row)
        else:
            yield from _of(field, draft.answers)


def _of(field: FieldSpec, answers: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if field.type is FieldType.FILE:
        for each in answers.get(field.name) or ():
            yield str(each["hash"]), field.label


def _back(case: Case) -> tuple[Button, ...]:
    return ((LABELS[Place.FILING], Go(to=Place.FILING, id=case.id)),)

"""A reply made into a passage that everybody it is meant for may find."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from uuid import uuid4

from handlers.desk import Desk
from handlers.notice_rows import notice_of, parts_of, row_of
from handlers.noting import note
from knowledge.alike import alike, gist
from knowledge.notice import Audience, Notice, Source, Standing
from knowledge.passages import split
from knowledge.reviewed import reworded
from storage.notices import Provenance

SOURCE = "answer"
FEWEST = (Audience.STAFF, Audience.SECRETARIES, Audience.MEMBERS, Audience.ALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How the question is put, and who may read the answer."""

    question: str
    audience: Audience = Audience.ALL


def as_notice(desk: Desk, kept: Kept, reply: str, association: str) -> Notice:
    """Its author is the association, not the colleague; the later one has the greater id."""
    milliseconds = int(desk.now.timestamp() * 1000)
    blank = Notice(
        id=f"{milliseconds:012x}{uuid4().hex[:20]}",
        title=kept.question,
        issuer=association or None,
        issued=desk.now.date(),
        source=SOURCE,
        digest="",
        text="",
        kind=Source.ANSWER,
        audience=kept.audience,
    )
    return reworded(blank, kept.question, reply)


async def formers(desk: Desk, notice: Notice, question_ids: Collection[str]) -> list[Notice]:
    """Answers that count until this one: to these questions, or to what is asked the same way.

    What fewer may read takes the place of nothing that more may read.
    """
    asked = await desk.archive.open_questions.several(question_ids)
    given = {each.answer_id for each in asked}
    new, found = gist(notice.title), []
    for record in await desk.archive.notice_records.answers():
        is_same = record.id in given or alike(gist(record.title), new)
        row = await desk.archive.notices.get(record.id) if is_same else None
        if row and FEWEST.index(notice.audience) >= FEWEST.index(Audience(row.audience)):
            found.append(notice_of(row))
    return found


def superseded(former: Iterable[Notice], by: Notice) -> list[Notice]:
    return [replace(each, standing=Standing.SUPERSEDED, replaced_by=by.id) for each in former]


async def keep(desk: Desk, notice: Notice, former: Iterable[Notice]) -> None:
    parts, by = parts_of(split(notice)), Provenance(added_by=desk.person.id)
    await desk.archive.notices.keep(row_of(notice), parts, desk.now, by)
    for each in superseded(former, notice):
        values = {"standing": each.standing, "replaced_by": each.replaced_by}
        await desk.archive.notice_records.change(each.id, desk.now, **values)
    detail = {"digest": notice.digest, "replaces": [each.id for each in former]}
    await note(desk, "answer kept", notice.id, **detail)

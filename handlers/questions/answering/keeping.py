"""A reply made into a passage that everybody it is meant for may find."""

from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from uuid import uuid4

from handlers.desk import Desk
from handlers.noting import note
from knowledge.notice import Audience, Notice, Source
from knowledge.passages import split
from storage.notices import NoticeRow, PassageRow, Provenance

SOURCE = "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How the question is put, and who may read the answer."""

    question: str
    audience: Audience = Audience.ALL


def as_notice(desk: Desk, kept: Kept, reply: str, association: str) -> Notice:
    """Its author is the association, not the colleague; the later one has the greater id."""
    text = f"{kept.question}\n{reply}"
    milliseconds = int(desk.now.timestamp() * 1000)
    return Notice(
        id=f"{milliseconds:012x}{uuid4().hex[:20]}",
        title=kept.question,
        issuer=association or None,
        issued=desk.now.date(),
        source=SOURCE,
        digest=sha256(text.encode()).hexdigest(),
        text=text,
        kind=Source.ANSWER,
        audience=kept.audience,
    )


async def keep(desk: Desk, notice: Notice) -> str:
    """Its id; whoever follows the archive brings it to the library."""
    parts = [
        PassageRow(**{each.name: getattr(part, each.name) for each in fields(PassageRow)})
        for part in split(notice)
    ]
    by = Provenance(added_by=desk.person.id)
    await desk.archive.notices.keep(NoticeRow(**asdict(notice)), parts, desk.now, by)
    await note(desk, "answer kept", notice.id, digest=notice.digest)
    return notice.id

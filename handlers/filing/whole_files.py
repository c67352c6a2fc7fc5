"""Files of a whole form: several to a field, replaced, taken away, given out again."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from forms.drafts import Place
from forms.masking import mask
from forms.tabling import place_of, put_files
from forms.values import Complaint
from handlers.attachments import LARGEST, safe_name
from handlers.casework.case import Case
from handlers.casework.errors import FilingGone
from handlers.casework.offices import Offices
from handlers.desk import Desk
from handlers.filing.files.kinds import refuse_disguised
from handlers.filing.whole_view import (
    LOCKED,
    WAITING,
    Saved,
    keeping,
    view_of,
    waiting_of,
)
from storage.attachments import Attachment

EMPTY = "这个文件是空的（0 字节）。请检查后重新选择。"
TOO_LARGE = "这个文件超过 20 兆，收不下。请压缩或分成几份后再传。"
Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A file as it came; raises Complaint for one that holds nothing, or too much."""

    name: str
    content: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if not self.content:
            raise Complaint(EMPTY)
        if len(self.content) > LARGEST:
            raise Complaint(TOO_LARGE)

    @property
    def facts(self) -> Facts:
        digest = sha256(self.content).hexdigest()
        return {"name": mask(safe_name(self.name)), "size": len(self.content), "hash": digest}


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeFiles:
    """Contents go to the shelf, facts into the draft."""

    offices: Offices

    async def receive(
        self, desk: Desk, filing_id: str, place: str, sent: Sent, instead: str = ""
    ) -> None:
        """Judged, then shelved: a step of its own, for sealing it must hold nobody up."""
        refuse_disguised(sent.name, sent.content)
        case, at = await self._opened(desk, filing_id, place)
        _put(case, at, _joined(_standing(case, at), sent.facts, instead))
        await desk.archive.work.close()
        await asyncio.to_thread(desk.shelf.put, sent.content)

    async def attach(
        self, desk: Desk, filing_id: str, place: str, sent: Sent, instead: str = ""
    ) -> Saved:
        """Behind those that are there, or in the place of the one with that digest."""
        case, at = await self._opened(desk, filing_id, place)
        facts = sent.facts
        await desk.archive.attachments.add(
            case.id, desk.person.id, facts["name"], facts["size"], facts["hash"], desk.now
        )
        return await self._keep(desk, case, at, _joined(_standing(case, at), facts, instead))

    async def detach(self, desk: Desk, filing_id: str, place: str, digest: str) -> Saved:
        case, at = await self._opened(desk, filing_id, place)
        left = [each for each in _standing(case, at) if each["hash"] != digest]
        return await self._keep(desk, case, at, left)

    async def find(self, desk: Desk, filing_id: str, digest: str) -> Attachment:
        """For who fills it in: others get what was handed in, in the chat. Raises FilingGone."""
        case = await self.offices.open_own(desk, filing_id)
        found = await desk.archive.attachments.find(case.id, digest)
        if found is None:
            raise FilingGone
        return found

    async def _opened(self, desk: Desk, filing_id: str, place: str) -> tuple[Case, Place]:
        case, at = await self.offices.open_own(desk, filing_id), place_of(place)
        if not case.may_edit(at.field):
            raise Complaint(LOCKED)
        return case, at

    async def _keep(self, desk: Desk, case: Case, at: Place, files: Sequence[Facts]) -> Saved:
        draft, waiting = _put(case, at, files)
        others = {key: kept for key, kept in waiting_of(case).items() if key != str(at)}
        still = others | ({str(at): list(waiting)} if waiting else {})
        kept = await self.offices.keep(desk, case, draft, keeping(case, **{WAITING: still}))
        return Saved(view=await view_of(desk, kept))


def _put(case: Case, at: Place, files: Sequence[Facts]) -> tuple[Any, Sequence[Facts]]:
    return put_files(case.filling, case.draft, at, files)


def _standing(case: Case, at: Place) -> list[Facts]:
    """Those of the draft, or those that wait for more."""
    stored = case.draft.at(at) or waiting_of(case).get(str(at), ())
    return [each for each in stored if isinstance(each, Mapping)]


def _joined(kept: Sequence[Facts], added: Facts, instead: str) -> list[Facts]:
    """The same content again is there once; a new one may take the place of an old one."""
    others = [each for each in kept if each["hash"] != added["hash"]]
    if instead and any(each["hash"] == instead for each in others):
        return [added if each["hash"] == instead else each for each in others]
    return [*others, added]

"""What one notice says of another: staff judge the sentence, the other's standing follows."""

from dataclasses import dataclass
from typing import Any

from handlers.desk import Desk, Reply
from handlers.notices.errors import NotOnShelf
from handlers.notices.naming import quoted
from handlers.notices.putting import put_back
from handlers.notices.shelf import keyboards, texts
from handlers.notices.shelf.mending import put
from handlers.noting import note
from handlers.rights import Action, require
from handlers.stacks import Stacks
from knowledge.notice import Standing
from knowledge.reading.reading import Act
from storage.notice_records import NoticeRecord
from storage.notice_relations import Relation, RelationState


@dataclass(frozen=True, slots=True, kw_only=True)
class Relating:
    """The use cases of a proposal."""

    stacks: Stacks

    async def ask(self, desk: Desk, identity: str) -> Reply:
        said, by = await self._one(desk, identity)
        return Reply(text=texts.relation(said, by), buttons=keyboards.relation(said))

    async def decide(self, desk: Desk, identity: str, number: int) -> Reply:
        said, _ = await self._one(desk, identity)
        settled = said.state is not RelationState.PROPOSED or said.other_id is None
        if settled or number not in (keyboards.YES, keyboards.NO):
            return await self.ask(desk, identity)
        is_so, act = number == keyboards.YES, Act(said.act)
        if is_so and (values := standing_after(said)):
            await put(desk, self.stacks, str(said.other_id), **values)
        state = RelationState.CONFIRMED if is_so else RelationState.REFUSED
        relations = desk.archive.notice_relations
        if not await relations.decide(identity, state, desk.person.id, desk.now):
            await put_back(desk.archive, self.stacks, [str(said.other_id)])
            return await self.ask(desk, identity)  # a colleague has judged it meanwhile
        await note(desk, "notice relation decided", said.notice_id, to=said.other_id, state=state)
        what = quoted(said.title, said.document_number)
        text = texts.YES_DONE[act].format(what=what) if is_so else texts.NO_DONE
        return Reply(text=text, buttons=keyboards.relation(await self._fresh(desk, identity)))

    async def _one(self, desk: Desk, identity: str) -> tuple[Relation, NoticeRecord]:
        require(desk.person, Action.KEEP_NOTICES)
        said = await self._fresh(desk, identity)
        by = await desk.archive.notice_records.get(said.notice_id)
        if by is None:
            raise NotOnShelf
        return said, by

    async def _fresh(self, desk: Desk, identity: str) -> Relation:
        said = await desk.archive.notice_relations.get(identity)
        if said is None:
            raise NotOnShelf
        return said


def standing_after(said: Relation) -> dict[str, Any]:
    """Of the other one; what is amended still counts."""
    match Act(said.act):
        case Act.REPEALS:
            return {"standing": Standing.REPEALED}
        case Act.REPLACES:
            return {"standing": Standing.SUPERSEDED, "replaced_by": said.notice_id}
    return {}

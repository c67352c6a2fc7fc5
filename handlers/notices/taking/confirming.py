"""Staff's word: what they sent becomes a notice that is asked from now on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handlers.desk import Desk, Reply
from handlers.notice_rows import notice_of, parts_of, row_of
from handlers.notices.errors import IntakeGone
from handlers.notices.naming import quoted
from handlers.notices.remark_texts import sentences
from handlers.notices.taking import keyboards, texts
from handlers.notices.taking.concluding import discard, let_go_of
from handlers.notices.taking.duplicates import same_text
from handlers.notices.taking.service import Intaking
from handlers.notices.taking.understood import Understood, for_readers, understood
from handlers.notices.words import CHOSEN, READERS
from handlers.noting import note
from handlers.rights import Action, require
from handlers.stacks import Stacks
from knowledge.notice import Audience, Notice, Standing
from storage.intakes import IntakeState
from storage.notice_relations import RelationState, Said
from storage.notices import Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirming:
    """The use cases of taking in."""

    intaking: Intaking
    stacks: Stacks

    async def who(self, desk: Desk, identity: str) -> Reply:
        """Who may read it: asked every time, nobody is taken for granted."""
        found = await self._found(desk, identity)
        if await self.intaking.cards.undecided(desk.archive, found):
            return await self.intaking.show(desk, identity)
        text = texts.WHO.format(what=quoted(found.notice.title, found.notice.document_number))
        return Reply(text=text, buttons=keyboards.who(identity))

    async def go_on(self, desk: Desk) -> Reply:
        """「收录」 was typed where no button says so: of the only one that waits, or of which?"""
        require(desk.person, Action.KEEP_NOTICES)
        waiting = await desk.archive.intakes.of(desk.person.id)
        read = [each for each in waiting if each.state is IntakeState.READ]
        if len(waiting) == 1 and read:
            return await self.who(desk, read[0].id)
        return await self.intaking.waiting(desk)

    async def take_in(self, desk: Desk, identity: str, number: int) -> Reply:
        """`number` of the readers, from 1."""
        if not 1 <= number <= len(CHOSEN):
            return await self.who(desk, identity)
        found = await self._found(desk, identity)
        if not found.passages:
            return Reply(text=texts.NOTHING_IN_IT, buttons=(keyboards.back_to(identity),))
        if same := await same_text(desk.archive, found):
            return await self._same(desk, found, quoted(same.title, same.document_number), same.id)
        return await self._keep(desk, found, CHOSEN[number - 1])

    async def _keep(self, desk: Desk, found: Understood, audience: Audience) -> Reply:
        notice, archive = for_readers(found, audience), desk.archive
        former = await self._former(desk, found)
        await archive.work.let_go()
        for each in (notice, *former):
            await self.stacks.put(each)
        if not await archive.intakes.drop(found.intake.id):
            raise IntakeGone  # pressed twice: the other press has kept it
        if same := await same_text(archive, found):  # a colleague was faster just now
            await self._put_back(desk, (notice, *former))
            return await self._same(desk, found, quoted(same.title, same.document_number), same.id)
        provenance = Provenance(
            file_name=found.intake.file_name,
            file_digest=found.intake.file_digest,
            remarks=tuple(sentences(found.reading.remarks)),
            added_by=desk.person.id,
        )
        await archive.notices.keep(row_of(notice), parts_of(found.passages), desk.now, provenance)
        for each in former:
            values = {"standing": each.standing, "replaced_by": each.replaced_by}
            await archive.notice_records.change(each.id, desk.now, **values)
        await self._relate(desk, notice, found)
        await self._carry_over(desk, notice, former)
        detail = {"audience": audience, "replaces": [each.id for each in former]}
        await note(desk, "notice taken in", notice.id, **detail)
        relations = await archive.notice_relations.of(notice.id)
        about = [
            each for each in relations if each.other_id and each.state is RelationState.PROPOSED
        ]
        coming = sum(each.day >= desk.now.date() for each in found.reading.dues)
        text = _done(found, former, audience, coming, relations=bool(about))
        buttons = keyboards.taken(notice.id, about, dues=coming > 0)
        return Reply(text=text, buttons=buttons)

    async def _put_back(self, desk: Desk, changed: Sequence[Notice]) -> None:
        """Here as the archive has it."""
        for each in changed:
            row = await desk.archive.notices.get(each.id)
            if row is None:
                await self.stacks.take_away(each.id)
            else:
                await self.stacks.put(notice_of(row))

    async def _former(self, desk: Desk, found: Understood) -> Sequence[Notice]:
        """What it replaces, as it will stand."""
        row = await desk.archive.notices.get(found.intake.replaces or "")
        if row is None:
            return ()
        former = notice_of(row)
        return (replace(former, standing=Standing.SUPERSEDED, replaced_by=found.notice.id),)

    async def _relate(self, desk: Desk, notice: Notice, found: Understood) -> None:
        relations = desk.archive.notice_relations
        said = [
            Said(
                act=each.act,
                title=each.title,
                document_number=each.document_number,
                sentence=each.sentence,
            )
            for each in found.reading.claims
        ]
        await relations.propose(notice.id, said)
        await relations.adopt(notice.id, notice.title, notice.document_number)

    async def _carry_over(self, desk: Desk, notice: Notice, former: Sequence[Notice]) -> None:
        """What staff have judged of the version before is not asked again."""
        relations = desk.archive.notice_relations
        judged = {
            (said.act, said.other_id): said.state
            for each in former
            for said in await relations.of(each.id)
            if said.other_id and said.state is not RelationState.PROPOSED
        }
        for said in await relations.of(notice.id):
            if said.other_id and (state := judged.get((said.act, said.other_id))):
                await relations.decide(said.id, state, desk.person.id, desk.now)

    async def _same(self, desk: Desk, found: Understood, what: str, kept_id: str) -> Reply:
        """A colleague was faster."""
        gone = await let_go_of(desk.archive, found.intake)
        await desk.archive.work.let_go()
        await discard(desk.shelf, gone)
        return Reply(text=texts.SAME.format(what=what), buttons=(keyboards.one(kept_id),))

    async def _found(self, desk: Desk, identity: str) -> Understood:
        intake = await self.intaking.own(desk, identity)
        if intake.state is not IntakeState.READ:
            raise IntakeGone
        return await understood(intake)


def _done(
    found: Understood,
    former: Sequence[Notice],
    audience: Audience,
    coming: int,
    *,
    relations: bool,
) -> str:
    """`coming` is how many of its days are still to come."""
    notice = found.notice
    lines = [
        texts.DONE.format(
            what=quoted(notice.title, notice.document_number),
            passages=len(found.passages),
            readers=READERS[audience],
        )
    ]
    lines += [
        texts.REPLACED.format(what=quoted(each.title, each.document_number)) for each in former
    ]
    if coming:
        lines.append(texts.DUES_FOUND.format(many=coming))
    if relations:
        lines.append(texts.RELATIONS_FOUND)
    return "\n".join(lines)

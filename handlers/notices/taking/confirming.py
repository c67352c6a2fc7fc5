"""Staff's word: what they sent becomes a notice that is asked from now on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handlers.desk import Desk, Reply
from handlers.notice_rows import notice_of, parts_of, row_of
from handlers.notices.errors import IntakeGone, IntakeMoved
from handlers.notices.naming import quoted
from handlers.notices.putting import put_back
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
from storage.notice_records import NoticeRecord
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
            return await self._same(desk, found, same)
        try:
            return await self._keep(desk, found, CHOSEN[number - 1])
        except IntakeMoved:
            if same := await same_text(desk.archive, found):  # a colleague was faster just now
                return await self._same(desk, found, same)
            raise

    async def _keep(self, desk: Desk, found: Understood, audience: Audience) -> Reply:
        notice = for_readers(found, audience)
        former = await desk.archive.notice_records.newest(found.intake.replaces or "")
        await self._write(desk, found, notice, former)
        await self._relate(desk, notice, found)
        await self._carry_over(desk, notice, former)
        detail = {"audience": audience, "replaces": [former.id] if former else []}
        await note(desk, "notice taken in", notice.id, **detail)
        relations = await desk.archive.notice_relations.of(notice.id)
        about = [
            each for each in relations if each.other_id and each.state is RelationState.PROPOSED
        ]
        coming = sum(each.day >= desk.now.date() for each in found.reading.dues)
        text = _done(found, former, audience, coming, relations=bool(about))
        buttons = keyboards.taken(notice.id, about, dues=coming > 0)
        return Reply(text=text, buttons=buttons)

    async def _write(
        self, desk: Desk, found: Understood, notice: Notice, former: NoticeRecord | None
    ) -> None:
        """First here, then in the archive; raises IntakeGone or IntakeMoved and is undone."""
        archive = desk.archive
        changed = (notice, *await self._superseded(desk, former, by=notice))
        await archive.work.let_go()
        for each in changed:
            await self.stacks.put(each)
        try:
            if not await archive.intakes.drop(found.intake.id):
                raise IntakeGone  # pressed twice: the other press has kept it
            row, parts, origin = row_of(notice), parts_of(found.passages), _origin(desk, found)
            if not await archive.notices.keep(row, parts, desk.now, origin):
                raise IntakeMoved
            records = archive.notice_records
            if former and not await records.supersede(former, notice.id, desk.now):
                raise IntakeMoved
        except (IntakeGone, IntakeMoved):
            await put_back(archive, self.stacks, [each.id for each in changed])
            raise

    async def _superseded(
        self, desk: Desk, former: NoticeRecord | None, by: Notice
    ) -> Sequence[Notice]:
        """What it replaces, as it will stand."""
        row = await desk.archive.notices.get(former.id) if former else None
        if row is None:
            return ()
        return (replace(notice_of(row), standing=Standing.SUPERSEDED, replaced_by=by.id),)

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

    async def _carry_over(self, desk: Desk, notice: Notice, former: NoticeRecord | None) -> None:
        """What staff have judged of the version before is not asked again."""
        relations = desk.archive.notice_relations
        before = await relations.of(former.id) if former else ()
        judged = {
            (said.act, said.other_id): said.state
            for said in before
            if said.other_id and said.state is not RelationState.PROPOSED
        }
        for said in await relations.of(notice.id):
            if said.other_id and (state := judged.get((said.act, said.other_id))):
                await relations.decide(said.id, state, desk.person.id, desk.now)

    async def _same(self, desk: Desk, found: Understood, same: NoticeRecord) -> Reply:
        """A colleague was faster."""
        gone = await let_go_of(desk.archive, found.intake)
        await desk.archive.work.let_go()
        await discard(desk.shelf, gone)
        text = texts.SAME.format(what=quoted(same.title, same.document_number))
        return Reply(text=text, buttons=(keyboards.one(same.id),))

    async def _found(self, desk: Desk, identity: str) -> Understood:
        intake = await self.intaking.own(desk, identity)
        if intake.state is not IntakeState.READ:
            raise IntakeGone
        return await understood(intake)


def _origin(desk: Desk, found: Understood) -> Provenance:
    intake = found.intake
    return Provenance(
        file_name=intake.file_name,
        file_digest=intake.file_digest,
        remarks=tuple(sentences(found.reading.remarks)),
        added_by=desk.person.id,
    )


def _done(
    found: Understood,
    former: NoticeRecord | None,
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
    if former:
        lines.append(texts.REPLACED.format(what=quoted(former.title, former.document_number)))
    if coming:
        lines.append(texts.DUES_FOUND.format(many=coming))
    if relations:
        lines.append(texts.RELATIONS_FOUND)
    return "\n".join(lines)

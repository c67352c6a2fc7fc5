"""The second person: many are written to only when somebody else has agreed to it."""

from dataclasses import dataclass
from datetime import datetime

from forms.specification import Catalogue
from forms.values import Complaint
from handlers.broadcast.approving import keyboards, texts
from handlers.broadcast.cast import (
    BY,
    STARTED,
    BroadcastDecided,
    BroadcastMoved,
    Cast,
    NobodyMeant,
    NothingSaid,
    OwnHand,
    opened,
)
from handlers.broadcast.colleagues import colleagues
from handlers.broadcast.mending import carry_out
from handlers.broadcast.naming import items_of
from handlers.broadcast.receiving.service import reminds_of
from handlers.broadcast.sending.civil import is_civil
from handlers.broadcast.writing.keyboards import token
from handlers.desk import Desk, Reply
from handlers.letters import Letter
from handlers.noting import note
from handlers.replies import numbered
from handlers.rights import Action, require
from storage.audiences import Conditions
from storage.broadcasts import BroadcastState

FEW = 2  # so many more or fewer are told in passing; beyond a twentieth it is asked again
PART = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Approving:
    """The use cases of asking and agreeing."""

    catalogue: Catalogue
    above: int

    async def ask(self, desk: Desk, broadcast_id: str, n: int) -> Reply:
        """To a few at once, when they are sure; to many only by way of a colleague."""
        cast = await opened(desk, broadcast_id)
        if cast.state is not BroadcastState.DRAFT or n // 2 != cast.row.revision:
            raise BroadcastMoved
        count = await _checked(desk, cast)
        if count > self.above:
            return await self._submit(desk, cast, count)
        if n % 2 == 0:
            text = texts.sure(cast, count, at_night=_at_night(desk, cast))
            return Reply(text=text, buttons=keyboards.sure(cast))
        count = await _release(desk, cast, BroadcastState.DRAFT, sent_at_once=True)
        if count > self.above:  # more were added since they were counted
            raise BroadcastMoved
        return Reply(text=texts.released(cast, count), buttons=keyboards.after(cast))

    async def _submit(self, desk: Desk, cast: Cast, count: int) -> Reply:
        others = await colleagues(desk, cast.makers | {desk.person.id})
        if not others:
            text = texts.nobody_to_ask(count, self.above)
            return Reply(text=text, buttons=keyboards.after(cast))
        content = cast.with_facts(asked=count, asked_by=desk.person.id)
        done = await desk.archive.broadcasts.move(
            cast.id,
            (BroadcastState.DRAFT,),
            BroadcastState.WAITING,
            desk.now,
            revision=cast.row.revision,
            submitted_at=desk.now,
            decided_by=None,
            decided_at=None,
            reason=None,
            content=content,
        )
        if not done:
            raise BroadcastMoved
        await note(desk, "announcement submitted", cast.id, count=count)
        asked = await opened(desk, cast.id)
        conditions = Conditions.of(cast.row.audience)
        whom = await items_of(desk.archive, self.catalogue, conditions)
        letter = texts.please_approve(asked, desk.person.name, count, whom)
        keyboard = numbered(keyboards.decide(asked))
        letters = tuple(Letter(person_id=each, text=letter, keyboard=keyboard) for each in others)
        text = texts.submitted(count, list(others.values()))
        return Reply(text=text, buttons=keyboards.after(cast), letters=letters)

    async def approve(self, desk: Desk, broadcast_id: str, n: int) -> Reply:
        """Twenty presses at once are one announcement; the others hear that it was done."""
        require(desk.person, Action.APPROVE_BROADCAST)
        cast = await opened(desk, broadcast_id)
        if cast.mend and cast.state in STARTED:
            return await self._approve_mend(desk, cast, n)
        _must_be_second(desk, cast, n)
        count, asked = await _checked(desk, cast), int(cast.fact("asked") or 0)
        if n % 2 == 0 and abs(count - asked) > max(FEW, asked // PART):
            text = texts.changed_meanwhile(asked, count)
            return Reply(text=text, buttons=keyboards.sure_to_approve(cast))
        if n % 2 == 0 and _at_night(desk, cast):
            return Reply(text=texts.AT_NIGHT, buttons=keyboards.sure_to_approve(cast))
        count = await _release(desk, cast, BroadcastState.WAITING, sent_at_once=False)
        letters = _told(cast, texts.was_approved(cast, desk.person.name, count))
        text = texts.approved(cast, count, asked)
        return Reply(text=text, buttons=keyboards.after(cast), letters=letters)

    async def begin_refusal(self, desk: Desk, broadcast_id: str, n: int) -> Cast:
        """Before a reason is asked for."""
        require(desk.person, Action.APPROVE_BROADCAST)
        cast = await opened(desk, broadcast_id)
        if cast.mend and cast.state in STARTED:
            _must_be_second_to_mend(desk, cast, n)
        else:
            _must_be_second(desk, cast, n)
        return cast

    async def refuse(self, desk: Desk, broadcast_id: str, n: int, reason: str) -> Reply:
        """Back to its makers, with what to do better."""
        cast = await self.begin_refusal(desk, broadcast_id, n)
        broadcasts, facts = desk.archive.broadcasts, {"revision": cast.row.revision}
        if cast.state is BroadcastState.WAITING:
            done = await broadcasts.move(
                cast.id,
                (BroadcastState.WAITING,),
                BroadcastState.DRAFT,
                desk.now,
                decided_by=desk.person.id,
                decided_at=desk.now,
                reason=reason,
                content=cast.with_facts(asked=None, asked_by=None),
                **facts,
            )
            letters = _told(cast, texts.was_refused(cast, desk.person.name, reason))
        else:
            content = cast.with_facts(mend=None)
            done = await broadcasts.change(cast.id, STARTED, desk.now, content=content, **facts)
            letters = _told_mender(cast, texts.mend_refused(cast, desk.person.name, reason))
        if not done:
            raise BroadcastMoved
        await note(desk, "announcement returned", cast.id)
        return Reply(text=texts.REFUSED, buttons=keyboards.after(cast), letters=letters)

    async def _approve_mend(self, desk: Desk, cast: Cast, n: int) -> Reply:
        _must_be_second_to_mend(desk, cast, n)
        mend = dict(cast.mend or {})
        await carry_out(desk, cast, str(mend["text"]), by=str(mend["by"]))
        letters = _told_mender(cast, texts.mend_approved(cast, desk.person.name))
        return Reply(text=texts.MENDED, buttons=keyboards.after(cast), letters=letters)


def _must_be_second(desk: Desk, cast: Cast, n: int) -> None:
    if cast.state is not BroadcastState.WAITING and cast.row.decided_by:
        raise BroadcastDecided
    if cast.state is not BroadcastState.WAITING or n // 2 != cast.row.revision:
        raise BroadcastMoved
    if desk.person.id in cast.makers:
        raise OwnHand


def _must_be_second_to_mend(desk: Desk, cast: Cast, n: int) -> None:
    if n // 2 != token(cast) // 2:
        raise BroadcastMoved
    if cast.mend and cast.mend["by"] == desk.person.id:
        raise OwnHand


def _at_night(desk: Desk, cast: Cast) -> bool:
    """Whether it would go out at once, and people sleep; a time of its own was asked about."""
    at_once = cast.row.send_at is None or cast.row.send_at <= desk.now
    return at_once and not is_civil(desk.now)


async def _is_withdrawn(desk: Desk, broadcast_id: str) -> bool:
    found = await desk.archive.broadcasts.get(broadcast_id)
    return found is not None and found.state is BroadcastState.WITHDRAWN


async def _checked(desk: Desk, cast: Cast) -> int:
    """How many would get it; raises what speaks against sending it at all."""
    row, now = cast.row, desk.now
    if not cast.content.text:
        raise NothingSaid
    if row.expires_at and row.expires_at <= max(row.send_at or now, now):
        raise Complaint(texts.EXPIRED)
    if not row.audience:
        raise NobodyMeant
    if (first := reminds_of(row)) and await _is_withdrawn(desk, first):
        raise Complaint(texts.FIRST_WITHDRAWN)
    found = await desk.archive.audiences.breakdown(
        Conditions.of(row.audience), now, mandatory=row.mandatory
    )
    if not found.total:
        raise NobodyMeant
    return found.total


async def _release(desk: Desk, cast: Cast, origin: BroadcastState, *, sent_at_once: bool) -> int:
    """Compare and set, then freeze, in one transaction: who is fastest has frozen alone."""
    row, now, archive = cast.row, desk.now, desk.archive
    decision: dict[str, str | datetime | None] = {"decided_by": None, "decided_at": None}
    if not sent_at_once:
        decision = {"decided_by": desk.person.id, "decided_at": now}
    done = await archive.broadcasts.move(
        cast.id,
        (origin,),
        BroadcastState.READY,
        now,
        revision=row.revision,
        reason=None,
        submitted_at=row.submitted_at or now,
        send_at=max(row.send_at or now, now),
        **decision,
    )
    if not done:
        raise BroadcastMoved
    conditions = Conditions.of(row.audience)
    count = await archive.audiences.freeze(cast.id, conditions, now, mandatory=row.mandatory)
    if not count:
        raise NobodyMeant
    content = cast.with_facts(count=count)
    await archive.broadcasts.change(cast.id, (BroadcastState.READY,), now, content=content)
    await note(desk, "announcement approved", cast.id, count=count)
    return count


def _told(cast: Cast, text: str) -> tuple[Letter, ...]:
    keyboard = numbered(keyboards.after(cast))
    return tuple(
        Letter(person_id=each, text=text, keyboard=keyboard) for each in sorted(cast.makers)
    )


def _told_mender(cast: Cast, text: str) -> tuple[Letter, ...]:
    keyboard = numbered(keyboards.after(cast))
    return (Letter(person_id=(cast.mend or {})[BY], text=text, keyboard=keyboard),)

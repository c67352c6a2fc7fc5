"""The same harmless move for several filings: offered, ticked, confirmed once, told one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from forms.specification import Catalogue
from forms.values import Complaint
from forms.workflow import Move, Mover
from handlers.casework.errors import FilingGone, MovedOn
from handlers.casework.history import move_label, names_in, who
from handlers.casework.moving import Moving
from handlers.desk import Desk
from handlers.letters import Letter
from handlers.noting import note
from handlers.review.batch.ticking import Ticks, forget, kept
from handlers.review.pressing import REVISIONS, seen
from handlers.review.scope import Scope, scope_of
from handlers.rights import Action, require
from storage.filings import Filing, Wanted

MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A move that needs nothing, and how many filings wait for it."""

    workflow: str
    name: str
    move: Move
    count: int

    @property
    def key(self) -> str:
        return f"{self.workflow}.{self.move.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The list as it stands: what is on it, what is ticked."""

    ticks: Ticks
    move: Move
    filings: tuple[Filing, ...]

    @property
    def ticked(self) -> tuple[Filing, ...]:
        return tuple(each for each in self.filings if each.id in self.ticks.ticked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one: `hindrance` says why nothing did."""

    filing: Filing
    hindrance: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batching:
    """The use cases of the list with the ticks."""

    catalogue: Catalogue
    moving: Moving

    async def offers(self, desk: Desk) -> Sequence[Offer]:
        scope = await self._scope(desk)
        found = []
        for name, move in self._harmless():
            count = await desk.archive.filings.count(self._wanted(scope, name, move))
            title = self.catalogue.workflows[name].name
            found.append(Offer(workflow=name, name=title, move=move, count=count))
        return [each for each in found if each.count]

    async def open(self, desk: Desk, key: str) -> Sheet | None:
        """A fresh list, nothing ticked; None for a move that is none of these."""
        workflow, _, move_id = key.partition(".")
        if (move := self._move(workflow, move_id)) is None:
            return None
        scope = await self._scope(desk)
        found = await desk.archive.filings.list(self._wanted(scope, workflow, move), most=MOST)
        revisions = {each.id: each.revision % REVISIONS for each in found}
        ticks = Ticks(workflow=workflow, move=move_id, seen=revisions)
        return Sheet(ticks=await ticks.keep(desk), move=move, filings=tuple(found))

    async def tick(self, desk: Desk, filing_id: str) -> Sheet | None:
        """One on or off; every one on without an id. None when no list is open."""
        sheet = await self.sheet(desk)
        if sheet is None:
            return None
        ticks = sheet.ticks.turned(filing_id) if filing_id else sheet.ticks.all()
        return replace(sheet, ticks=await ticks.keep(desk))

    async def sheet(self, desk: Desk) -> Sheet | None:
        await self._scope(desk)
        ticks = await kept(desk)
        move = self._move(ticks.workflow, ticks.move) if ticks else None
        if ticks is None or move is None:
            return None
        found = [await desk.archive.filings.get(each) for each in ticks.seen]
        return Sheet(ticks=ticks, move=move, filings=tuple(each for each in found if each))

    async def carry_out(
        self, desk: Desk, stamp: int
    ) -> tuple[Sheet, list[Result], list[Letter]] | None:
        """None when no list is open, or it is not the one that was confirmed."""
        sheet = await self.sheet(desk)
        if sheet is None or not sheet.ticked or sheet.ticks.stamp != stamp:
            return None
        done_by_id, letters = dict[str, Result](), list[Letter]()
        for each in sorted(sheet.ticked, key=lambda each: each.id):  # two batches never cross
            done_by_id[each.id], told = await self._one(desk, sheet, each)
            letters += told
        results = [done_by_id[each.id] for each in sheet.ticked]
        await forget(desk)
        done = sum(not each.hindrance for each in results)
        what = {"workflow": sheet.ticks.workflow, "move": sheet.move.id}
        await note(desk, "batch done", desk.person.id, **what, count=done)
        return sheet, results, letters

    async def _one(
        self, desk: Desk, sheet: Sheet, filing: Filing
    ) -> tuple[Result, tuple[Letter, ...]]:
        """Whatever has moved on since it was ticked stays as it is."""
        try:
            case = await self.moving.offices.open(desk, filing.id)
            if seen(case) != sheet.ticks.seen[filing.id]:
                raise MovedOn
            hand = await self.moving.hand(desk, case)
            outcome = await self.moving.carry_out(hand, case, sheet.move.id)
        except MovedOn:
            return Result(filing=filing, hindrance=await self._who_was_faster(desk, filing)), ()
        except Complaint as complaint:
            return Result(filing=filing, hindrance=complaint.sentence), ()
        return Result(filing=outcome.case.filing), outcome.letters

    async def _who_was_faster(self, desk: Desk, filing: Filing) -> str:
        records = await desk.archive.moves.of(filing.id)
        if not records:
            raise FilingGone
        workflow = self.catalogue.workflows[filing.workflow]
        names = await names_in(desk.archive, records[-1:])
        return f"{who(records[-1], names)}刚办了「{move_label(records[-1], workflow)}」"

    async def _scope(self, desk: Desk) -> Scope:
        require(desk.person, Action.REVIEW)
        return await scope_of(desk, self.catalogue)

    def _harmless(self) -> Iterator[tuple[str, Move]]:
        """What staff may do where it is for them to act, without a word."""
        for name, workflow in self.catalogue.workflows.items():
            waiting = set(workflow.waiting_for(Mover.STAFF))
            for move in workflow.moves:
                if not move.needs and Mover.STAFF in move.who and waiting & set(move.origins):
                    yield name, move

    def _move(self, workflow: str, move_id: str) -> Move | None:
        found = (move for name, move in self._harmless() if (name, move.id) == (workflow, move_id))
        return next(found, None)

    def _wanted(self, scope: Scope, name: str, move: Move) -> Wanted:
        places = [(name, origin) for origin in move.origins]
        return replace(scope.waiting, places=places)

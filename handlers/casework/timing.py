"""When a filing may move, and by when it should: what takes its time is not cut short."""

from datetime import date

from forms.moving import Moved, due
from forms.values import Complaint
from forms.workdays import Due
from forms.workflow import Move, Workflow
from handlers.casework.case import Case
from handlers.casework.hand import Hand
from handlers.days import day

NOT_YET = "「{state}」到{day}为止，满期以后才能办「{move}」。在这以前请等一等。"
OPPOSED = "还有{many}份异议没有处理，不能办「{move}」。请先登记异议，作出结论。"


async def check_time(hand: Hand, case: Case, move: Move) -> None:
    """Raises Complaint for a move that is too early, or that an objection holds up.

    Whoever files an objection takes hold of the filing as well: one of the two is first.
    """
    until = case.filing.due
    if move.after_due and until is not None and hand.today <= until:
        state = case.state.label
        raise Complaint(NOT_YET.format(state=state, day=day(until), move=move.label))
    if move.unopposed:
        await hand.archive.filings.hold(case.id)
        if many := await hand.archive.objections.count_open(case.id):
            raise Complaint(OPPOSED.format(many=many, move=move.label))


async def due_after(hand: Hand, case: Case, workflow: Workflow, moved: Moved) -> Due | None:
    """By when it should leave its new state."""
    move = workflow.move(moved.move, moved.origin)
    began = await _made(hand, case, move.since) if move and move.since else None
    return due(workflow, moved.state, began or hand.today, case.policy.values)


async def _made(hand: Hand, case: Case, move_id: str) -> date | None:
    made = [each.at for each in await hand.archive.moves.of(case.id) if each.move == move_id]
    return made[-1].date() if made else None

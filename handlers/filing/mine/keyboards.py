"""Where one's filings lead, as buttons."""

from collections.abc import Sequence, Set

from forms.moving import moves_for
from forms.specification import Catalogue
from forms.workflow import Mover
from handlers.callbacks import Go
from handlers.casework.case import Case
from handlers.desk import Button
from handlers.filing.catalogue.due import follower_of
from handlers.filing.titles import short_title
from handlers.paging import turning
from handlers.place_words import LABELS
from handlers.places import Place
from storage.filings import Filing

WITHDRAWAL = "withdraw"
REVIEWING = frozenset({Mover.LEADER, Mover.PARTY_HEAD, Mover.STAFF, Mover.STAFF_HEAD})


def listed(
    catalogue: Catalogue,
    filings: Sequence[Filing],
    at: tuple[int, int],
    *,
    ended: bool,
    others: int,
) -> tuple[Button, ...]:
    buttons: list[Button] = [
        (short_title(catalogue, each), Go(to=Place.FILING, id=each.id)) for each in filings
    ]
    buttons += turning(lambda n: Go(to=Place.FILINGS, n=2 * n + ended), *at)
    if others:
        label = "看办理中的" if ended else "看已办完的"
        buttons.append((label, Go(to=Place.FILINGS, n=int(not ended))))
    buttons.append((LABELS[Place.CATALOGUE], Go(to=Place.CATALOGUE)))
    return tuple(buttons)


def opened(
    case: Case, movers: Set[Mover], catalogue: Catalogue, files: bool
) -> tuple[Button, ...]:
    """What can be done with it now comes first."""
    own = Mover.SUBMITTER in movers
    buttons: list[Button] = []
    if own and case.is_editable:
        buttons.append(("接着填" if case.is_draft else "去修改", Go(to=Place.GO_ON, id=case.id)))
    if movers & REVIEWING and moves_for(case.workflow, case.filing.state, movers & REVIEWING):
        buttons.append((LABELS[Place.REVIEW], Go(to=Place.REVIEW, id=case.id)))
    follower = follower_of(catalogue, case.form.id)
    if own and follower and Mover.SUBMITTER in case.state.waits and not case.is_editable:
        buttons.append((f"报{follower.title}", Go(to=Place.FORM, id=follower.id)))
    buttons.append((LABELS[Place.FILED], Go(to=Place.FILED, id=case.id)))
    if files:
        buttons.append((LABELS[Place.ATTACHMENTS], Go(to=Place.ATTACHMENTS, id=case.id)))
    if case.filing.number:
        buttons.append((LABELS[Place.RECEIPT], Go(to=Place.RECEIPT, id=case.id)))
        buttons.append((LABELS[Place.HISTORY], Go(to=Place.HISTORY, id=case.id)))
    return (*buttons, *(_of_filers(case) if own else ()))


def _of_filers(case: Case) -> list[Button]:
    buttons: list[Button] = []
    if label := withdrawal(case):
        buttons.append((label, Go(to=Place.WITHDRAW, id=case.id)))
    if not case.is_draft:
        buttons.append((LABELS[Place.COPY], Go(to=Place.COPY, id=case.id)))
    buttons.append((LABELS[Place.FILINGS], Go(to=Place.FILINGS)))
    return buttons


def withdrawal(case: Case) -> str:
    """What taking it back is called here; empty where it cannot be taken back any more."""
    move = case.workflow.move(WITHDRAWAL, case.filing.state)
    if move is None or case.is_draft:
        return ""
    return "取消报名" if move.label == "取消" else move.label


def turned(case: Case, place: Place, number: int, pages: int) -> tuple[Button, ...]:
    back = ("回到这一件", Go(to=Place.FILING, id=case.id))
    return (*turning(lambda n: Go(to=place, id=case.id, n=n), number, pages), back)

"""Where the ranking leads."""

from collections.abc import Sequence

from forms.specification import FormSpec
from handlers.callbacks import Go
from handlers.desk import Button
from handlers.paging import turning
from handlers.place_words import LABELS
from handlers.places import Place
from handlers.review.ranking.board import Ranked
from handlers.review.ranking.service import Board
from handlers.review.ranking.stages import STAGES


def forms(found: Sequence[FormSpec]) -> tuple[Button, ...]:
    return tuple((each.title, to_board(each.id)) for each in found)


def to_board(form_id: str, number: int = 0) -> Go:
    return Go(to=Place.RANKING, id=form_id, n=number)


def board(
    found: Board, page: Sequence[Ranked], number: int, pages: int, *, heads: bool
) -> tuple[Button, ...]:
    form_id = found.form.id
    buttons: list[Button] = [
        (
            f"{each.filing.title or each.filing.number}的评审",
            Go(to=Place.EXPERTS, id=each.filing.id),
        )
        for each in page
    ]
    buttons += turning(lambda n: to_board(form_id, n), number, pages)
    if found.scored:
        buttons.append(("请专家（全部）", Go(to=Place.SPREAD, id=form_id)))
    if heads:
        buttons += [
            (stage.label, Go(to=Place.MOVE_ALL, id=form_id, n=n))
            for n, stage in enumerate(STAGES)
            if stage.is_open(len(found.with_scores), len(found.scored), found.counts)
        ]
    buttons.append(("导出排名表", Go(to=Place.EXPORT_RANKING, id=form_id)))
    if found.counts.get("notice"):
        buttons.append(("下载公示名单", Go(to=Place.EXPORT_NOTICE, id=form_id)))
    return (*buttons, (LABELS[Place.OBJECTIONS], Go(to=Place.OBJECTIONS)))


def after(form_id: str) -> tuple[Button, ...]:
    return ((LABELS[Place.RANKING], to_board(form_id)),)

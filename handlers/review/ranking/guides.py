"""Guided: a whole list is moved on – what it needs, a summary, the deed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from forms.moving import Given
from forms.values import Complaint, Date, Integer, Text
from handlers.desk import Desk, Reply
from handlers.guide import Draft, Guide, Option, Question
from handlers.review.ranking import keyboards, texts
from handlers.review.ranking.publishing import Publishing
from handlers.review.ranking.service import Ranking
from handlers.review.ranking.stages import ANNOUNCE, PASS_OVER, SELECT, SHORTLIST, STAGES, Stage

WORDS = Text(least=2, most=700, lines=True)
NUMBER = Text(least=2, most=60)
DAY = Date()


def guide_of(stage: Stage) -> str:
    return f"ranking-{stage.move}"


def guides(ranking: Ranking, publishing: Publishing) -> tuple[Guide, ...]:
    return tuple(_guide(ranking, publishing, stage) for stage in STAGES)


def _guide(ranking: Ranking, publishing: Publishing, stage: Stage) -> Guide:
    async def prepare(draft: Draft, desk: Desk) -> None:
        form_id = draft.facts["form"]
        found = await ranking.ready(desk, form_id, stage.move)
        if not found:
            raise Complaint(texts.NOBODY)
        board = await ranking.board(desk, form_id)
        draft.facts |= {
            "ids": [each.id for each in found],
            "names": [each.title or each.number or "" for each in found],
            "taken": board.taken,
            "places": board.places,
            "others": max(board.counts.get("notice", 0) - len(found), 0),
        }

    async def summary(draft: Draft, desk: Desk) -> str:
        return await _summary(ranking, stage, draft, desk)

    async def finish(draft: Draft, desk: Desk) -> Reply:
        form_id, given = draft.facts["form"], _given(draft)
        outcome = await ranking.move_all(desk, form_id, stage.move, _ids(draft), given)
        others = draft.facts["others"] if stage.move == SELECT else 0
        announced = stage.move == ANNOUNCE and outcome.moved
        files = (await publishing.document(desk, form_id),) if announced else ()
        return Reply(
            text=texts.done(stage.label, outcome, others),
            buttons=keyboards.after(form_id),
            files=files,
            letters=outcome.letters,
        )

    return Guide(
        name=guide_of(stage),
        title=stage.label,
        questions=_questions(ranking, stage),
        summary=summary,
        prepare=prepare,
        finish=finish,
    )


def _questions(ranking: Ranking, stage: Stage) -> tuple[Question, ...]:
    if stage.document:
        return (_words("number", texts.ASK_NUMBER, NUMBER), _day())
    if stage.reason:
        return (_words("reason", texts.ASK_REASON, WORDS),)
    opinion = _words("opinion", texts.ASK_OPINION, WORDS, stage.opinions)
    return (_many(ranking), _over(), opinion) if stage.move == SHORTLIST else (opinion,)


def _many(ranking: Ranking) -> Question:
    async def ask(draft: Draft, desk: Desk) -> tuple[str, Sequence[Option]]:
        board = await ranking.board(desk, draft.facts["form"])
        left = texts.NO_QUOTA
        if board.places is not None:
            left = texts.LEFT.format(left=max(board.places - board.taken, 0))
        said = texts.ASK_MANY.format(many=len(board.with_scores), left=left)
        return f"{texts.head(board)}\n\n{said}", ()

    async def read(said: str, draft: Draft, _desk: Desk) -> Any:
        most = len(draft.facts["ids"])
        many = Integer(unit="名").read(said)
        if not 1 <= many <= most:
            raise Complaint(texts.TOO_MANY.format(many=most))
        return many

    return Question(name="many", ask=ask, read=read)


def _over() -> Question:
    """Only where there are more than there are places."""

    def is_over(draft: Draft) -> bool:
        places, many = draft.facts.get("places"), draft.get("many")
        return places is not None and bool(many) and draft.facts["taken"] + many > places

    async def ask(draft: Draft, _desk: Desk) -> tuple[str, Sequence[Option]]:
        total, places = draft.facts["taken"] + draft.get("many"), draft.facts["places"]
        return texts.ASK_REASON_OVER.format(total=total, places=places, quoted=""), ()

    async def read(said: str, _draft: Draft, _desk: Desk) -> Any:
        return WORDS.read(said)

    return Question(name="over", ask=ask, read=read, relevant=is_over)


def _words(name: str, text: str, kind: Text, quick: Sequence[str] = ()) -> Question:
    async def ask(_draft: Draft, _desk: Desk) -> tuple[str, Sequence[Option]]:
        return text, [Option(key=each, label=each) for each in quick]

    async def read(said: str, _draft: Draft, _desk: Desk) -> Any:
        return kind.read(said)

    return Question(name=name, ask=ask, read=read)


def _day() -> Question:
    async def ask(_draft: Draft, desk: Desk) -> tuple[str, Sequence[Option]]:
        today = desk.now.date()
        return texts.ASK_DAY, [Option(key=today.isoformat(), label=DAY.show(today))]

    async def read(said: str, _draft: Draft, desk: Desk) -> Any:
        today = desk.now.date()
        day = Date(today=today, towards="past").read(said)
        if day > today:
            raise Complaint(texts.FUTURE)
        return DAY.plain(day)

    return Question(name="day", ask=ask, read=read)


def _ids(draft: Draft) -> list[str]:
    """Those that were in the summary, in the order they had then."""
    ids: list[str] = draft.facts["ids"]
    return ids[: draft.get("many") or len(ids)]


def _given(draft: Draft) -> Given:
    day, over = draft.get("day"), draft.get("over") or ""
    opinion = draft.get("opinion") or ""
    return Given(
        opinion=f"{opinion}{texts.OVER.format(reason=over)}" if over else opinion,
        reason=draft.get("reason") or "",
        document_number=draft.get("number") or "",
        document_date=date.fromisoformat(day) if day else None,
    )


async def _summary(ranking: Ranking, stage: Stage, draft: Draft, desk: Desk) -> str:
    board = await ranking.board(desk, draft.facts["form"])
    given, names = _given(draft), draft.facts["names"]
    if stage.move == SHORTLIST:
        ids = set(_ids(draft))
        return texts.chosen(board, ids, stage.label, given.opinion)
    said = texts.summary(stage.label, board.form, names, given)
    if stage.move == PASS_OVER and not board.counts.get("shortlisted"):
        return f"{said}\n{texts.NONE_CHOSEN}"
    return said

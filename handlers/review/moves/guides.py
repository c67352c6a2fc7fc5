"""The conversation of a move: exactly what it needs, a summary, the deed."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from forms.moving import Given
from forms.values import Complaint, Date, Text
from forms.workflow import Need
from handlers.desk import Desk, Reply
from handlers.guide import Draft, Guide, Option, Question
from handlers.review import conversations
from handlers.review.moves import texts
from handlers.review.moves.mending import Mend, chosen
from handlers.review.moves.service import Judging

WORDS = Text(least=2, most=700, lines=True)
NUMBER = Text(least=2, most=60)
DAY = Date()
ASKS, LONGEST_QUESTION = ("?", "？"), 40


def guides(judging: Judging) -> tuple[Guide, ...]:
    async def summary(draft: Draft, desk: Desk) -> str:
        case = await judging.case(desk, draft.facts["filing"])
        return texts.summary(case, draft.facts["label"], given(draft), mends(draft))

    async def finish(draft: Draft, desk: Desk) -> Reply:
        known = draft.facts
        return await judging.decide(
            desk, known["filing"], known["seen"], known["move"], given(draft)
        )

    return (
        Guide(
            name=conversations.MOVE,
            title=texts.TITLE,
            questions=(
                _fields(judging),
                _said(judging, "reason", Need.REASON, texts.ASK_REASON, hint=texts.HINT_WORDS),
                _said(judging, "opinion", Need.OPINION, texts.ASK_OPINION, texts.OPINIONS),
                _said(judging, "number", Need.DOCUMENT, texts.ASK_NUMBER, kind=NUMBER),
                _day(),
            ),
            summary=summary,
            finish=finish,
        ),
    )


def given(draft: Draft) -> Given:
    day = draft.answers.get("day")
    reason = draft.answers.get("reason") or ""
    return Given(
        opinion=draft.answers.get("opinion") or "",
        reason=texts.reason_with(reason, mends(draft)),
        fields=frozenset(each.name for each in mends(draft)),
        document_number=draft.answers.get("number") or "",
        document_date=date.fromisoformat(day) if day else None,
    )


def mends(draft: Draft) -> tuple[Mend, ...]:
    kept = draft.answers.get("fields") or ()
    return tuple(Mend(name=name, label=label, remark=remark) for name, label, remark in kept)


def _needed(need: Need) -> Callable[[Draft], bool]:
    return lambda draft: need in draft.facts.get("needs", ())


def _fields(judging: Judging) -> Question:
    async def ask(draft: Draft, desk: Desk) -> tuple[str, Sequence[Option]]:
        filing_id = draft.facts["filing"]
        case, fields = await judging.case(desk, filing_id), await judging.fields(desk, filing_id)
        return texts.ask_fields(case, fields), ()

    async def read(said: str, draft: Draft, desk: Desk) -> Any:
        found = chosen(said, await judging.fields(desk, draft.facts["filing"]))
        return [[each.name, each.label, each.remark] for each in found]

    return Question(
        name="fields", ask=ask, read=read, hint=texts.HINT_FIELDS, relevant=_needed(Need.FIELDS)
    )


def _said(
    judging: Judging,
    name: str,
    need: Need,
    text: str,
    quick: Sequence[str] = (),
    *,
    kind: Text = WORDS,
    hint: str = "",
) -> Question:
    async def ask(draft: Draft, desk: Desk) -> tuple[str, Sequence[Option]]:
        case = await judging.case(desk, draft.facts["filing"])
        options = [Option(key=each, label=each) for each in quick]
        return texts.ask(text, case, draft.facts["label"]), options

    async def read(said: str, _draft: Draft, _desk: Desk) -> Any:
        if said.strip().endswith(ASKS) and len(said) <= LONGEST_QUESTION:
            raise Complaint(texts.A_QUESTION)
        return kind.read(said)

    return Question(name=name, ask=ask, read=read, hint=hint, relevant=_needed(need))


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

    return Question(name="day", ask=ask, read=read, relevant=_needed(Need.DOCUMENT))

"""Guided: give a score, step aside, ask one expert, spread filings over all."""

from collections.abc import Sequence

from forms.values import Complaint, Integer, Text
from handlers.desk import Desk, Reply
from handlers.guide import Draft, Guide, Option, Question, question
from handlers.review.scored import candidate
from handlers.review.scoring import keyboards, posting, texts
from handlers.review.scoring.assigning import NO_EXPERT, Assigning
from handlers.review.scoring.service import Scoring

SCORE, RECUSE, ASK, SPREAD = "expert-score", "expert-aside", "expert-ask", "expert-spread"
POINTS = Integer(least=0, most=100, unit="分")
OPINION = Text(least=10, most=1000, lines=True)
REASON = Text(least=2, most=300, lines=True)
MANY = Integer(least=1, most=9, unit="位")
USUAL = ("3", "5")


def guides(scoring: Scoring, assigning: Assigning) -> tuple[Guide, ...]:
    return (_score(scoring), _recuse(scoring), _ask(assigning), _spread(assigning))


def _score(scoring: Scoring) -> Guide:
    async def prepare(draft: Draft, desk: Desk) -> None:
        draft.facts["number"] = (await scoring.card(desk, draft.facts["filing"])).number

    async def summary(draft: Draft, _desk: Desk) -> str:
        return texts.summary(draft.facts["number"], draft.get("score"), draft.get("opinion"))

    async def finish(draft: Draft, desk: Desk) -> Reply:
        filing_id, score = draft.facts["filing"], draft.get("score")
        number = await scoring.score(desk, filing_id, score, draft.get("opinion"))
        letters = await posting.all_scored(desk, await scoring.all_scored(desk, filing_id))
        text = texts.THANKS.format(name=candidate(number))
        return Reply(text=text, buttons=(keyboards.TO_SCORE,), letters=letters)

    return Guide(
        name=SCORE,
        title="评分",
        questions=(
            _about("score", texts.ASK_SCORE, POINTS),
            _about("opinion", texts.ASK_OPINION, OPINION),
        ),
        summary=summary,
        prepare=prepare,
        finish=finish,
        done="提交评分",
    )


def _recuse(scoring: Scoring) -> Guide:
    async def prepare(draft: Draft, desk: Desk) -> None:
        waiting = await scoring.waiting(desk)
        found = [each.number for each in waiting if each.filing_id == draft.facts["filing"]]
        draft.facts["number"] = found[0] if found else 0

    async def finish(draft: Draft, desk: Desk) -> Reply:
        stepped = await scoring.recuse(desk, draft.facts["filing"], draft.get("reason"))
        letters = await posting.stepped_aside(desk, stepped, draft.get("reason"))
        text = texts.STEPPED.format(name=candidate(stepped.number))
        return Reply(text=text, buttons=(keyboards.TO_SCORE,), letters=letters)

    return Guide(
        name=RECUSE,
        title="回避",
        questions=(_about("reason", texts.ASK_WHY, REASON),),
        prepare=prepare,
        finish=finish,
    )


def _about(name: str, text: str, kind: Integer | Text) -> Question:
    """A question that says which candidate it is about."""

    async def ask(draft: Draft, _desk: Desk) -> tuple[str, Sequence[Option]]:
        return text.format(name=candidate(draft.facts["number"])), ()

    async def read(said: str, _draft: Draft, _desk: Desk) -> int | str:
        return kind.read(said)

    return Question(name=name, ask=ask, read=read)


def _ask(assigning: Assigning) -> Guide:
    async def ask(draft: Draft, desk: Desk) -> tuple[str, Sequence[Option]]:
        found = await assigning.look(desk, draft.facts["filing"])
        options = [
            Option(key=each.person_id, label=f"{each.name}（手上{found.load[each.person_id]}份）")
            for each in sorted(found.free, key=lambda each: found.load[each.person_id])
        ]
        return texts.ASK_WHOM if options else texts.NOBODY_FREE, options

    async def read(said: str, draft: Draft, desk: Desk) -> str:
        found = await assigning.look(desk, draft.facts["filing"])
        name = said.strip()
        for each in (*found.free, *(expert for expert, _ in found.barred)):
            if name in (each.person_id, each.name):
                return each.person_id
        raise Complaint(NO_EXPERT)

    async def finish(draft: Draft, desk: Desk) -> Reply:
        found, expert = await assigning.ask(desk, draft.facts["filing"], draft.get("expert"))
        letters = posting.to_experts(found.case.form, {expert.person_id: 1})
        text = texts.ASKED.format(name=expert.name, number=candidate(found.number or 0))
        return Reply(text=text, buttons=keyboards.asked(found), letters=letters)

    return Guide(
        name=ASK,
        title="请专家",
        questions=(Question(name="expert", ask=ask, read=read),),
        finish=finish,
    )


def _spread(assigning: Assigning) -> Guide:
    async def summary(draft: Draft, desk: Desk) -> str:
        return texts.plan(await assigning.plan(desk, draft.facts["form"], draft.get("many")))

    async def finish(draft: Draft, desk: Desk) -> Reply:
        found = await assigning.spread(desk, draft.facts["form"], draft.get("many"))
        letters = posting.to_experts(found.form, found.plan.by_expert)
        text = texts.SPREAD.format(pairs=len(found.plan.pairs))
        return Reply(text=text, buttons=(keyboards.ranking(found.form.id),), letters=letters)

    asked = question("many", texts.ASK_MANY, MANY, hint="一般3到5位；至少1位，最多9位。")
    return Guide(name=SPREAD, title="请专家", questions=(asked,), summary=summary, finish=finish)

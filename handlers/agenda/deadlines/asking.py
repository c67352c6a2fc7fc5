"""The questions by which a deadline is set."""

import re
from collections.abc import Sequence
from html import escape
from typing import Any

from forms.values import Choice, Choices, Complaint, Date, Tags, Text, normalise
from forms.values import Option as Answer
from handlers.agenda.deadlines import texts
from handlers.agenda.deadlines.service import DeadlineKeeping
from handlers.desk import Desk
from handlers.guide import Draft, Option, Question
from storage.audiences import Conditions
from storage.duty_facts import Home
from storage.roles import Role

DAY, NAMES, WORDS = Date(), Tags(least=1, most=30), Text(least=4, most=500)
PROPOSED, BY_TICK = "proposed", "tick"
NOTICES = 6
SHOWN = 30  # more buttons than this nobody reads; what is not shown can be typed
COLUMNS = {"disciplines": "discipline", "cities": "city"}


def deed(kind: Text) -> Question:
    """What is to be done; a sentence of a notice proposes words for it."""

    async def ask(draft: Draft, _desk: Desk) -> tuple[str, Sequence[Option]]:
        proposed = draft.facts.get("proposed_title")
        if not proposed:
            return texts.ASK_TITLE, ()
        sentence = draft.facts.get("sentence") or ""
        text = texts.ASK_TITLE_FOUND.format(sentence=escape(sentence))
        return text, [Option(key=PROPOSED, label=proposed)]

    async def read(said: str, draft: Draft, _desk: Desk) -> str:
        proposed: str | None = draft.facts.get("proposed_title")
        return proposed if said == PROPOSED and proposed else kind.read(said)

    return Question(name="title", ask=ask, read=read)


async def ask_due(draft: Draft, _desk: Desk) -> tuple[str, Sequence[Option]]:
    proposed = draft.facts.get("proposed_due")
    days = [DAY.restore(proposed)] if proposed else []
    return texts.ASK_DUE, [Option(key=DAY.plain(each), label=DAY.show(each)) for each in days]


async def read_due(said: str, _draft: Draft, desk: Desk) -> str:
    due = Date(today=desk.now.date(), towards="future").read(said)
    if due < desk.now.date():
        raise Complaint(texts.PAST_DUE)
    return DAY.plain(due)


def form(keeping: DeadlineKeeping) -> Question:
    """Kept as its id; empty where a press says that it is done."""

    async def ask(_draft: Draft, desk: Desk) -> tuple[str, Sequence[Option]]:
        forms = [Option(key=each.id, label=each.title) for each in keeping.forms(desk)]
        return texts.ASK_FORM, [Option(key=BY_TICK, label=texts.TICKED), *forms]

    async def read(said: str, _draft: Draft, desk: Desk) -> str:
        answers = [Answer(BY_TICK, texts.TICKED, ("不用填表", "自己记"))]
        answers += [Answer(each.id, each.title, each.words) for each in keeping.forms(desk)]
        found = Choice(tuple(answers)).read(said)
        return "" if found == BY_TICK else found

    return Question(name="form", ask=ask, read=read)


def whom() -> Question:
    async def ask(_draft: Draft, _desk: Desk) -> tuple[str, Sequence[Option]]:
        return texts.ASK_WHOM, [Option(key=key, label=said) for key, said in texts.WHOM.items()]

    async def read(said: str, _draft: Draft, _desk: Desk) -> str:
        return Choice(tuple(Answer(key, label) for key, label in texts.WHOM.items())).read(said)

    return Question(name="whom", ask=ask, read=read)


def which(keeping: DeadlineKeeping, sort: str) -> Question:
    """Some disciplines or cities of those there are; or societies by their names."""

    async def values(desk: Desk) -> list[str]:
        homes = await keeping.homes(desk)
        column = COLUMNS[sort]
        return sorted({value for each in homes if (value := getattr(each, column))})

    async def ask(_draft: Draft, desk: Desk) -> tuple[str, Sequence[Option]]:
        known = await values(desk) if sort in COLUMNS else []
        options = [Option(key=str(n), label=each) for n, each in enumerate(known[:SHOWN], 1)]
        return texts.ASK_WHICH[sort], options

    async def read(said: str, _draft: Draft, desk: Desk) -> list[str]:
        if sort in COLUMNS:
            known = tuple(Answer(each, each) for each in await values(desk))
            return list(Choices(choice=Choice(known)).read(said))
        homes = await keeping.homes(desk)
        return list(dict.fromkeys(_named(each, homes) for each in NAMES.read(said)))

    def relevant(draft: Draft) -> bool:
        return bool(draft.get("whom") == sort)

    return Question(name=sort, ask=ask, read=read, relevant=relevant)


def _named(said: str, homes: Sequence[Home]) -> str:
    """Its id; raises Complaint for a name that fits none or several."""
    exact = [each for each in homes if each.name == said]
    found = exact or [each for each in homes if said in each.name]
    if not found:
        raise Complaint(texts.NO_SUCH.format(said=said))
    if len(found) > 1:
        names = "、".join(each.name for each in found[:5])
        raise Complaint(texts.SEVERAL.format(said=said, names=names))
    return found[0].id


def notice(keeping: DeadlineKeeping) -> Question:
    """Not asked where a sentence was taken from one."""

    async def ask(_draft: Draft, desk: Desk) -> tuple[str, Sequence[Option]]:
        found = await keeping.notices(desk, NOTICES)
        return texts.ASK_NOTICE, [Option(key=each, label=title[:40]) for each, title in found]

    async def read(said: str, _draft: Draft, desk: Desk) -> str:
        found = await keeping.notices(desk, NOTICES)
        for identity, title in found:
            if said == identity or normalise(said) in (title, title[:40]):
                return identity
        raise Complaint(texts.NO_NOTICE)

    def relevant(draft: Draft) -> bool:
        return "sentence" not in draft.facts

    return Question(name="notice_id", ask=ask, read=read, optional=True, relevant=relevant)


def sentence(keeping: DeadlineKeeping) -> Question:
    """As it stands in the notice, or not at all."""

    async def ask(_draft: Draft, _desk: Desk) -> tuple[str, Sequence[Option]]:
        return texts.ASK_SENTENCE, ()

    async def read(said: str, draft: Draft, desk: Desk) -> Any:
        text = await keeping.text_of(desk, draft.get("notice_id"))
        words = WORDS.read(said)
        if _bare(words) not in _bare(text):
            raise Complaint(texts.NOT_IN_NOTICE)
        return words

    def relevant(draft: Draft) -> bool:
        return "sentence" not in draft.facts and bool(draft.get("notice_id"))

    return Question(name="sentence", ask=ask, read=read, optional=True, relevant=relevant)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", normalise(text))


def conditions(draft: Draft) -> Conditions:
    """The secretaries of these societies."""
    sort = draft.get("whom")
    chosen = {sort: tuple(draft.get(sort) or ())} if sort in texts.ASK_WHICH else {}
    return Conditions(roles=(Role.SECRETARY.value,), **chosen)

"""One message that answers many questions: shown as a list, written only after a yes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from forms.drafts import Draft, Place
from forms.proposing import Partial, Proposal, Proposer, is_worth_proposing, read, read_with, take
from handlers.casework.case import Case
from handlers.filing.memory import Memory
from handlers.filing.questions import WAYS, token
from handlers.guide import Option
from handlers.guiding import Turn

YES, NO = "yes", "no"
WORDS = {
    "都对，填上": YES,
    "对": YES,
    "是": YES,
    "填上": YES,
    "都不要": NO,
    "不对": NO,
    "不要": NO,
}
HEAD = "从您的话里看出这些，请核对："
FOOT = "都对就点「都对，填上」；哪一条不要，发它的编号。"
HOUR = "几点还要问您。"
KEPT = ("label", "said", "shown", "words", "replaces", "warning")


@dataclass(frozen=True, slots=True)
class Proposals:
    """By rules, and by a language model where there is one."""

    proposer: Proposer | None = None

    async def find(
        self, case: Case, memory: Memory, asked: Place | None, said: str
    ) -> Memory | None:
        """Waiting for a yes; None where the message is nothing of the kind."""
        if not is_worth_proposing(case.filling, case.draft, asked, said):
            return None
        return await self._read(case, memory, said)

    async def find_any(self, case: Case, memory: Memory, said: str) -> Memory | None:
        """Also a single one: nothing else is asked."""
        return await self._read(case, memory, said)

    async def _read(self, case: Case, memory: Memory, said: str) -> Memory | None:
        reading = (
            await read_with(self.proposer, case.filling, case.draft, said)
            if self.proposer
            else read(case.filling, case.draft, said)
        )
        open_ = [each for each in reading.proposals if case.may_edit(each.place.field)]
        if not open_:
            return None
        days = {**memory.days, **_days(reading.partials)}
        return replace(memory.forward(), proposed=tuple(map(_plain, open_)), days=days)


def _plain(proposal: Proposal) -> dict[str, Any]:
    kept = {name: getattr(proposal, name) for name in KEPT}
    return {"place": str(proposal.place), **{name: text for name, text in kept.items() if text}}


def _days(partials: Iterable[Partial]) -> dict[str, str]:
    return {str(each.place): each.shown for each in partials}


def ask(case: Case, memory: Memory) -> Turn:
    """The list, each line with the words it came from."""
    lines = [HEAD, *(_line(n, each) for n, each in enumerate(memory.proposed, 1))]
    lines += _heard_in_part(case, memory)
    return Turn(
        text="\n".join([*lines, "", FOOT]),
        options=(Option(key=YES, label="都对，填上"), Option(key=NO, label="都不要")),
        question=token(case, f"proposed {len(memory.proposed)}"),
        numbered=False,
        ways=WAYS,
    )


def _heard_in_part(case: Case, memory: Memory) -> list[str]:
    """Days that were said without their hour: heard, and asked for when their turn comes."""
    places = {Place.parse(key): shown for key, shown in memory.days.items()}
    asked = ((case.form.field(place.field), place, shown) for place, shown in places.items())
    return [
        f"{escape(spec.label)}：{escape(shown)}，{HOUR}"
        for spec, place, shown in asked
        if spec and case.draft.at(place) is None
    ]


def _line(n: int, each: Mapping[str, Any]) -> str:
    old = f"（原来是：{escape(each['replaces'])}）" if each.get("replaces") else ""
    warning = f"\n　⚠ {escape(each['warning'])}" if each.get("warning") else ""
    words = f"　<i>「{escape(each['words'])}」</i>" if each["words"] != each["shown"] else ""
    return f"{n}. {escape(each['label'])}：<b>{escape(each['shown'])}</b>{old}{words}{warning}"


def meant(said: str) -> str:
    """Yes, no, or what was said."""
    return WORDS.get(said.strip().rstrip("。.!！"), said.strip())


def without(memory: Memory, number: str) -> Memory | None:
    """Without the one that has this number; None for what is no number of the list."""
    if not number.isdecimal() or not 1 <= int(number) <= len(memory.proposed):
        return None
    left = [each for n, each in enumerate(memory.proposed, 1) if n != int(number)]
    return replace(memory, proposed=tuple(left))


def write(case: Case, memory: Memory) -> tuple[Draft, Memory, str]:
    """Through the same rules as any answer; what is not taken any more is asked."""
    found = [_proposal(each) for each in memory.proposed]
    draft, refused = take(case.filling, case.draft, found)
    places = {each.proposal.place for each in refused}
    after = replace(memory, proposed=())
    for each in found:
        if each.place not in places:
            after = after.answered(each.place)
    said = [escape(f"「{each.proposal.label}」{each.sentence}") for each in refused]
    return draft, after, "\n".join([f"✓ 已填上 {len(found) - len(places)} 项。", *said])


def _proposal(kept: Mapping[str, Any]) -> Proposal:
    texts = {name: str(kept.get(name, "")) for name in KEPT}
    return Proposal(place=Place.parse(kept["place"]), plain=None, start=0, **texts)

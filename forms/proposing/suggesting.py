"""What a language model reads out of a message, held against the message and the form."""

import json
from collections.abc import Iterator, Sequence
from typing import Protocol

from forms.drafts import Draft, Place
from forms.filling import Filling
from forms.masking import mask
from forms.proposing.checking import Checker
from forms.proposing.proposals import Candidate, Proposal, Reading, Strength
from forms.proposing.reading import read
from forms.specification import WORDS, FieldSpec, FieldType

# Of these nothing may be made up: what is said stands in the message, sign by sign.
VERBATIM = WORDS | {FieldType.TAGS}
LONGEST_SAID = 3000
Offer = tuple[str, str, str]


class Proposer(Protocol):
    """Field, answer and the words it came from, out of a masked message; nothing if it fails."""

    async def propose(self, outline: str, message: str) -> Sequence[Offer]: ...


def outline(filling: Filling, draft: Draft, said: Sequence[Proposal] = ()) -> str:
    """The fields that may still be proposed, as JSON: name, label, type, choices; no answers."""
    taken = {each.place for each in said}
    asked = [
        _described(spec)
        for spec in filling.form.fields
        if _open(spec) and draft.at(Place(spec.name)) is None and Place(spec.name) not in taken
    ]
    return json.dumps(asked, ensure_ascii=False)


async def read_with(proposer: Proposer, filling: Filling, draft: Draft, message: str) -> Reading:
    """What the rules read, and behind it what the model adds."""
    ruled = read(filling, draft, message)
    offers = await proposer.propose(outline(filling, draft, ruled.proposals), mask(message))
    checker = Checker(
        filling=filling, draft=draft, message=message, proposals=list(ruled.proposals)
    )
    for each in ruled.proposals:
        checker.draft = checker.draft.put(each.place, each.plain)
    checker.check(_candidates(filling, draft, message, ruled, offers))
    return Reading(proposals=tuple(checker.proposals), partials=ruled.partials)


def _open(spec: FieldSpec) -> bool:
    return spec.proposable and spec.type not in {FieldType.REPEAT, FieldType.REFERENCE}


def _described(spec: FieldSpec) -> dict[str, object]:
    described: dict[str, object] = {"field": spec.name, "label": spec.label, "type": spec.type}
    if spec.options:
        described["choices"] = [labels[0] for labels in spec.options.values()]
    return described


def _candidates(
    filling: Filling, draft: Draft, message: str, ruled: Reading, offers: Sequence[Offer]
) -> Iterator[Candidate]:
    done = {each.place for each in ruled.proposals} | {each.place for each in ruled.partials}
    used = [(each.start, each.start + len(each.words)) for each in ruled.proposals]
    for name, said, words in offers:
        spec, place = filling.form.field(name), Place(name)
        start = message.find(words) if words else -1
        if spec is None or not _open(spec) or place in done or draft.at(place) is not None:
            continue
        if start < 0 or mask(words) != words or len(said) > LONGEST_SAID:
            continue
        end = start + len(words)
        if spec.type in VERBATIM and any(start < stop and begin < end for begin, stop in used):
            continue
        done.add(place)
        yield from _ways(spec, place, said, words, start)


def _ways(spec: FieldSpec, place: Place, said: str, words: str, start: int) -> Iterator[Candidate]:
    """Read from the words themselves, or from what the model makes of them."""
    spoken = [said] if said.strip() else []
    if spec.type in VERBATIM:
        spoken = [each for each in spoken if _stands_in(spec, each, words)] or [words]
    else:
        spoken = [words, *spoken]
    for each in spoken:
        yield Candidate(
            place=place,
            spec=spec,
            said=each,
            start=start,
            end=start + len(words),
            strength=Strength.BARE,
        )


def _stands_in(spec: FieldSpec, said: str, words: str) -> bool:
    pieces = said.split("、") if spec.type is FieldType.TAGS else [said]
    return all(piece in words for piece in pieces)

"""Which candidates may stand together: one for a field, no words used for two things."""

from collections.abc import Iterable

from forms.drafts import Place
from forms.proposing.proposals import Candidate, Strength
from forms.specification import SELECTS, FieldType

# These read a word inside what another field takes whole: 线下, 学术年会, 郑州.
READING_WITHIN = SELECTS | {FieldType.YES_NO, FieldType.REGION}


def settled(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The plainest of each field; where two plain ones differ, none."""
    by_place: dict[Place, list[Candidate]] = {}
    for each in candidates:
        by_place.setdefault(each.place, []).append(each)
    chosen = [best for each in by_place.values() if (best := _best(each))]
    ordered = sorted(chosen, key=lambda each: (-each.strength, each.start - each.end))
    return _apart(ordered)


def _best(found: list[Candidate]) -> Candidate | None:
    most = max(each.strength for each in found)
    best = [each for each in found if each.strength is most]
    said = {each.said.replace(" ", "") for each in best}
    return best[0] if len(said) == 1 else None


def _apart(ordered: list[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for each in ordered:
        if not any(_quarrel(each, other) for other in kept):
            kept.append(each)
    return kept


def _quarrel(one: Candidate, other: Candidate) -> bool:
    if one.end <= other.start or other.end <= one.start:
        return False
    if Strength.LABELLED in {one.strength, other.strength}:
        return True
    within = (one.spec.type in READING_WITHIN, other.spec.type in READING_WITHIN)
    return not any(within) or (all(within) and one.spec.type is other.spec.type)

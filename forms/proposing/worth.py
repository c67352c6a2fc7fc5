"""Whether what was typed as one answer is really a message that fills many fields."""

from forms.drafts import Draft, Place
from forms.filling import Filling
from forms.proposing.arbitration import READING_WITHIN
from forms.proposing.heads import heads_of
from forms.proposing.lexicon import lexicon_of
from forms.proposing.message import CUT, level
from forms.proposing.reading import propose
from forms.specification import FieldSpec, FieldType
from forms.values import Complaint

SHORTEST = 8
OTHERS = 2
LABELS = 3


def is_worth_proposing(filling: Filling, draft: Draft, asked: Place | None, message: str) -> bool:
    """At least two other answers in it; a long answer is left alone unless it is a list."""
    if len(message.strip()) < SHORTEST:
        return False
    spec = _spec(filling, asked)
    if spec and spec.type is FieldType.LONGTEXT and not _is_list(filling, draft, message):
        return False
    if (
        spec
        and asked
        and spec.type is not FieldType.TEXT
        and _answers(filling, draft, asked, message)
    ):
        return spec.type is FieldType.LONGTEXT and _others(filling, draft, asked, message)
    return _others(filling, draft, asked, message)


def _others(filling: Filling, draft: Draft, asked: Place | None, message: str) -> bool:
    found = [each for each in propose(filling, draft, message) if each.place != asked]
    if not CUT.search(level(message).strip().rstrip("。.!")):
        # One clause may hold 线下 or 学术年会 and still be one answer.
        found = [each for each in found if _type(filling, each.place) not in READING_WITHIN]
    return len(found) >= OTHERS


def _type(filling: Filling, place: Place) -> FieldType | None:
    spec = _spec(filling, place)
    return spec.type if spec else None


def _answers(filling: Filling, draft: Draft, asked: Place, message: str) -> bool:
    try:
        filling.accept(draft, asked, message)
    except Complaint:
        return False
    return True


def _is_list(filling: Filling, draft: Draft, message: str) -> bool:
    """Nothing but labels in full with their values, the first at the beginning."""
    text = level(message)
    heads = heads_of(lexicon_of(filling.form), draft, text)
    labels = [each for each in heads if level(each.spec.label) in text[each.start : each.end]]
    return len(labels) >= LABELS and not text[: heads[0].start].strip()


def _spec(filling: Filling, asked: Place | None) -> FieldSpec | None:
    if asked is None:
        return None
    return filling.form.field(f"{asked.field}.{asked.inner}" if asked.inner else asked.field)

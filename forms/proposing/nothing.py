"""「没有境外人员」: none, where a form expects that there may be none."""

import re
from collections.abc import Iterator, Sequence

from forms.drafts import Place
from forms.proposing.message import Clause
from forms.proposing.proposals import Candidate, Strength
from forms.specification import FieldSpec, FieldType

DENIED = re.compile("(?:没有|没|无|不含|不邀请|不接受|未)(?:任何|邀请|安排|接受|设立?|发展)?$")
DOUBLE = re.compile("[不未非]$|不会|不能|不可能|并非")
TAIL = re.compile("(?:人员|专家|嘉宾|参加|参会|到会|出席|来宾|的|了|和|、|等)*")


def nothing(cues: Sequence[tuple[int, int, FieldSpec]], clause: Clause) -> Iterator[Candidate]:
    """Nothing more may be said of them: 「没有境外人员参加的论文」 is about papers."""
    for start, end, spec in cues:
        denied = DENIED.search(clause.text[:start])
        if denied is None or not _may_be_none(spec) or end - start < 2:
            continue
        if DOUBLE.search(clause.text[: denied.start()]) or not TAIL.fullmatch(clause.text[end:]):
            continue
        yield Candidate(
            place=Place(spec.name),
            spec=spec,
            said="0",
            start=clause.start + denied.start(),
            end=clause.start + end,
            strength=Strength.CUED,
        )


def _may_be_none(spec: FieldSpec) -> bool:
    return spec.type in {FieldType.INTEGER, FieldType.MONEY} and "没有" in spec.hint

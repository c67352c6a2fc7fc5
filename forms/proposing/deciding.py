"""Yes and no, as a sentence says them: 不收费, 没有境外人员, 邀请媒体报道."""

from collections.abc import Iterator, Sequence

from forms.drafts import Place
from forms.proposing.labels import subject
from forms.proposing.lexicon import Lexicon
from forms.proposing.message import Clause
from forms.proposing.proposals import Candidate, Strength
from forms.proposing.words import (
    AFFIRMING,
    AFTER_ASSERTED,
    DENIED_AFTER,
    FILLERS,
    NEGATOR,
    NO_DENIAL,
)
from forms.proposing.yes_no_words import words_of
from forms.specification import FieldSpec, FieldType

FAR = 8


def decisions(lexicon: Lexicon, clauses: Sequence[Clause]) -> list[Candidate]:
    specs = [spec for spec in lexicon.of_type(FieldType.YES_NO) if spec.proposable]
    return [each for spec in specs for clause in clauses for each in _in(spec, clause)]


def _in(spec: FieldSpec, clause: Clause) -> Iterator[Candidate]:
    own, derived = words_of(spec)
    about = subject(spec)
    patterns = [own, derived if not about or about in clause.text else None]
    for hit in (each for one in patterns if one for each in one.finditer(clause.text)):
        before, after = clause.text[: hit.start()], clause.text[hit.end() :]
        answer = _answer(before, hit[0], after)
        if answer is not None:
            start = _start(before)
            yield Candidate(
                place=Place(spec.name),
                spec=spec,
                said="是" if answer else "否",
                start=clause.start + start,
                end=clause.start + hit.end() + (len(after) if DENIED_AFTER.match(after) else 0),
                strength=Strength.CUED,
            )


def _answer(before: str, word: str, after: str) -> bool | None:
    """None when the words leave it open; two denials are not counted out."""
    *earlier, before = before.split("、")
    if any(NEGATOR.search(each) for each in earlier) and not NEGATOR.search(before):
        return None  # 「不评选、颁奖」: what the denial reaches is open
    near = NO_DENIAL.sub(lambda found: "〇" * len(found[0]), before)[-FAR:]
    denials = len(NEGATOR.findall(near)) + bool(DENIED_AFTER.match(after))
    if NEGATOR.match(word):
        return False if denials == 0 else None
    if denials:
        return False if denials == 1 else None
    rest = FILLERS.sub("", before)
    if rest == "" and AFTER_ASSERTED.match(after):
        return True
    return True if AFFIRMING.search(rest) and not after.startswith(("家", "标准")) else None


def _start(before: str) -> int:
    """Where the denial or the affirmation begins."""
    own = max(len(before) - FAR, before.rfind("、") + 1)
    found = [each for each in NEGATOR.finditer(before) if each.start() >= own]
    if found:
        return found[0].start()
    affirmed = AFFIRMING.search(before)
    return affirmed.start() if affirmed else len(before)

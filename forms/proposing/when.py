"""Which day belongs to which field."""

from collections.abc import Iterator, Sequence

from forms.drafts import Place
from forms.kinds import follows
from forms.proposing.days import Moment, Span, spans_in
from forms.proposing.lexicon import Cues, Lexicon
from forms.proposing.message import Clause
from forms.proposing.proposals import Candidate, Strength
from forms.specification import FieldSpec, FieldType

AROUND = ("", "在", "于", "起", "开始")


def days(lexicon: Lexicon, text: str, clauses: Sequence[Clause]) -> list[Candidate]:
    return [
        each
        for span in spans_in(text)
        if (clause := _clause(span, text, clauses))
        for each in _of(lexicon, span, clause)
    ]


def _clause(span: Span, text: str, clauses: Sequence[Clause]) -> Clause | None:
    """The clause a span stands in, joined where a blank inside the span cut it."""
    touched = [each for each in clauses if each.start < span.end and span.start < each.end]
    if not touched or touched[0].start > span.start or touched[-1].end < span.end:
        return None
    return Clause(touched[0].start, text[touched[0].start : touched[-1].end])


def _of(lexicon: Lexicon, span: Span, clause: Clause) -> Iterator[Candidate]:
    spec = nearest(lexicon.days, clause, span.start, span.end)
    strength = Strength.CUED
    if spec is None and _alone(span, clause):
        spec, strength = _main(lexicon), Strength.BARE
    if spec is None or spec.calculation:
        return
    yield _candidate(spec, span.begin, strength)
    follower = next((each for each in lexicon.form.fields if follows(each) == spec.name), None)
    if span.until and follower and spec.type is FieldType.DATETIME:
        yield _candidate(follower, span.until, strength)


def nearest(cues: Cues, clause: Clause, start: int, end: int) -> FieldSpec | None:
    """The field whose word stands next to a span; none when two stand equally near."""
    found: list[tuple[int, FieldSpec]] = []
    for first, last, spec in cues.found(clause.text):
        begin, stop = first + clause.start, last + clause.start
        if stop <= start or begin >= end:
            found.append((start - stop if stop <= start else begin - end, spec))
    least = min((gap for gap, _ in found), default=0)
    specs = [spec for gap, spec in found if gap == least]
    return specs[0] if specs and all(each is specs[0] for each in specs) else None


def _alone(span: Span, clause: Clause) -> bool:
    before = clause.text[: span.start - clause.start]
    after = clause.text[span.end - clause.start :].strip()
    return before.strip() in {"", "时间", "定于", "时间:"} and (
        after in AROUND or after.startswith(("在", "于"))
    )


def _main(lexicon: Lexicon) -> FieldSpec | None:
    """The one moment others follow: when it begins."""
    leading = {follows(each) for each in lexicon.form.fields}
    found = [each for each in lexicon.of_type(FieldType.DATETIME) if each.name in leading]
    return found[0] if len(found) == 1 else None


def _candidate(spec: FieldSpec, moment: Moment, strength: Strength) -> Candidate:
    return Candidate(
        place=Place(spec.name),
        spec=spec,
        said=moment.said,
        start=moment.start,
        end=moment.end,
        strength=strength,
    )

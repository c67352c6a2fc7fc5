"""Which of a form's answers a reviewer sees first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from forms.drafts import Place
from forms.showing import NOT_YET
from forms.specification import FieldSpec, FieldType, FormSpec
from forms.steps import Line
from handlers.casework.handed import spec_at

MOST = 22
LONG = frozenset({FieldType.LONGTEXT, FieldType.FILE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One line of the card; `warned` where a warning stood against it, with its reason."""

    place: Place
    label: str
    shown: str
    warned: str = ""


def important(
    form: FormSpec, lines: Sequence[Line], reasons: Mapping[str, str]
) -> tuple[Answer, ...]:
    """What was warned about, what is computed, what the form turns on, then what is required."""
    found = [(_weight(form, each, reasons), each) for each in _answers(form, lines, reasons)]
    best = sorted((weight, n) for n, (weight, _) in enumerate(found) if weight < NEVER)[:MOST]
    return tuple(found[n][1] for n in sorted(n for _, n in best))


NEVER = 9


def _weight(form: FormSpec, answer: Answer, reasons: Mapping[str, str]) -> int:
    spec = spec_at(form, answer.place)
    if spec is None or answer.shown in ("", NOT_YET) or spec.of == "society":
        return NEVER  # for which society it is stands above
    if answer.warned:
        return 0
    if spec.name in _turned_on(form):
        return 1
    if spec.type is FieldType.CALCULATION:
        return 2
    if spec.type in LONG or not spec.required:
        return NEVER
    return 3 if spec.name in form.public else 4


def _turned_on(form: FormSpec) -> set[str]:
    return {name for _, name in form.named()}


def _answers(
    form: FormSpec, lines: Sequence[Line], reasons: Mapping[str, str]
) -> Iterator[Answer]:
    groups = set()
    for line in lines:
        spec = form.field(line.place.field)
        if spec is not None and spec.fields:
            if spec.name not in groups:
                groups.add(spec.name)
                yield _group(spec, lines, reasons)
        else:
            warned = reasons.get(str(line.place), "")
            yield Answer(place=line.place, label=line.label, shown=line.shown, warned=warned)


def _group(spec: FieldSpec, lines: Sequence[Line], reasons: Mapping[str, str]) -> Answer:
    """「3 项：甲、乙、丙」: a table by its first column."""
    inner = [line for line in lines if line.place.field == spec.name]
    rows = {line.place.row for line in inner}
    first = [line.shown for line in inner if line.place.inner == spec.fields[0].name]
    warned = [said for place, said in reasons.items() if Place.parse(place).field == spec.name]
    return Answer(
        place=Place(spec.name),
        label=spec.label,
        shown=f"{len(rows)} 项：{'、'.join(filter(None, first))}" if rows else "",
        warned="；".join(warned),
    )

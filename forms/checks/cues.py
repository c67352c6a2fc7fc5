"""Whether the words a field is meant by mean that field alone, and may be used at all."""

from collections.abc import Iterator

from forms.checks.messages import HAN
from forms.specification import NUMBERS, FieldSpec, FieldType, FormSpec

DAYS = frozenset({FieldType.DATE, FieldType.DATETIME})
COUNTS = NUMBERS - {FieldType.YEAR}


def unclear(form: FormSpec, spec: FieldSpec) -> Iterator[tuple[str, str]]:
    """Two fields that read the same kind of thing must not be meant by the same word."""
    if spec.cues and not spec.proposable:
        yield "cues", "这一项不能由系统代填，不用写「cues」"
    for cue in spec.cues:
        if not HAN.search(cue):
            yield "cues", f"「{cue}」要写成中文"
        for other in form.fields:
            if other is not spec and cue in other.cues and _sort(other) == _sort(spec):
                yield "cues", f"「{cue}」也是「{other.label}」的说法，分不清是哪一项"


def _sort(spec: FieldSpec) -> str:
    if spec.type in DAYS:
        return "day"
    return "count" if spec.type in COUNTS else spec.type

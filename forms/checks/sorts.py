"""Whether the expressions of a field fit together, and fit the key they stand under."""

from collections.abc import Iterator

from forms.checks.signatures import Sort
from forms.checks.sorter import Sorter, fits
from forms.specification import Catalogue, FieldSpec, FormSpec

TRUTHS = frozenset({"required", "relevant", "constraint"})
WHERE = {"required": "必填", "relevant": "条件", "constraint": "校验"}


def misfits(
    form: FormSpec, catalogue: Catalogue, spec: FieldSpec, group: FieldSpec | None
) -> Iterator[tuple[str, str]]:
    """The key and a sentence, for everything that does not fit in a field's expressions."""
    for key, written in spec.expressions():
        sorter = Sorter(form=form, catalogue=catalogue, group=group, own=spec)
        found = sorter.sort(written.tree)
        yield from ((key, sentence) for sentence in sorter.sentences)
        wanted = wanted_for(sorter, key, spec)
        if not fits(found, wanted):
            yield key, f"{WHERE.get(key, key)}应是{wanted}，这里是{found}"


def wanted_for(sorter: Sorter, key: str, spec: FieldSpec) -> Sort:
    if key in TRUTHS:
        return Sort.TRUTH
    return sorter.of_field(spec) if key == "default" else Sort.ANY

"""Names that answers are kept under: they may be added, never renamed, never silently dropped.

`names.lock` has one line per field, `form field`; a field that is really given up is marked by
hand, `form field gone`, and its name is never used again.
"""

from collections.abc import Iterable, Iterator

from forms.checks.lock import GONE, LOCK, Locked
from forms.nodes import SpecificationFault
from forms.specification import Catalogue, FormSpec


def names_of(form: FormSpec) -> Iterator[str]:
    for spec in form.fields:
        yield spec.name
        yield from (f"{spec.name}.{inner.name}" for inner in spec.fields)


def broken_names(catalogue: Catalogue, locked: Iterable[Locked]) -> Iterator[SpecificationFault]:
    """What was released and is not there any more, and what was given up and is there again."""
    present = {(form.id, name) for form in catalogue.forms.values() for name in names_of(form)}
    for each in locked:
        if not each.gone and (each.form, each.name) not in present:
            yield SpecificationFault(
                LOCK,
                each.line,
                f"{each.form} {each.name}",
                f"这个名字不见了，改名会丢掉已有的回答。请改回来；确实不要了，行末写 {GONE}",
            )
        elif each.gone and (each.form, each.name) in present:
            yield SpecificationFault(
                LOCK, each.line, f"{each.form} {each.name}", "这个名字已经停用，请换一个新名字"
            )


def new_names(catalogue: Catalogue, locked: Iterable[Locked]) -> list[tuple[str, str]]:
    """Form and field of every name that the lock does not have yet."""
    known = {(each.form, each.name) for each in locked}
    return [
        (form.id, name)
        for form in catalogue.forms.values()
        for name in names_of(form)
        if (form.id, name) not in known
    ]

"""What hangs on what: which fields are judged anew when an answer changes."""

from collections.abc import Mapping

from forms.specification import FieldSpec, FormSpec


def dependents(form: FormSpec) -> Mapping[str, frozenset[str]]:
    """For every field, the fields whose rules or values use it, directly or through others."""
    direct: dict[str, set[str]] = {field.name: set() for field in form.fields}
    for field in form.fields:
        for name in needs(field) & direct.keys():
            direct[name].add(field.name)
    return {name: frozenset(_reached(name, direct)) for name in direct}


def needs(field: FieldSpec) -> set[str]:
    """The fields of the form this one, or a field inside it, uses."""
    own = {name for _, each in field.expressions() for name in each.fields}
    return own.union(*(needs(inner) for inner in field.fields))


def _reached(start: str, direct: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        for name in direct[waiting.pop()] - reached:
            reached.add(name)
            waiting.append(name)
    return reached - {start}

"""Everything `xuehui forms check` looks at, in the order of files and lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from forms.checks.blindness import revealing, subject_shown
from forms.checks.cues import unclear
from forms.checks.lock import read_lock
from forms.checks.messages import needless, silent, silent_form, unfounded
from forms.checks.names import broken_names, new_names
from forms.checks.places import Places
from forms.checks.sorts import misfits
from forms.checks.states import unknown_states
from forms.checks.trying import unfillable, unreachable
from forms.loading import load_catalogue
from forms.nodes import SpecificationFault
from forms.specification import Catalogue, FieldSpec, FormSpec

Faults = Iterator[SpecificationFault]


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What is wrong, and what was looked at."""

    faults: tuple[SpecificationFault, ...]
    catalogue: Catalogue | None = None
    new: tuple[tuple[str, str], ...] = ()


def check_folder(folder: Path, now: datetime) -> Findings:
    """Reading stops at the first wrong file; what can be read is checked to the end."""
    try:
        catalogue = load_catalogue(folder)
    except SpecificationFault as fault:
        return Findings(faults=(fault,))
    locked = read_lock(folder)
    found = [*_faults(catalogue, Places.of(folder), now), *broken_names(catalogue, locked)]
    unique = {(each.file, each.line, each.field, each.sentence): each for each in found}
    ordered = sorted(unique.items(), key=lambda item: item[0][:2])
    return Findings(
        faults=tuple(fault for _, fault in ordered),
        catalogue=catalogue,
        new=tuple(new_names(catalogue, locked)),
    )


def _faults(catalogue: Catalogue, places: Places, now: datetime) -> Faults:
    for form in catalogue.forms.values():
        for key, sentence in (*silent_form(form), *subject_shown(form, catalogue)):
            yield places.form_fault(form, key, sentence)
        for spec in form.fields:
            yield from _field_faults(form, catalogue, places, spec, None)
            for inner in spec.fields:
                yield from _field_faults(form, catalogue, places, inner, spec)
        for tried in (*unreachable(form, catalogue, now), *unfillable(form, catalogue, now)):
            yield places.fault(form, *tried)
    for name, sentence in unfounded(catalogue):
        yield places.policy_fault(name, sentence)


def _field_faults(
    form: FormSpec,
    catalogue: Catalogue,
    places: Places,
    spec: FieldSpec,
    group: FieldSpec | None,
) -> Faults:
    told = (
        *silent(spec),
        *needless(spec),
        *unclear(form, spec),
        *unknown_states(catalogue, spec),
        *revealing(form, catalogue, spec, group),
    )
    for key, sentence in (*told, *misfits(form, catalogue, spec, group)):
        yield places.fault(form, spec, group, key, sentence)

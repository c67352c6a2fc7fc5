"""What was handed in last, as it was then, beside what it was before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from forms.completing import lines
from forms.drafts import Draft, Place
from forms.masking import mask
from forms.specification import FieldSpec, FormSpec
from forms.steps import Line
from forms.upgrading import upgrade
from handlers.casework.case import Case
from storage.archive import Archive
from storage.filing_versions import Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """One version, with the draft it came from; `number` is 0 while nothing is handed in."""

    number: int
    draft: Draft = field(repr=False)
    reasons: Mapping[str, str] = field(default_factory=dict, repr=False)

    def lines(self, case: Case) -> tuple[Line, ...]:
        """Numbers of persons by their last four, whichever field they were typed into."""
        found = lines(case.filling, self.draft)
        return tuple(replace(line, shown=mask(line.shown)) for line in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line that is not what it was: empty where it was not, or is not any more."""

    label: str
    before: str
    after: str


async def last_handed(archive: Archive, case: Case) -> Handed:
    version = await archive.versions.last(case.id)
    return _handed(case, version) if version else Handed(number=0, draft=case.draft)


async def handed_before(archive: Archive, case: Case, number: int) -> Handed | None:
    version = await archive.versions.get(case.id, number - 1) if number > 1 else None
    return _handed(case, version) if version else None


def _handed(case: Case, version: Version) -> Handed:
    draft = Draft.restore(version.draft)
    if draft.version != case.form.version:
        draft = upgrade(draft, case.form).draft
    return Handed(number=version.number, draft=draft, reasons=version.reasons)


def changes(case: Case, before: Handed, after: Handed) -> list[Change]:
    """In the order of the form; what is gone comes last."""
    was = {str(line.place): line for line in before.lines(case)}
    found = []
    for line in after.lines(case):
        former = was.pop(str(line.place), None)
        shown = former.shown if former else ""
        hidden = shown and before.draft.at(line.place) != after.draft.at(line.place)
        if shown != line.shown or hidden:  # of a number only the last four are shown
            found.append(Change(label=line.label, before=shown, after=line.shown))
    gone = (line for line in was.values() if line.shown)
    return [*found, *(Change(label=line.label, before=line.shown, after="") for line in gone)]


def spec_at(form: FormSpec, place: Place) -> FieldSpec | None:
    return form.field(f"{place.field}.{place.inner}" if place.inner else place.field)


def personal(case: Case, handed: Handed) -> Iterator[tuple[str, str]]:
    """Label and whole answer of what is otherwise shown by its last four."""
    look = case.filling.look(handed.draft)
    for line in handed.lines(case):
        spec = spec_at(case.form, line.place)
        if spec is None or not line.shown or not spec.asked:
            continue
        whole = look.shown(spec, handed.draft.at(line.place))
        if spec.personal or mask(whole) != whole:
            yield line.label, whole

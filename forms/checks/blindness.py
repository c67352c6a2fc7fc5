"""Whether a form that experts score without names keeps the names from them."""

from collections.abc import Iterator

from forms.specification import PERSONAL, Catalogue, FieldSpec, FieldType, FormSpec

NAMING = PERSONAL | {FieldType.EMAIL, FieldType.PHONE, FieldType.REFERENCE, FieldType.USCC}


def revealing(
    form: FormSpec, catalogue: Catalogue, spec: FieldSpec, group: FieldSpec | None
) -> Iterator[tuple[str, str]]:
    """The key and a sentence, for a field that says whose the filing is and is not hidden."""
    workflow = catalogue.workflows.get(form.workflow)
    if workflow is None or not workflow.is_scored or _is_hidden(spec, group):
        return
    if spec.type in NAMING:
        yield "type", "这张表由专家评分，能看出是谁的项目要写「blind: true」"
    if spec.calculation and (hidden := sorted(spec.calculation.fields & _hidden(form))):
        names = "、".join(hidden)
        yield "calculation", f"由不给专家看的「{names}」算出，也要写「blind: true」"


def subject_shown(form: FormSpec, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """What names a filing must be hidden where it is scored."""
    workflow = catalogue.workflows.get(form.workflow)
    subject = form.field(form.subject) if form.subject else None
    if workflow and workflow.is_scored and subject and not subject.blind:
        yield "subject", f"这张表由专家评分，「{subject.label}」要写「blind: true」"


def _hidden(form: FormSpec) -> set[str]:
    return {each.name for each in form.fields if each.blind}


def _is_hidden(spec: FieldSpec, group: FieldSpec | None) -> bool:
    return spec.blind or bool(group and group.blind)

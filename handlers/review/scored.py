"""Which forms experts score, in which states, by which move: read from the workflows."""

from forms.specification import Catalogue, FormSpec
from forms.workflow import Move, Mover, Workflow


def scored_forms(catalogue: Catalogue) -> tuple[FormSpec, ...]:
    return tuple(
        form for form in catalogue.forms.values() if workflow_of(catalogue, form).is_scored
    )


def workflow_of(catalogue: Catalogue, form: FormSpec) -> Workflow:
    return catalogue.workflows[form.workflow]


def scoring_move(workflow: Workflow) -> Move | None:
    return next((each for each in workflow.moves if Mover.EXPERT in each.who), None)


def scoring_states(workflow: Workflow) -> tuple[str, ...]:
    """Where experts may score; empty for a workflow without them."""
    move = scoring_move(workflow)
    return move.origins if move else ()


def candidate(number: int) -> str:
    """What experts know a filing by."""
    return f"候选人 {number:02}"

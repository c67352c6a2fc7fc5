"""Forms, states and moves that the journal keeps by their keys, in the words of the catalogue."""

from collections.abc import Iterator, Mapping
from typing import Any

from forms.loading import own_catalogue
from forms.workflow import Workflow


def in_words(detail: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is about no form stays as it is, and so does what the catalogue knows no more."""
    workflows = list(_workflows(detail))
    if not workflows:
        return detail
    told = dict(detail)
    if form := own_catalogue().forms.get(str(detail.get("form"))):
        told["form"] = form.title
    if "workflow" in detail:
        told["workflow"] = workflows[0].name
    for key in {"from", "to"} & detail.keys():
        labels = (
            each.states[detail[key]].label for each in workflows if detail[key] in each.states
        )
        told[key] = next(labels, detail[key])
    if "move" in detail:
        told["move"] = next(_labels(workflows, detail), detail["move"])
    return told


def _workflows(detail: Mapping[str, Any]) -> Iterator[Workflow]:
    known, form = own_catalogue(), own_catalogue().forms.get(str(detail.get("form")))
    names = [str(detail["workflow"])] if "workflow" in detail else []
    if form:
        names += [form.workflow, *(way for ways in form.routes.values() for way in ways.values())]
    yield from (known.workflows[name] for name in names if name in known.workflows)


def _labels(workflows: list[Workflow], detail: Mapping[str, Any]) -> Iterator[str]:
    """By its origin where that is known: the same key may be called otherwise elsewhere."""
    for workflow in workflows:
        for move in workflow.moves:
            if move.id == detail["move"] and detail.get("from", move.origins[0]) in move.origins:
                yield move.label

"""Whether a workflow holds together: every state is reached, and an end is reached from each."""

from collections.abc import Iterator, Mapping, Set

from forms.nodes import Document, SpecificationFault
from forms.workflow import START, Move, Mover, Need, Workflow


def workflow_faults(
    document: Document, name: str, workflow: Workflow, policy: Set[str]
) -> Iterator[SpecificationFault]:
    """Every fault of one workflow, with its line."""
    states = workflow.states
    if START not in states:
        yield document.fault((name, "states"), f"缺少开始的状态「{START}」")
        return
    for n, move in enumerate(workflow.moves):
        for state in {*move.origins, move.to} - states.keys():
            allowed = "、".join(states)
            yield document.fault((name, "moves", n), f"没有「{state}」这个状态。可用：{allowed}")
        if Need.FIELDS in move.needs and move.to in states and states[move.to].edits != "named":
            yield document.fault((name, "moves", n), f"「{move.to}」要写 edits: named 才能选字段")
        yield from _timeless(document, (name, "moves", n), move, workflow)
    onward = _onward(workflow)
    for key, spec in states.items():
        place = (name, "states", key)
        if spec.within and spec.within not in policy:
            yield document.fault(place, f"没有「{spec.within}」这个政策参数")
        yield from _idle(document, place, key, workflow)
        if key not in _reached({START}, onward):
            yield document.fault(place, f"走不到「{spec.label}」")
        if not any(states[each].end for each in _reached({key}, onward) & states.keys()):
            yield document.fault(place, f"从「{spec.label}」走不到终点")


def _idle(
    document: Document, place: tuple[str, ...], key: str, workflow: Workflow
) -> Iterator[SpecificationFault]:
    """Whoever is waited for must have something to do; a submitter may file another form."""
    able = {Mover.SUBMITTER} | {
        who for move in workflow.moves if key in move.origins for who in move.who
    }
    for mover in workflow.states[key].waits:
        if mover not in able:
            label = workflow.label(key)
            yield document.fault(place, f"「{label}」在等「{mover}」，但没有可以由他办的动作")


def _timeless(
    document: Document, place: tuple[str | int, ...], move: Move, workflow: Workflow
) -> Iterator[SpecificationFault]:
    """A move that waits for a time must leave a state that has one."""
    known = {each.id for each in workflow.moves}
    if move.since and move.since not in known:
        yield document.fault(
            place, f"没有「{move.since}」这个动作。可用：{'、'.join(sorted(known))}"
        )
    for state in move.origins if move.after_due else ():
        if state in workflow.states and not workflow.states[state].within:
            yield document.fault(place, f"「{state}」没有写 within，after_due 无从算起")


def _onward(workflow: Workflow) -> Mapping[str, set[str]]:
    onward: dict[str, set[str]] = {key: set() for key in workflow.states}
    for move in workflow.moves:
        for state in move.origins:
            onward.setdefault(state, set()).add(move.to)
    return onward


def _reached(start: set[str], onward: Mapping[str, set[str]]) -> set[str]:
    reached, waiting = set(start), list(start)
    while waiting:
        for state in onward.get(waiting.pop(), set()) - reached:
            reached.add(state)
            waiting.append(state)
    return reached

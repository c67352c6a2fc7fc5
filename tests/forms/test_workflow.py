"""The five workflows: every state reaches an end, and nobody moves what is not theirs."""

from collections.abc import Mapping
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from forms.loading import CATALOGUE, load_catalogue
from forms.moving import Given, Moved, Refusal, Refused, apply, due, may_edit, moves_for
from forms.nodes import SpecificationFault
from forms.workflow import START, Mover, Need, Workflow

Workflows = Mapping[str, Workflow]
POLICY = {"forum_silence_workdays": 15, "summary_days": 30, "publicity_days": 7}
EVERYTHING = Given(
    opinion="同意",
    reason="缺附件",
    fields=frozenset({"agenda"}),
    document_number="云岭科协函〔2025〕8号",
    document_date=date(2025, 11, 3),
    score=88,
)


@pytest.fixture(scope="module", name="folder")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("catalogue")
    written = {name: {"value": v, "meaning": "", "basis": ""} for name, v in POLICY.items()}
    (folder / "policy.yaml").write_text(yaml.safe_dump(written))
    (folder / "workflows.yaml").write_text((CATALOGUE / "workflows.yaml").read_text())
    return folder


WORKFLOWS = yaml.safe_load((CATALOGUE / "workflows.yaml").read_text())
MOVES = sorted({move["id"] for each in WORKFLOWS.values() for move in each["moves"]})
NAMES = sorted(WORKFLOWS)


@pytest.fixture(scope="module", name="workflows")
def _workflows(folder: Path) -> Mapping[str, Workflow]:
    return load_catalogue(folder).workflows


@pytest.mark.parametrize("name", NAMES)
def test_every_state_reaches_an_end_by_moves_people_may_make(
    workflows: Workflows, name: str
) -> None:
    workflow = workflows[name]
    for start in workflow.states:
        seen, waiting = {start}, [start]
        while waiting:
            state = waiting.pop()
            for mover in Mover:
                for move in moves_for(workflow, state, {mover}):
                    moved = apply(workflow, state, move.id, {mover}, EVERYTHING)
                    assert isinstance(moved, Moved)
                    if moved.state not in seen:
                        seen.add(moved.state)
                        waiting.append(moved.state)
        assert any(workflow.states[state].end for state in seen), start
        if start == START:
            assert seen == workflow.states.keys()


@pytest.mark.parametrize("name", NAMES)
def test_nobody_moves_what_is_not_theirs(workflows: Workflows, name: str) -> None:
    workflow = workflows[name]
    every = [set(some) for n in range(3) for some in combinations(Mover, n)]
    for state in workflow.states:
        for movers in every:
            allowed = {move.id for move in moves_for(workflow, state, movers)}
            for move in workflow.moves:
                done = apply(workflow, state, move.id, movers, EVERYTHING)
                assert isinstance(done, Moved) == (move.id in allowed)
                if isinstance(done, Moved):
                    assert not movers.isdisjoint(move.who)


@pytest.mark.parametrize("name", NAMES)
def test_only_people_of_the_association_decide(workflows: Workflows, name: str) -> None:
    """Once handed in, a submitter may only mend, withdraw, sign in."""
    workflow = workflows[name]
    for state in set(workflow.states) - {START}:
        own = {move.id for move in moves_for(workflow, state, {Mover.SUBMITTER})}
        assert own <= {"resubmit", "supplied", "withdraw", "check_in"}
        for mover in (Mover.LEADER, Mover.PARTY_HEAD):
            assert {move.id for move in moves_for(workflow, state, {mover})} <= {
                "confirm",
                "decline",
            }
            assert state == "internal" or not moves_for(workflow, state, {mover})


@pytest.mark.parametrize("name", NAMES)
def test_a_move_needs_what_it_needs(workflows: Workflows, name: str) -> None:
    workflow = workflows[name]
    for move in workflow.moves:
        done = apply(workflow, move.origins[0], move.id, set(move.who))
        if move.needs:
            assert isinstance(done, Refused)
            assert done.why is Refusal.MISSING
            assert set(done.missing) == set(move.needs)
        else:
            assert isinstance(done, Moved)


def test_whoever_returns_says_why_and_what(workflows: Workflows) -> None:
    for workflow in workflows.values():
        for move in workflow.moves:
            if workflow.states[move.to].edits == "named":
                assert set(move.needs) == {Need.REASON, Need.FIELDS}


def test_only_the_fields_named_are_open(workflows: Workflows) -> None:
    workflow = workflows["W1"]
    moved = apply(workflow, "received", "return", {Mover.STAFF}, EVERYTHING)
    assert isinstance(moved, Moved)
    assert moved.state == "returned"
    assert may_edit(workflow, "returned", "agenda", moved.fields)
    assert not may_edit(workflow, "returned", "theme", moved.fields)
    assert may_edit(workflow, "draft", "theme", frozenset())
    assert not may_edit(workflow, "received", "agenda", frozenset({"agenda"}))


def test_two_press_at_once_and_one_is_told(workflows: Workflows) -> None:
    workflow = workflows["W1"]
    late = apply(workflow, "filed", "file", {Mover.STAFF}, EVERYTHING)
    assert isinstance(late, Refused)
    assert (late.why, late.sentence) == (Refusal.GONE, "这一件现在是「已备案」，不能这样办了。")


def test_deadlines_count_working_days(workflows: Workflows) -> None:
    workflow = workflows["W1"]
    silence = due(workflow, "received", date(2025, 9, 22), POLICY)
    assert silence is not None
    assert (silence.day, silence.tentative) == (date(2025, 10, 17), False)
    late = due(workflow, "received", date(2031, 9, 22), POLICY)
    assert late is not None
    assert late.tentative
    summary = due(workflow, "awaiting_summary", date(2025, 9, 22), POLICY)
    assert summary is not None
    assert summary.day == date(2025, 10, 22)
    assert due(workflow, "draft", date(2025, 9, 22), POLICY) is None


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "to: closed, who: [system, staff]}",
            "to: cloesd, who: [system]}",
            "没有「cloesd」这个状态",
        ),
        ("end: true", "end: false", "走不到终点"),
        ("within: summary_days", "within: summary_day", "没有「summary_day」这个政策参数"),
        ("who: [submitter]}", "who: [secretary]}", "不能是「secretary」。可用：submitter、leader"),
        ("to: awaiting_summary", "to: closed", "走不到「待总结」"),
        ("label: 退回修改, edits: named", "label: 退回修改", "要写 edits: named"),
        ("label: 草稿, edits: all}", "label: 草稿, edits: all, waits: [staff]}", "在等「staff」"),
    ],
)
def test_a_wrong_workflow_says_where(folder: Path, old: str, new: str, sentence: str) -> None:
    written = (CATALOGUE / "workflows.yaml").read_text()
    broken = folder / "broken"
    broken.mkdir(exist_ok=True)
    (broken / "policy.yaml").write_text((folder / "policy.yaml").read_text())
    (broken / "workflows.yaml").write_text(written.replace(old, new))
    with pytest.raises(SpecificationFault, match=rf"workflows.yaml 第 \d+ 行.*{sentence}"):
        load_catalogue(broken)


PRESS = st.tuples(st.sampled_from(MOVES), st.sets(st.sampled_from(list(Mover))), st.booleans())


@given(presses=st.lists(PRESS, max_size=30), name=st.sampled_from(NAMES))
def test_any_sequence_of_presses(
    workflows: Workflows, presses: list[tuple[str, set[Mover], bool]], name: str
) -> None:
    state = START
    for move, movers, whole in presses:
        done = apply(workflows[name], state, move, movers, EVERYTHING if whole else Given())
        state = done.state if isinstance(done, Moved) else state
        assert state in workflows[name].states


def test_every_state_that_is_for_somebody_says_so() -> None:
    """What only people can move on waits for one of them; the rest goes on by itself or ends."""
    for name, workflow in load_catalogue().workflows.items():
        for key, state in workflow.states.items():
            makers = {
                who
                for move in workflow.moves
                if key in move.origins and move.to != key
                for who in move.who
            }
            by_itself = Mover.SYSTEM in makers or name == "W5"
            assert state.waits or state.end or by_itself or key == "draft", (name, key)
    assert load_catalogue().workflows["W1"].waiting_for(Mover.STAFF) == ("submitted", "received")

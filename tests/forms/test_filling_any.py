"""Whatever is said and pressed: nothing raises, nothing is lost, there is always a next step."""

from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from forms.completing import lines, submitted
from forms.drafts import Draft, Place
from forms.filling import Filling
from forms.specification import FieldSpec, FieldType
from forms.steps import Asking, Complaining, Ready
from forms.unknown import UNKNOWN
from forms.values import Complaint
from forms.world import FactsWorld
from tests.effort import slowness, timed
from tests.forms.test_filling import MEETING, PDF, SAID, SAMPLE

NOW = datetime.fromisoformat("2025-11-24T10:00")
FILLING = Filling(form=MEETING, policy=SAMPLE.policy_values, world=FactsWorld(at=NOW))
GROUPS = [field.name for field in MEETING.fields if field.fields]
PLACES = [Place(field.name) for field in MEETING.fields if field.asked] + [
    Place(field.name, row, inner.name)
    for field in MEETING.fields
    for row in range(4)
    for inner in field.fields
]
WORDS = ["是", "否", "线上", "线下", "其他", "论坛", "300人", "12", "明天9点", "2026-07-01 9:00",
         "三万五", "材料峰会", "甲、乙", "会费", "", "🙂", "五个字以上吧", PDF, [], None, 3.5,
         *(value for value in SAID.values() if isinstance(value, str))]  # fmt: skip
OPS = st.one_of(
    st.tuples(st.just("answer"), st.sampled_from(WORDS)),
    st.tuples(st.just("good"), st.just(None)),
    st.tuples(st.just("skip"), st.just(None)),
    st.tuples(st.just("edit"), st.tuples(st.sampled_from(PLACES), st.sampled_from(WORDS))),
    st.tuples(st.just("skip at"), st.sampled_from(PLACES)),
    st.tuples(
        st.just("explain"), st.tuples(st.sampled_from(PLACES), st.sampled_from(["", "有批准"]))
    ),
    st.tuples(st.sampled_from(["add", "finish"]), st.sampled_from([*GROUPS, "name"])),
    st.tuples(st.just("remove"), st.tuples(st.sampled_from(GROUPS), st.integers(-1, 4))),
    st.tuples(st.just("restart"), st.none()),
)


def good(field: FieldSpec, place: Place) -> Any:
    return SAID.get(f"{place.field}.{place.inner}" if place.inner else field.name, "李四")


def act(draft: Draft, op: str, given: Any) -> Draft:
    step = FILLING.next_step(draft)
    if op == "restart":
        return Draft.restore(draft.plain())
    if op in {"answer", "good", "skip"}:
        if isinstance(step, Ready):
            return draft
        if op == "skip":
            return FILLING.skip(draft, step.place)
        if step.field.fields:
            return FILLING.finish(draft, step.field.name)
        said = given if op == "answer" else good(step.field, step.place)
        return FILLING.accept(draft, step.place, said).draft
    if op == "edit":
        return FILLING.accept(draft, *given).draft
    if op == "skip at":
        return FILLING.skip(draft, given)
    if op == "explain":
        return FILLING.explain(draft, *given)
    if op == "remove":
        return FILLING.remove_row(draft, *given)
    return FILLING.add_row(draft, given) if op == "add" else FILLING.finish(draft, given)


def kept(before: Draft, after: Draft, op: str, given: Any) -> bool:
    """Whether everything answered before is there, but for the one place acted upon."""
    changed = [
        name for name, plain in before.answers.items() if after.answers.get(name, ...) != plain
    ]
    if op == "remove":
        rows, left = before.rows(given[0]), after.rows(given[0])
        return changed in ([], [given[0]]) and left == rows[: given[1]] + rows[given[1] + 1 :]
    if len(changed) == 1 and changed[0] in GROUPS:
        old, new = before.rows(changed[0]), after.rows(changed[0])
        lost = [
            (n, name)
            for n, row in enumerate(old)
            for name, plain in row.items()
            if new[n].get(name, ...) != plain
        ]
        return len(lost) <= 1
    return len(changed) <= 1


def to_the_end(draft: Draft) -> int:
    """How many answers it takes to be ready, giving good ones."""
    for count in range(150):
        step = FILLING.next_step(draft)
        if isinstance(step, Ready):
            return count
        if isinstance(step, Complaining) and step.severity == "warning":
            draft = FILLING.explain(draft, step.place, "已经批准")
        elif step.field.fields:
            draft = FILLING.finish(draft, step.field.name)
        else:
            draft = FILLING.accept(draft, step.place, good(step.field, step.place)).draft
    raise AssertionError(f"no end: {step}")


@settings(max_examples=150, deadline=None)
@given(ops=st.lists(OPS, max_size=40), beginning=st.integers(0, 30))
def test_any_sequence(ops: list[tuple[str, Any]], beginning: int) -> None:
    draft = FILLING.start()
    for op, given_ in [("good", None)] * beginning + ops:
        before = draft
        with suppress(Complaint):
            draft = act(draft, op, given_)
        assert draft is before or kept(before, draft, op, given_)
        step = FILLING.next_step(draft)
        assert isinstance(step, (Asking, Complaining, Ready))
        assert isinstance(step, Ready) == (FILLING.troubles(draft) == ())
        assert isinstance(step, Ready) or 1 <= step.number <= step.total
    lines(FILLING, draft)
    handed = submitted(FILLING, draft)
    look = FILLING.look(draft)
    for field in MEETING.fields:
        if field.name in handed and field.type is not FieldType.CALCULATION and not field.fields:
            assert handed[field.name] == draft.answers[field.name]
        if not look.relevant(field):
            assert field.name not in handed
            assert look.get(field.name) is UNKNOWN
    assert to_the_end(draft) < 150


def test_the_next_step_is_quick() -> None:
    """Figure: at most 3 ms on a form of forty fields, whatever has been answered."""
    draft, times = FILLING.start(), []
    for _ in range(40):
        step, seconds = timed(partial(next_step, draft))
        times.append(seconds)
        if isinstance(step, Ready):
            break
        if step.field.fields:
            draft = FILLING.finish(draft, step.field.name)
        else:
            draft = FILLING.accept(draft, step.place, good(step.field, step.place)).draft
    assert sorted(times)[len(times) // 2] < 0.003 * slowness()


def next_step(draft: Draft) -> Asking | Complaining | Ready:
    filling = Filling(form=MEETING, policy=SAMPLE.policy_values, world=FactsWorld(at=NOW))
    return filling.next_step(draft)

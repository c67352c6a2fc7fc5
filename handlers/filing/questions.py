"""One question of a form as it is put in a chat: its text, its answers to choose from."""

from collections.abc import Mapping
from hashlib import sha256
from html import escape

from forms.drafts import Place
from forms.filling import Filling
from forms.judging import Look, Verdict
from forms.specification import SELECTS, FieldSpec, FieldType
from forms.steps import Asking, Complaining
from handlers.casework.case import Case
from handlers.filing.memory import Memory
from handlers.filing.whole_view import waiting_of
from handlers.guide import Option
from handlers.guiding import Act, Turn

KEEP, OFFERED, ENOUGH, CLEAR, MORE, REMOVE, PICKED = (
    "keep", "offered", "enough", "clear", "more", "remove", "ok",
)  # fmt: skip
CHOSEN = SELECTS | {FieldType.YES_NO, FieldType.REFERENCE}
MOST_OPTIONS, LONGEST_LABEL = 40, 40
WAYS = (Act.ASIDE, Act.LOOK)
TICK = "✓ "


def token(case: Case, place: Place | str) -> str:
    """What a button of this question carries: old buttons of other questions do nothing."""
    return sha256(f"{case.id}:{place}".encode()).hexdigest()[:8]


def question(case: Case, memory: Memory, asked: Asking) -> Turn:
    """A table is asked for one more row, a field for its answer."""
    if asked.field.fields:
        return _group(case, memory, asked)
    return Turn(
        text=_text(case, memory, asked),
        options=_options(case, memory, asked),
        question=token(case, asked.place),
        optional=not asked.required,
        first=not memory.trail and not memory.at,
        numbered=asked.field.type in CHOSEN,
        ways=WAYS,
    )


def _text(case: Case, memory: Memory, asked: Asking) -> str:
    field = asked.field
    lines = [f"<b>{escape(field.label)}</b>{'' if asked.required else '（选填，可以发「跳过」）'}"]
    if field.hint:
        lines.append(f"<i>{escape(field.hint)}</i>")
    if field.type is FieldType.SELECT_MULTIPLE:
        lines.append("可以点几项再点「选好了」，也可以直接发编号，例如：1、3")
    if field.type is FieldType.REFERENCE and not labels(case.filling, field, _look(case)):
        lines.append("现在没有可以选的。可以先放一放，等有了再填。")
    if field.type is FieldType.FILE:
        lines.append(f"把文件发到这里就行（{'、'.join(field.accept).upper()}）。")
    if present := shown_at(case, asked.place):
        lines.append(f"现在填的是：{escape(present)}")
    if waiting := waiting_at(case, memory, asked):
        lines.append(f"已收到：{escape(waiting)}")
    if day := memory.days.get(str(asked.place)):
        lines.append(f"您说的是{escape(day)}，请再说一下几点，例如：上午九点")
    if asked.former is not None and not present:
        lines.append("这一项的问法有变化，请重新填。")
    return "\n".join([_head(case, asked), *lines])


def _head(case: Case, asked: Asking) -> str:
    head = f"第 {asked.number}/{asked.total} 项"
    if asked.group is None or asked.place.row is None:
        return head
    first = asked.group.fields[0]
    known = shown_at(case, Place(asked.group.name, asked.place.row, first.name))
    name = f"：{escape(known)}" if known and asked.field.name != first.name else ""
    return f"{head} · {escape(asked.group.label)} 第{asked.place.row + 1}项{name}"


def shown_at(case: Case, place: Place) -> str:
    """What is answered there, as people see it; personal numbers by their last four."""
    return next((line.shown for line in case.lines() if line.place == place), "")


def headed(case: Case, step: Complaining) -> str:
    """Which answer is meant, and how it stands."""
    present = shown_at(case, step.place)
    return f"<b>{escape(step.field.label)}</b>{f'：{escape(present)}' if present else ''}"


def waiting_at(case: Case, memory: Memory, asked: Asking) -> str:
    """Files that are fewer than the field needs, by their names."""
    if asked.field.type is not FieldType.FILE or memory.anew == str(asked.place):
        return ""
    return "、".join(str(each["name"]) for each in waiting_of(case).get(str(asked.place), ()))


def labels(filling: Filling, field: FieldSpec, look: Look) -> tuple[str, ...]:
    """The answers a question offers, by their labels."""
    if field.type not in CHOSEN:
        return ()
    kind = filling.kind(field, look)
    if field.type is not FieldType.REFERENCE:
        return tuple(kind.labels)
    # What the form's rule would refuse is not put forward.
    return tuple(
        label
        for label in kind.labels
        if look.verdict_on(field, kind.read(label)) is not Verdict.WRONG
    )


def _look(case: Case) -> Look:
    return case.filling.look(case.draft)


def _options(case: Case, memory: Memory, asked: Asking) -> tuple[Option, ...]:
    offered = labels(case.filling, asked.field, _look(case))[:MOST_OPTIONS]
    ticked = asked.field.type is FieldType.SELECT_MULTIPLE
    options = [
        Option(key=str(n), label=f"{TICK if ticked and label in memory.picked else ''}{label}")
        for n, label in enumerate(offered)
    ]
    if ticked and memory.picked:
        options.append(Option(key=PICKED, label="选好了"))
    return (*options, *_shortcuts(case, memory, asked))


def _shortcuts(case: Case, memory: Memory, asked: Asking) -> list[Option]:
    has = case.draft.at(asked.place) is not None
    if asked.field.type is FieldType.FILE and (has or waiting_at(case, memory, asked)):
        anew = Option(key=CLEAR, label="去掉重发")
        return [Option(key=ENOUGH, label="没有了"), anew] if has else [anew]
    if has:
        return [Option(key=KEEP, label="不改")]
    if asked.offered is None:
        return []
    shown = _look(case).shown(asked.field, asked.offered)
    return [Option(key=OFFERED, label=f"用{shown}"[:LONGEST_LABEL])] if shown else []


def _group(case: Case, memory: Memory, asked: Asking) -> Turn:
    group, rows = asked.field, asked.rows
    lines = [f"第 {asked.number}/{asked.total} 项", f"<b>{escape(group.label)}</b>"]
    lines += [f"{n}. {escape(row)}" for n, row in enumerate(rows_shown(case, group), 1)]
    if group.hint:
        lines.append(f"<i>{escape(group.hint)}</i>")
    lines.append(f"已有{rows}项，还要再添吗？" if rows else "有没有？没有就点「没有了」。")
    options = [Option(key=MORE, label="再添一项" if rows else "添一项")]
    options.append(Option(key=ENOUGH, label="没有了"))
    if rows:
        options.append(Option(key=REMOVE, label="去掉最后一项"))
    return Turn(
        text="\n".join(lines),
        options=tuple(options),
        question=token(case, asked.place),
        first=not memory.trail and not memory.at,
        ways=WAYS,
    )


def rows_shown(case: Case, group: FieldSpec) -> list[str]:
    """Each row in short: its first answers, one after the other; a bare yes says nothing."""
    found: Mapping[int, list[str]] = {n: [] for n in range(len(case.draft.rows(group.name)))}
    told = {each.name for each in group.fields or () if each.type is not FieldType.YES_NO}
    for line in case.lines():
        row = line.place.row if line.place.field == group.name else None
        if row is not None and line.shown and line.place.inner in told:
            found[row].append(line.shown)
    return [" · ".join(shown)[:80] or "（还没有填）" for shown in found.values()]

"""Everything answered so far, line by line; a line is changed by its number."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from forms.completing import reasons
from forms.drafts import Place
from forms.showing import NOT_YET
from forms.specification import FieldSpec
from forms.steps import Complaining, Ready
from handlers.casework.case import Case
from handlers.filing.memory import Memory
from handlers.filing.questions import rows_shown, token
from handlers.guide import Option
from handlers.guiding import Act, Turn

A_PAGE, LONGEST_SHOWN = 30, 60
NEXT, PREVIOUS, GO_ON = "next", "previous", "go"
SUBMIT = "提交"
DROP_ROW = "drop"
CARRIED = "　↺"
NOTHING = ("", NOT_YET)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line: a field, or one row of a table."""

    place: Place
    label: str
    shown: str
    editable: bool


def entries(case: Case) -> list[Entry]:
    """In the order of the form; a table's rows in short."""
    return list(_entries(case))


def _entries(case: Case) -> Iterator[Entry]:
    begun = set()
    for line in case.lines():
        spec = case.form.field(line.place.field)
        if spec is not None and spec.fields:
            if spec.name not in begun:
                begun.add(spec.name)
                yield from _rows(case, spec)
        else:
            editable = line.editable and case.may_edit(line.place.field)
            yield Entry(place=line.place, label=line.label, shown=line.shown, editable=editable)


def _rows(case: Case, group: FieldSpec) -> Iterator[Entry]:
    for n, shown in enumerate(rows_shown(case, group)):
        place = Place(group.name, n)
        label = f"{group.label}{n + 1}"
        yield Entry(place=place, label=label, shown=shown, editable=case.may_edit(group.name))


def seen(case: Case, *, ready: bool) -> list[Entry]:
    """On the way only what is answered; at the end also what was left empty."""
    found = entries(case)
    return [each for each in found if each.shown not in NOTHING or (ready and each.editable)]


def summary(case: Case, memory: Memory) -> Turn:
    """One page of it; ready to be handed in when nothing is missing and nothing is wrong."""
    ready = isinstance(case.filling.next_step(case.draft), Ready)
    found = seen(case, ready=ready)
    pages = max(-(-len(found) // A_PAGE), 1)
    page = min(max(memory.looking, 1), pages)
    shown = found[(page - 1) * A_PAGE : page * A_PAGE]
    first = (page - 1) * A_PAGE + 1
    lines = [
        f"<b>{escape(case.title)}</b>{f'　第{page}/{pages}页' if pages > 1 else ''}",
        *(_line(n, entry, memory) for n, entry in enumerate(shown, first)),
        *_notes(case, memory, ready=ready, last=page == pages),
    ]
    turns = [(PREVIOUS, "上一页", page > 1), (NEXT, "下一页", page < pages)]
    options = [Option(key=key, label=label) for key, label, possible in turns if possible]
    if not ready:
        options.append(Option(key=GO_ON, label="接着填"))
    return Turn(
        text="\n".join(lines),
        options=tuple(options),
        question=token(case, "summary"),
        confirm=SUBMIT if ready else "",
        first=not memory.trail,
        numbered=False,
        ways=(Act.ASIDE,),
    )


def _line(n: int, entry: Entry, memory: Memory) -> str:
    shown = entry.shown if len(entry.shown) <= LONGEST_SHOWN else f"{entry.shown[:LONGEST_SHOWN]}…"
    mark = CARRIED if entry.place.field in memory.carried else ""
    return f"{n}. {escape(entry.label)}：{escape(shown) or '（没有填）'}{mark}"


def _notes(case: Case, memory: Memory, *, ready: bool, last: bool) -> Iterator[str]:
    yield ""
    if memory.carried:
        yield f"{CARRIED.strip()} 是沿用上次的，请核对。"
    if last:
        for place, said in reasons(case.filling, case.draft).items():
            spec = case.form.field(Place.parse(place).field)
            yield f"说明（{escape(spec.label if spec else '')}）：{escape(said)}"
    if ready:
        yield "要改哪一项，发它的编号。没有问题，就点「提交」。"
        return
    troubles = case.filling.troubles(case.draft)
    wrong = sum(isinstance(each, Complaining) for each in troubles)
    yield f"还差 {len(troubles)} 项{f'，其中 {wrong} 项要改' if wrong else ''}。"
    yield "要改哪一项，发它的编号；接着往下填，点「接着填」。"


def row(case: Case, memory: Memory, group: FieldSpec, n: int) -> Turn:
    """One row of a table: which of its answers is to be changed, or whether it goes."""
    inner = [
        line for line in case.lines() if line.place.field == group.name and line.place.row == n
    ]
    options = [
        Option(key=str(line.place.inner), label=line.label.partition("·")[2])
        for line in inner
        if line.editable
    ]
    text = [f"<b>{escape(group.label)}{n + 1}</b>"]
    text += [f"{escape(each.label.partition('·')[2])}：{escape(each.shown)}" for each in inner]
    text.append("要改哪一样？")
    return Turn(
        text="\n".join(text),
        options=(*options, Option(key=DROP_ROW, label="去掉这一项")),
        question=token(case, f"row {group.name} {n}"),
        ways=(Act.ASIDE, Act.LOOK),
    )


def place_numbered(case: Case, said: str) -> Entry | None:
    """The line meant by a number that was typed."""
    found = seen(case, ready=isinstance(case.filling.next_step(case.draft), Ready))
    number = said.strip().rstrip("。.、")
    if not number.isdecimal() or not 1 <= int(number) <= len(found):
        return None
    return found[int(number) - 1]

"""Taking in what somebody says or presses at one question of a form."""

from dataclasses import replace
from html import escape

from forms.drafts import Draft, Place
from forms.specification import WORDS, FieldSpec, FieldType
from forms.steps import Asking, Complaining
from forms.values import Complaint
from handlers.casework.case import Case
from handlers.filing import questions
from handlers.filing.memory import Memory
from handlers.filing.questions import CLEAR, ENOUGH, KEEP, MORE, OFFERED, PICKED, REMOVE, TICK

MENDING = "change"
ASKS = ("?", "？")
LONGEST_QUESTION = 80
MAY_ASK = ("问题", "议题", "题目", "主题", "建议")
A_QUESTION = "这像是一个问题，不像「{label}」。"
SENT_FILE = "请直接把文件发过来（点输入框旁的回形针）。"
ONLY_BUTTONS = "请点一个按钮，或者发它的编号。"
Taken = tuple[Draft, Memory, str]  # the third is what is said about it


def say(case: Case, memory: Memory, asked: Asking, said: str) -> Taken:
    """Raises Complaint with a sentence that says how to mend it."""
    field = asked.field
    if field.fields:
        raise Complaint(ONLY_BUTTONS)
    if field.type is FieldType.FILE:
        raise Complaint(SENT_FILE)
    _refuse_question(field, said)
    if day := memory.days.get(str(asked.place)):
        said = _with_day(case, asked, day, said)
    accepted = case.filling.accept(case.draft, asked.place, said)
    return accepted.draft, memory.answered(asked.place), echo(field, accepted.shown)


def _with_day(case: Case, asked: Asking, day: str, said: str) -> str:
    """Only the hour was still missing, unless the day is said again too."""
    try:
        case.filling.accept(case.draft, asked.place, f"{day} {said}")
    except Complaint:
        return said
    return f"{day} {said}"


def echo(field: FieldSpec, shown: str) -> str:
    """What was understood, in full; a personal number is not repeated."""
    return "" if field.personal or not shown else f"✓ {escape(field.label)}：{escape(shown)}"


def press(case: Case, memory: Memory, asked: Asking, key: str) -> Taken:
    if key == KEEP:
        return case.draft, memory.answered(asked.place), ""
    if asked.field.fields:
        return _press_group(case, memory, asked, key)
    if asked.field.type is FieldType.FILE:
        return _press_file(case, memory, asked, key)
    if key == OFFERED:
        look = case.filling.look(case.draft)
        return say(case, memory, asked, look.shown(asked.field, asked.offered))
    if asked.field.type is FieldType.SELECT_MULTIPLE:
        return _tick(case, memory, asked, key)
    return say(case, memory, asked, _label(case, asked.field, key))


def _label(case: Case, field: FieldSpec, key: str) -> str:
    offered = questions.labels(case.filling, field, case.filling.look(case.draft))
    if not key.isdecimal() or int(key) >= len(offered):
        raise Complaint(ONLY_BUTTONS)
    return offered[int(key)]


def _tick(case: Case, memory: Memory, asked: Asking, key: str) -> Taken:
    """Once more takes it away again."""
    if key == PICKED:
        if not memory.picked:
            raise Complaint("还没有选。请点一项或几项，再点「选好了」。")
        return say(case, memory, asked, "、".join(memory.picked))
    label = _label(case, asked.field, key).removeprefix(TICK)
    picked = (
        tuple(each for each in memory.picked if each != label)
        if label in memory.picked
        else (*memory.picked, label)
    )
    return case.draft, replace(memory, at=str(asked.place), picked=picked), ""


def _press_group(case: Case, memory: Memory, asked: Asking, key: str) -> Taken:
    name = asked.field.name
    if key == MORE:
        return case.filling.add_row(case.draft, name), memory.forward(), ""
    if key == REMOVE:
        draft = case.filling.remove_row(case.draft, name, asked.rows - 1)
        return draft, memory.forward(), "已去掉最后一项。"
    if key == ENOUGH:
        return case.filling.finish(case.draft, name), memory.answered(asked.place), ""
    raise Complaint(ONLY_BUTTONS)


def _press_file(case: Case, memory: Memory, asked: Asking, key: str) -> Taken:
    if key == ENOUGH:
        return case.draft, memory.answered(asked.place), ""
    if key == CLEAR:
        draft = case.filling.clear(case.draft, asked.place)
        return draft, replace(memory.editing(asked.place), anew=str(asked.place)), "请重新发。"
    raise Complaint(ONLY_BUTTONS)


def explain(case: Case, memory: Memory, complaining: Complaining, said: str) -> Taken:
    draft = case.filling.explain(case.draft, complaining.place, said)
    return draft, memory.forward(), "✓ 已记下说明。"


def skip(case: Case, memory: Memory, asked: Asking) -> Taken:
    if asked.field.fields:
        return case.filling.finish(case.draft, asked.field.name), memory.answered(asked.place), ""
    return case.filling.skip(case.draft, asked.place), memory.answered(asked.place), ""


def mending(memory: Memory, place: Place) -> Memory:
    return memory.editing(place)


def _refuse_question(field: FieldSpec, said: str) -> None:
    """A question in the middle is for the library, unless the form wants one."""
    text = said.strip()
    is_words = field.type in WORDS or field.type is FieldType.TAGS
    if not is_words or not text.endswith(ASKS) or len(text) > LONGEST_QUESTION:
        return
    if not any(word in field.label for word in MAY_ASK):
        raise Complaint(A_QUESTION.format(label=field.label))

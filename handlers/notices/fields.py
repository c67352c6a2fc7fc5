"""The facts of a notice that staff may mend, and the two questions by which one is mended."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from typing import Any

from forms.masking import mask
from forms.values import Choice, Complaint, Date, Kind, Text, normalise
from forms.values import Option as Answer
from handlers.desk import Desk
from handlers.guide import Draft, Option, Question
from handlers.notices.naming import Facts, shown
from handlers.notices.words import ANSWER_LABELS, KINDS, LABELS
from knowledge.notice import Source

KINDS_OF_FIELDS: Mapping[str, Kind[Any]] = {
    "title": Text(least=2, most=300),
    "document_number": Text(most=100),
    "issuer": Text(least=2, most=200),
    "issued": Date(),
    "addressees": Text(least=2, most=1000),
    "effective": Date(),
    "expires": Date(),
    "kind": Choice(tuple(Answer(each, KINDS[each]) for each in (Source.NOTICE, Source.LAW))),
    "text": Text(least=2, most=1500, lines=True),
}
NEEDED = ("title", "kind", "text")
NONE = ("无", "没有", "清空")
WHICH = "要改哪一项？现在是："
PRESS_ONE = "请点要改的那一项，或发它的名称。"
NOW = "{label}现在是：{value}\n改成什么？"
CLEARING = "没有这一项的，发「无」。"
DATES = "日期可以写成：2026年3月1日。"
NOT_EMPTY = "{label}不能空着，请再填一次。"
UPSIDE_DOWN = "失效日期不能早于施行日期，请核对后再填。"
WAS_EMPTY = "（空）"

Known = Callable[[Draft, Desk], Awaitable[Facts]]


def field_questions(known: Known) -> tuple[Question, ...]:
    """`field` and `value`; `known` is what stands there now."""

    async def ask_field(draft: Draft, desk: Desk) -> tuple[str, Sequence[Option]]:
        facts = await known(draft, desk)
        labels = labels_of(facts)
        now = [f"• {label}：{_now(name, facts)}" for name, label in labels.items()]
        options = [Option(key=name, label=label) for name, label in labels.items()]
        return "\n".join([WHICH, *now]), options

    async def read_field(said: str, draft: Draft, desk: Desk) -> str:
        labels = labels_of(await known(draft, desk))
        which = Choice(tuple(Answer(name, label) for name, label in labels.items()))
        try:
            return which.read(said)
        except Complaint as complaint:
            raise Complaint(PRESS_ONE) from complaint

    async def ask_value(draft: Draft, desk: Desk) -> tuple[str, Sequence[Option]]:
        name = draft.get("field")
        facts = await known(draft, desk)
        label, said = labels_of(facts)[name], _now(name, facts)
        hints = [DATES if isinstance(KINDS_OF_FIELDS[name], Date) else ""]
        hints.append("" if name in NEEDED else CLEARING)
        text = "".join([NOW.format(label=label, value=said), *hints])
        labels = KINDS_OF_FIELDS[name].labels
        return text, [Option(key=label, label=label) for label in labels]

    async def read_value(said: str, draft: Draft, desk: Desk) -> Any:
        facts = await known(draft, desk)
        return read(draft.get("field"), said, facts, desk.now.date())

    return (
        Question(name="field", ask=ask_field, read=read_field),
        Question(name="value", ask=ask_value, read=read_value),
    )


def _now(name: str, facts: Facts) -> str:
    value = getattr(facts, name)
    return WAS_EMPTY if value is None else shown(name, value)


def labels_of(facts: Facts) -> Mapping[str, str]:
    """What may be mended of it, and what that is called."""
    return ANSWER_LABELS if facts.kind == Source.ANSWER else LABELS


def read(name: str, said: str, facts: Facts, today: date) -> Any:
    """The value as JSON, None for nothing; raises Complaint."""
    kind: Kind[Any] = KINDS_OF_FIELDS[name]
    if normalise(said) in NONE:
        if name in NEEDED:
            raise Complaint(NOT_EMPTY.format(label=labels_of(facts)[name]))
        return None
    if isinstance(kind, Date):
        kind = Date(today=today)
    value: Any = kind.read(said)
    if facts.kind == Source.ANSWER and isinstance(kind, Text):
        value = mask(value)
    begins, ends = facts.effective, facts.expires
    begins, ends = (
        (value if name == "effective" else begins),
        (value if name == "expires" else ends),
    )
    if name in ("effective", "expires") and begins and ends and ends < begins:
        raise Complaint(UPSIDE_DOWN)
    return kind.plain(value)


def restored(name: str, plain: Any) -> Any:
    """What is kept in a row."""
    return None if plain is None else KINDS_OF_FIELDS[name].restore(plain)
